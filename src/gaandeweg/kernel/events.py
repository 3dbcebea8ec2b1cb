"""Events: what happened, told to other apps. Ids of things, never of persons. The catalogue."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import ClassVar, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, Func
from django.utils import timezone

from gaandeweg.kernel.models import OutboxEvent


@dataclass(frozen=True)
class Event:
    """Something that happened; a subclass is named in the past tense."""

    version: ClassVar[int] = 1


@dataclass(frozen=True)
class QuestionAsked(Event):
    """A colleague asked a question."""

    question_id: UUID


@dataclass(frozen=True)
class ExperienceTold(Event):
    """A colleague shared an experience."""

    experience_id: UUID


@dataclass(frozen=True)
class ReplyWritten(Event):
    """An answer or a follow-up came under a question or an experience."""

    subject_id: UUID
    reply_id: UUID


@dataclass(frozen=True)
class QuestionSettled(Event):
    """The asker said which answer helped."""

    question_id: UUID
    reply_id: UUID


@dataclass(frozen=True)
class TextRevised(Event):
    """A text got a new version."""

    subject_id: UUID
    text_id: UUID


@dataclass(frozen=True)
class TextWithdrawn(Event):
    """A text was taken from sight by its author."""

    subject_id: UUID
    text_id: UUID


@dataclass(frozen=True)
class TextErased(Event):
    """A text was made unreadable in every version."""

    subject_id: UUID
    text_id: UUID


@dataclass(frozen=True)
class SubjectPlaced(Event):
    """A subject was tied to another place in the work, or got another audience."""

    subject_id: UUID


@dataclass(frozen=True)
class WorkChanged(Event):
    """A process, service or unit was made or changed."""

    subject_id: UUID


E = TypeVar("E", bound=Event)
Reaction = Callable[[E], None]

CATALOGUE: dict[str, type[Event]] = {
    event.__name__: event
    for event in (
        QuestionAsked,
        ExperienceTold,
        ReplyWritten,
        QuestionSettled,
        TextRevised,
        TextWithdrawn,
        TextErased,
        SubjectPlaced,
        WorkChanged,
    )
}

_reactions: dict[str, dict[str, Callable[..., None]]] = {}


class OutsideTransactionError(Exception):
    """An event is told in the transaction in which it happens, or it could be lost."""


class CurrentTransaction(Func):
    """The number of this transaction: PostgreSQL's own; SQLite writes one at a time, so none."""

    template = "0"
    output_field = BigIntegerField()
    arity = 0

    def as_postgresql(self, compiler, connection, **extra):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN003, ANN201
        """Ask PostgreSQL."""
        return super().as_sql(
            compiler, connection, template="pg_current_xact_id()::text::bigint", **extra
        )


def tell(event: Event, *, now: datetime | None = None) -> None:
    """Write an event to the outbox, in the transaction of what happened.

    :raises OutsideTransactionError: when there is no transaction.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError(type(event).__name__)
    OutboxEvent.objects.create(
        name=type(event).__name__,
        version=event.version,
        ids={name: str(value) for name, value in asdict(event).items()},
        transaction=CurrentTransaction(),
        told_at=now or timezone.now(),
    )


def reacts_to(event: type[E], *, name: str) -> Callable[[Reaction[E]], Reaction[E]]:
    """Let an app react when something happened elsewhere; `name` never changes."""

    def register(reaction: Reaction[E]) -> Reaction[E]:
        _reactions.setdefault(event.__name__, {})[name] = reaction
        return reaction

    return register


def reactions_to(name: str) -> dict[str, Callable[..., None]]:
    """List the reactions to an event, by their names."""
    return _reactions.get(name, {})


def read_event(row: OutboxEvent) -> Event:
    """Make the event of an outbox row."""
    kind = CATALOGUE[row.name]
    return kind(**{field.name: UUID(row.ids[field.name]) for field in fields(kind)})
