"""Whom to tell of a reply, and what a mail says of it."""

from dataclasses import dataclass
from uuid import UUID

from gaandeweg.kernel import access
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.models import Subject, Text
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.people import public as people
from gaandeweg.share.models import AlsoAsking, Reply
from gaandeweg.share.queries.lines import unreadable
from gaandeweg.share.words import ReplyKind


@dataclass(frozen=True)
class Writers:
    """Who wrote a reply and what stands around it."""

    kind: ReplyKind
    writer: UUID | None
    author: UUID | None
    earlier: tuple[UUID, ...]
    also_asking: tuple[UUID, ...]


@dataclass(frozen=True)
class ReplyToTellOf:
    """What a mail says of a reply: never the reply itself."""

    title: str
    by: str
    where: str
    is_answer: bool
    is_to_asker: bool


def writers_of(subject_id: UUID, reply_id: UUID) -> Writers | None:
    """Tell who wrote a reply, and who opened, replied before and asks along where it stands."""
    opening = Text.objects.filter(subject_id=subject_id, reply__isnull=True).first()
    replies = list(Reply.objects.filter(subject_id=subject_id, pk__lte=reply_id).order_by("pk"))
    if not replies or replies[-1].pk != reply_id:
        return None
    text_ids = [reply.text_id for reply in replies]
    authors = people.authors_of([*text_ids, *([opening.pk] if opening else [])])
    wrote = {reply.pk: authors[reply.text_id].person_id for reply in replies}
    along = AlsoAsking.objects.filter(question_id=subject_id).order_by("pk")
    return Writers(
        kind=ReplyKind(replies[-1].kind),
        writer=wrote.get(reply_id),
        author=authors[opening.pk].person_id if opening else None,
        earlier=tuple(who for key, who in wrote.items() if who is not None and key != reply_id),
        also_asking=tuple(along.values_list("person_id", flat=True)),
    )


def reply_to_tell_of(viewer: Viewer, subject_id: UUID, reply_id: UUID) -> ReplyToTellOf | None:
    """Fetch what a mail says of a reply; None when it is gone or not for this viewer."""
    rows = Reply.objects.filter(pk=reply_id, text__withdrawn_at__isnull=True, text__is_erased=False)
    readable = access.within(Subject.objects.filter(pk=subject_id), Ability.SUBJECT_READ, viewer)
    subject, reply = readable.first(), rows.first()
    if subject is None or reply is None:
        return None
    opening = Text.objects.filter(subject=subject, reply__isnull=True)
    authors = people.authors_of([reply.text_id, *opening.values_list("pk", flat=True)])
    author = authors.pop(reply.text_id)
    return ReplyToTellOf(
        title=subject.title or unreadable(),
        by=author.name,
        where=author.where,
        is_answer=reply.kind == ReplyKind.ANSWER,
        is_to_asker=any(asker.person_id == viewer.person_id for asker in authors.values()),
    )
