"""One question or experience with all that stands under it, as its viewer sees it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from gaandeweg.kernel import access, ids, subjects
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.models import AudienceLabel, Subject, Text, TextVersion
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.share import rules
from gaandeweg.share.audience import sentence
from gaandeweg.share.labels import STATES
from gaandeweg.share.models import AlsoAsking, Experience, Question, Reply, Thanks
from gaandeweg.share.queries.lines import unreadable
from gaandeweg.share.words import ReplyKind
from gaandeweg.work import public as work

UNIT_LABEL = "unit:"
Opening = TypeVar("Opening", Question, Experience)


@dataclass(frozen=True)
class ReplyView:
    """A reply as this viewer sees it."""

    id: UUID
    text_id: UUID
    kind: ReplyKind
    by: str
    where: str
    at: datetime
    body: SafeString
    language: str
    is_mine: bool
    is_withdrawn: bool
    is_erased: bool
    revised_at: datetime | None
    versions_url: str
    helped: bool
    may_help: bool
    may_thank: bool
    i_thanked: bool
    thanks_sentence: str

    @property
    def anchor(self) -> str:
        """Name the place of this reply on its page."""
        return f"r-{self.id}"


@dataclass(frozen=True)
class ThingView:
    """A question or an experience with all that stands under it, as this viewer sees it."""

    id: UUID
    kind: Kind
    url: str
    text_id: UUID
    title: str
    body: SafeString
    by: str
    by_where: str
    at: datetime
    language: str
    process: str
    process_url: str
    topics: tuple[str, ...]
    audience: str
    is_settled: bool
    is_mine: bool
    is_erased: bool
    revised_at: datetime | None
    versions_url: str
    replies: tuple[ReplyView, ...]
    state_label: str = ""
    may_join: bool = False
    is_joined: bool = False


def question_page(viewer: Viewer, question_id: UUID) -> ThingView:
    """Fetch a question with its replies."""
    along = AlsoAsking.objects.filter(question=OuterRef("pk"), person_id=viewer.own_id)
    rows = _opened(Question.objects.annotate(is_joined=Exists(along)))
    question = access.get(rows, question_id, Ability.QUESTION_READ, viewer)
    view = _thing(viewer, question, question.helped_by_id)
    has_answer = any(
        reply.kind == ReplyKind.ANSWER and not reply.is_withdrawn for reply in view.replies
    )
    state = rules.state_of(has_answer=has_answer, is_settled=view.is_settled)
    may_join = viewer.is_signed_in and not view.is_mine and not view.is_settled
    return replace(
        view,
        state_label=str(STATES[state]),
        may_join=may_join,
        is_joined=may_join and bool(getattr(question, "is_joined", False)),
    )


def experience_page(viewer: Viewer, experience_id: UUID) -> ThingView:
    """Fetch an experience with its replies."""
    rows = _opened(Experience.objects.all())
    experience = access.get(rows, experience_id, Ability.EXPERIENCE_READ, viewer)
    return _thing(viewer, experience, None)


def thing_page(viewer: Viewer, subject_id: UUID) -> ThingView:
    """Fetch a question or an experience, whichever it is."""
    subject = access.get(Subject.objects.all(), subject_id, Ability.SUBJECT_READ, viewer)
    if subject.kind == Kind.QUESTION:
        return question_page(viewer, subject_id)
    return experience_page(viewer, subject_id)


def url_of(viewer: Viewer, subject_id: UUID) -> str:
    """Give the address of a question or an experience that the viewer may read."""
    subject = access.get(Subject.objects.all(), subject_id, Ability.SUBJECT_READ, viewer)
    return subjects.url_of(subject.kind, subject_id)


def _opened(rows: "QuerySet[Opening]") -> "QuerySet[Opening]":
    """Fetch with a question or an experience its words and its audience."""
    labels = AudienceLabel.objects.filter(subject=OuterRef("pk"), label__startswith=UNIT_LABEL)
    return rows.select_related("subject", "text__current").annotate(
        unit_label=Subquery(labels.values("label")[:1])
    )


def _thing(viewer: Viewer, opening: Question | Experience, helped_by: UUID | None) -> ThingView:
    subject, text, current = opening.subject, opening.text, opening.text.current
    assert current is not None  # noqa: S101 for the type: a text has a version
    said = Reply.objects.filter(subject=subject).select_related("text__current").order_by("pk")
    authors = people.authors_of([text.pk, *(reply.text_id for reply in said)])
    author = authors[text.pk]
    is_mine = author.person_id is not None and author.person_id == viewer.person_id
    where, topics = work.place_of(subject.pk)
    process_id = where.process_id if where else None
    replies = _replies(viewer, list(said), authors, helped_by, by_asker=is_mine)
    return ThingView(
        id=subject.pk,
        kind=Kind(subject.kind),
        url=subjects.url_of(subject.kind, subject.pk),
        text_id=text.pk,
        title=subject.title or unreadable(),
        body=_html(text),
        by=author.name,
        by_where=author.where,
        at=ids.moment_of(subject.pk),
        language=current.language,
        process=where.process if where else "",
        process_url=subjects.url_of(Kind.PROCESS, process_id) if process_id else "",
        topics=topics,
        audience=_audience_said(getattr(opening, "unit_label", None)),
        is_settled=helped_by is not None,
        is_mine=is_mine,
        is_erased=text.is_erased,
        revised_at=_revised_at(current),
        versions_url=_versions_url(current),
        replies=replies,
    )


def _audience_said(label: str | None) -> str:
    if label is None:
        return sentence(None)
    return sentence(people.name_of_unit(UUID(label.removeprefix(UNIT_LABEL))))


def _html(text: Text) -> SafeString:
    """Show the words of a text, or say that they were made unreadable."""
    if text.is_erased:
        return format_html("<p>{}</p>", unreadable())
    return mark_safe(text.current.html if text.current else "")


def _revised_at(version: TextVersion) -> datetime | None:
    return version.made_at if version.number > 1 else None


def _versions_url(version: TextVersion) -> str:
    return reverse("versions", args=[version.text_id]) if version.number > 1 else ""


def _replies(
    viewer: Viewer,
    rows: Sequence[Reply],
    authors: Mapping[UUID, people.Author],
    helped_by: UUID | None,
    *,
    by_asker: bool,
) -> tuple[ReplyView, ...]:
    thanks = _thanks(viewer, rows, authors) if rows else {}
    return tuple(
        replace(
            _reply(viewer, row, authors[row.text_id], thanks.get(row.pk, ((), False))),
            helped=row.pk == helped_by,
            may_help=by_asker and row.pk != helped_by and row.kind == ReplyKind.ANSWER,
        )
        for row in rows
    )


def _reply(
    viewer: Viewer,
    row: Reply,
    author: people.Author,
    thanks: tuple[tuple[str, ...], bool],
) -> ReplyView:
    current = row.text.current
    assert current is not None  # noqa: S101 for the type: a text has a version
    is_withdrawn = row.text.withdrawn_at is not None
    is_mine = author.person_id is not None and author.person_id == viewer.person_id
    return ReplyView(
        id=row.pk,
        text_id=row.text_id,
        kind=ReplyKind(row.kind),
        by=author.name,
        where=author.where,
        at=ids.moment_of(row.pk),
        body=SafeString() if is_withdrawn else _html(row.text),
        language=current.language,
        is_mine=is_mine,
        is_withdrawn=is_withdrawn,
        is_erased=row.text.is_erased,
        revised_at=_revised_at(current),
        versions_url=_versions_url(current),
        helped=False,
        may_help=False,
        may_thank=not is_mine and author.person_id is not None,
        i_thanked=thanks[1],
        thanks_sentence=_thanks_sentence(thanks[0]),
    )


def _thanks_sentence(names: Sequence[str]) -> str:
    if not names:
        return ""
    return ngettext(
        "%(names)s thanks you. Only you see this.",
        "%(names)s thank you. Only you see this.",
        len(names),
    ) % {"names": ", ".join(names)}


def _thanks(
    viewer: Viewer, rows: Collection[Reply], authors: Mapping[UUID, people.Author]
) -> dict[UUID, tuple[tuple[str, ...], bool]]:
    """Show thanks to who gave them and to who got them, and to nobody else."""
    mine = {row.pk for row in rows if authors[row.text_id].person_id == viewer.person_id}
    given = Thanks.objects.filter(
        Q(person_id=viewer.person_id) | Q(reply__in=mine),
        reply__in=[row.pk for row in rows],
        person__has_left=False,
    )
    found: dict[UUID, tuple[tuple[str, ...], bool]] = {}
    for row in given.select_related("person").order_by("person__name"):
        names, i_thanked = found.get(row.reply_id, ((), False))
        is_me = row.person_id == viewer.person_id
        shown = (*names, row.person.name) if row.reply_id in mine else names
        found[row.reply_id] = (shown, i_thanked or is_me)
    return found
