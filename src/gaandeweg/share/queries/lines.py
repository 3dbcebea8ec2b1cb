"""Lists of questions and experiences: of all, of a place in the work, of oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from gaandeweg.analysis.text.passages import Passage
from gaandeweg.kernel import access, ids, limits, subjects
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.models import Subject, Text
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.share import rules
from gaandeweg.share.labels import STATES
from gaandeweg.share.models import Question, Reply
from gaandeweg.share.words import QuestionState, ReplyKind
from gaandeweg.work import public as work


@dataclass(frozen=True)
class ThingLine:
    """A question or an experience in a list."""

    id: UUID
    url: str
    title: str
    kind: str
    where: str
    at: datetime
    waits_for: str
    by: str = ""
    passage: Passage | None = None
    is_settled: bool = False


@dataclass(frozen=True)
class ThingPage:
    """A piece of a list, with the ways to the newer and the older."""

    things: tuple[ThingLine, ...]
    newer_url: str = ""
    older_url: str = ""


@dataclass(frozen=True)
class Mine:
    """One's own page, for oneself alone."""

    waiting: tuple[ThingLine, ...]
    questions: tuple[ThingLine, ...]
    experiences: tuple[ThingLine, ...]
    answered: tuple[ThingLine, ...]


def things(
    viewer: Viewer,
    *,
    condition: Q | None = None,
    before: UUID | None = None,
    after: UUID | None = None,
    with_authors: bool = True,
    address: str = "?",
    limit: int = limits.PAGE_LENGTH,
) -> ThingPage:
    """List questions and experiences, newest first, a piece at a time."""
    rows = shared(viewer).filter(condition or Q())
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
        has_newer, has_older = len(found) > limit, True
        shown = list(reversed(found[:limit]))
    else:
        older = rows.filter(pk__lt=before) if before is not None else rows
        found = list(older.order_by("-pk")[: limit + 1])
        has_newer, has_older = before is not None, len(found) > limit
        shown = found[:limit]
    lines = lines_of(shown, with_authors=with_authors)
    return ThingPage(
        lines,
        f"{address}na={shown[0].pk}" if shown and has_newer else "",
        f"{address}voor={shown[-1].pk}" if shown and has_older else "",
    )


def unanswered() -> Q:
    """Say which questions wait for a first answer."""
    waits = Q(kind=Kind.QUESTION, question__helped_by__isnull=True)
    return waits & ~Q(Exists(_answers()))


def only(kind: Kind) -> Q:
    """Say which things are of one kind."""
    return Q(kind=kind)


def mine(viewer: Viewer) -> Mine:
    """Fetch one's own page: what waits, what one asked, shared and answered."""
    access.require(Ability.MINE_READ, viewer)
    own_texts = people.texts_by(viewer.own_id)
    own_openings = Text.objects.filter(pk__in=own_texts, reply__isnull=True)
    own_replies = Reply.objects.filter(text__in=own_texts)
    opened = shared(viewer).filter(pk__in=own_openings.values("subject_id"))
    replied = shared(viewer).filter(pk__in=own_replies.values("subject_id"))
    found = list(opened.order_by("-pk")[: limits.PAGE_LENGTH * 2])
    others = replied.exclude(pk__in=[row.pk for row in found]).order_by("-pk")
    answered = list(others[: limits.PAGE_LENGTH])
    lines = {line.id: line for line in lines_of([*found, *answered], with_authors=False)}
    waiting = [row for row in found if _waits_for_asker(row)]
    return Mine(
        waiting=tuple(lines[row.pk] for row in waiting),
        questions=tuple(lines[row.pk] for row in found if row.kind == Kind.QUESTION),
        experiences=tuple(lines[row.pk] for row in found if row.kind == Kind.EXPERIENCE),
        answered=tuple(lines[row.pk] for row in answered),
    )


def waiting_for(viewer: Viewer, *, limit: int) -> tuple[ThingLine, ...]:
    """List one's own questions that have an answer of which one has not said whether it helped."""
    if viewer.person_id is None:
        return ()
    asked = Question.objects.filter(text__in=people.texts_by(viewer.person_id))
    rows = shared(viewer).filter(
        pk__in=asked.values("pk"), question__helped_by__isnull=True, an_answer__isnull=False
    )
    return lines_of(list(rows.order_by("-pk")[:limit]), with_authors=False)


def shared(viewer: Viewer) -> QuerySet[Subject]:
    """Give the questions and experiences that the viewer may read."""
    # Not by their kinds: two kinds have no common order, and all would be sorted for each list.
    is_shared = Q(question__isnull=False) | Q(experience__isnull=False)
    rows = Subject.objects.filter(is_shared).select_related("question", "experience")
    # One answer, not whether one exists: for that PostgreSQL would read all replies there are.
    an_answer = Subquery(_answers().values("pk")[:1])
    return access.within(rows, Ability.SUBJECT_READ, viewer).annotate(an_answer=an_answer)


def _answers() -> QuerySet[Reply]:
    """Give the answers in sight of the subject of the query around it."""
    return Reply.objects.filter(
        subject=OuterRef("pk"), kind=ReplyKind.ANSWER, text__withdrawn_at__isnull=True
    ).order_by()


def lines_of(
    rows: Sequence[Subject],
    *,
    with_authors: bool,
    passages: dict[UUID, Passage] | None = None,
) -> tuple[ThingLine, ...]:
    """Make the lines of a list, in the order of the rows."""
    places = work.where_of([row.pk for row in rows]) if rows else {}
    authors = people.authors_of([text_id_of(row) for row in rows]) if with_authors and rows else {}
    return tuple(
        ThingLine(
            id=row.pk,
            url=subjects.url_of(row.kind, row.pk),
            title=row.title or unreadable(),
            kind=kind_word(row.kind),
            where=places[row.pk].process if row.pk in places else "",
            at=ids.moment_of(row.pk),
            waits_for=_waits(row),
            by=authors[text_id_of(row)].name if text_id_of(row) in authors else "",
            passage=(passages or {}).get(row.pk),
            is_settled=row.kind == Kind.QUESTION and _state(row) == QuestionState.SETTLED,
        )
        for row in rows
    )


def unreadable() -> str:
    """Say that a text was made unreadable."""
    return _("Made unreadable")


def kind_word(kind: str) -> str:
    """Name a kind on the screen."""
    return _("Question") if kind == Kind.QUESTION else _("Experience")


def _waits(row: Subject) -> str:
    if row.kind != Kind.QUESTION:
        return ""
    return str(STATES[_state(row)])


def _state(row: Subject) -> QuestionState:
    return rules.state_of(
        has_answer=getattr(row, "an_answer", None) is not None,
        is_settled=row.question.helped_by_id is not None,
    )


def _waits_for_asker(row: Subject) -> bool:
    return row.kind == Kind.QUESTION and _state(row) == QuestionState.ANSWERED


def text_id_of(row: Subject) -> UUID:
    """Give the text of the question or experience itself."""
    return row.question.text_id if row.kind == Kind.QUESTION else row.experience.text_id
