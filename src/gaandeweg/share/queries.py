"""What the pages of sharing need: lists of things, one thread, what is known, what is mine."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gaandeweg.analysis.text.passages import Asked, Passage
from gaandeweg.insight import public as insight
from gaandeweg.kernel import access, ids, limits, markdown, subjects
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.models import AudienceLabel, Subject, Text, TextVersion
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.share import rules
from gaandeweg.share.audience import audience_choices, sentence
from gaandeweg.share.labels import STATES
from gaandeweg.share.models import AlsoAsking, Experience, Question, Reply, Thanks
from gaandeweg.share.words import QuestionState, ReplyKind
from gaandeweg.work import public as work

FAR_LESS = 0.3
UNIT_LABEL = "unit:"
Opening = TypeVar("Opening", Question, Experience)
GroupedChoices = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


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
class FindPage:
    """What is known, and what a new question or experience could be tied to."""

    known: tuple[ThingLine, ...]
    processes: GroupedChoices
    process_names: dict[UUID, str]
    likely_process: UUID | None
    audiences: tuple[tuple[str, str], ...]


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


@dataclass(frozen=True)
class VersionView:
    """One version of a text."""

    number: int
    title: str
    body: SafeString
    at: datetime


@dataclass(frozen=True)
class TextToChange:
    """A text that somebody changes, withdraws or has made unreadable."""

    url: str
    revise_url: str
    title: str
    body: str
    is_opening: bool
    is_mine: bool


@dataclass(frozen=True)
class PlaceView:
    """Where one's own thing belongs, and where else it could."""

    url: str
    title: str
    processes: GroupedChoices
    audiences: tuple[tuple[str, str], ...]
    now: dict[str, str]


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
    rows = _shared(viewer).filter(condition or Q())
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
        has_newer, has_older = len(found) > limit, True
        shown = list(reversed(found[:limit]))
    else:
        older = rows.filter(pk__lt=before) if before is not None else rows
        found = list(older.order_by("-pk")[: limit + 1])
        has_newer, has_older = before is not None, len(found) > limit
        shown = found[:limit]
    lines = _lines(shown, with_authors=with_authors)
    return ThingPage(
        lines,
        f"{address}na={shown[0].pk}" if shown and has_newer else "",
        f"{address}voor={shown[-1].pk}" if shown and has_older else "",
    )


def unanswered() -> Q:
    """Say which questions wait for a first answer."""
    return Q(kind=Kind.QUESTION, has_answer=False, question__helped_by__isnull=True)


def only(kind: Kind) -> Q:
    """Say which things are of one kind."""
    return Q(kind=kind)


def find_known(
    viewer: Viewer, query: str, *, limit: int = limits.PAGE_LENGTH
) -> tuple[ThingLine, ...]:
    """Find what is known about something: each thread once, the best passage with it."""
    return _known(viewer, query, work.processes_of_units(viewer.unit_ids), limit)


def find_page(viewer: Viewer, query: str) -> FindPage:
    """Find what is known, and suggest where in the work a new question would belong."""
    own = work.processes_of_units(viewer.unit_ids)
    groups = work.process_groups(viewer)
    names = {line.id: line.name for group in groups for line in group.processes}
    known = _known(viewer, query, own, limits.KNOWN_COUNT)
    keys = {name: key for key, name in names.items()}
    nearby = [keys[line.where] for line in known[:1] if line.where in keys]
    return FindPage(
        known=known,
        processes=process_choices(groups),
        process_names=names,
        likely_process=work.likely_process(query, names, own, nearby),
        audiences=tuple(audience_choices(viewer)),
    )


def share_choices(viewer: Viewer) -> tuple[GroupedChoices, tuple[tuple[str, str], ...]]:
    """Give what the form to share offers: processes, and audiences."""
    return process_choices(work.process_groups(viewer)), tuple(audience_choices(viewer))


def process_choices(groups: Sequence[work.ProcessGroup]) -> GroupedChoices:
    """Make the choices of a field in which one chooses a process."""
    return tuple(
        (group.name, tuple((str(line.id), line.name) for line in group.processes))
        for group in groups
    )


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


def versions_of(viewer: Viewer, text_id: UUID) -> tuple[str, list[VersionView]]:
    """List the versions of a text, newest first, with the address of its page."""
    rows = Text.objects.select_related("subject").prefetch_related("versions")
    text = access.get(rows, text_id, Ability.VERSIONS_READ, viewer)
    views = [
        VersionView(version.number, version.title, mark_safe(version.html), version.made_at)
        for version in text.versions.all()
    ]
    return subjects.url_of(text.subject.kind, text.subject_id), views[::-1]


def text_to_change(viewer: Viewer, text_id: UUID, ability: Ability) -> TextToChange:
    """Fetch a text for its author, or for whoever has it made unreadable."""
    rows = Text.objects.select_related("subject", "current", "reply")
    text = access.get(rows, text_id, Ability.TEXT_ERASE, viewer)
    author = people.authors_of([text_id]).get(text_id)
    author_id = author.person_id if author else None
    if ability != Ability.TEXT_ERASE:
        access.require(ability, viewer, author_id=author_id)
    current = text.current
    return TextToChange(
        url=subjects.url_of(text.subject.kind, text.subject_id),
        revise_url=reverse("revise", args=[text.pk]),
        title=current.title if current else "",
        body=current.body if current else "",
        is_opening=not hasattr(text, "reply"),
        is_mine=author_id is not None and author_id == viewer.person_id,
    )


def place_page(viewer: Viewer, subject_id: UUID) -> PlaceView:
    """Fetch where one's own thing belongs now, and where else it could."""
    subject = access.get(_shared(viewer), subject_id, Ability.SUBJECT_READ, viewer)
    author = people.authors_of([_text_id(subject)])[_text_id(subject)]
    access.require(Ability.TEXT_REVISE, viewer, author_id=author.person_id)
    where = work.where_of([subject_id]).get(subject_id)
    audiences = audience_choices(viewer)
    return PlaceView(
        url=subjects.url_of(subject.kind, subject_id),
        title=subject.title or unreadable(),
        processes=process_choices(work.process_groups(viewer)),
        audiences=tuple(audiences),
        now={
            "process": str(where.process_id) if where and where.process_id else "",
            "audience": next(
                (word for word, said in audiences if said == _audience_of(subject_id)), ""
            ),
            "topics": ", ".join(work.topics_of(subject_id)),
        },
    )


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


def mine(viewer: Viewer) -> Mine:
    """Fetch one's own page: what waits, what one asked, shared and answered."""
    access.require(Ability.MINE_READ, viewer)
    own_texts = people.texts_by(viewer.own_id)
    own_openings = Text.objects.filter(pk__in=own_texts, reply__isnull=True)
    own_replies = Reply.objects.filter(text__in=own_texts)
    opened = _shared(viewer).filter(pk__in=own_openings.values("subject_id"))
    replied = _shared(viewer).filter(pk__in=own_replies.values("subject_id"))
    found = list(opened.order_by("-pk")[: limits.PAGE_LENGTH * 2])
    others = replied.exclude(pk__in=[row.pk for row in found]).order_by("-pk")
    answered = list(others[: limits.PAGE_LENGTH])
    lines = {line.id: line for line in _lines([*found, *answered], with_authors=False)}
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
    rows = _shared(viewer).filter(
        pk__in=asked.values("pk"), question__helped_by__isnull=True, has_answer=True
    )
    return _lines(list(rows.order_by("-pk")[:limit]), with_authors=False)


def _shared(viewer: Viewer) -> QuerySet[Subject]:
    answers = Reply.objects.filter(
        subject=OuterRef("pk"), kind=ReplyKind.ANSWER, text__withdrawn_at__isnull=True
    )
    # Not by their kinds: two kinds have no common order, and all would be sorted for each list.
    is_shared = Q(question__isnull=False) | Q(experience__isnull=False)
    rows = Subject.objects.filter(is_shared).select_related("question", "experience")
    return access.within(rows, Ability.SUBJECT_READ, viewer).annotate(has_answer=Exists(answers))


def _known(
    viewer: Viewer, query: str, own_processes: Collection[UUID], limit: int
) -> tuple[ThingLine, ...]:
    access.require(Ability.FIND, viewer)
    asked = query[: limits.QUERY_CHARACTERS].strip()
    if not asked:
        return ()
    hits = insight.search(
        asked,
        labels=viewer.labels,
        places_boost=frozenset(f"process:{key}" for key in own_processes),
        limit=limit,
    )
    # What matches far less than the best only stands in the way.
    floor = hits[0].score * FAR_LESS if hits else 0.0
    order = {UUID(hit.id): place for place, hit in enumerate(hits) if hit.score >= floor}
    # The index may lag a moment; who may read what is asked of the database.
    found = sorted(_shared(viewer).filter(pk__in=order), key=lambda row: order[row.pk])
    return _lines(found, with_authors=False, passages=_passages(order, asked))


def _lines(
    rows: Sequence[Subject],
    *,
    with_authors: bool,
    passages: dict[UUID, Passage] | None = None,
) -> tuple[ThingLine, ...]:
    places = work.where_of([row.pk for row in rows]) if rows else {}
    authors = people.authors_of([_text_id(row) for row in rows]) if with_authors and rows else {}
    return tuple(
        ThingLine(
            id=row.pk,
            url=subjects.url_of(row.kind, row.pk),
            title=row.title or unreadable(),
            kind=kind_word(row.kind),
            where=places[row.pk].process if row.pk in places else "",
            at=_made_at(row.pk),
            waits_for=_waits(row),
            by=authors[_text_id(row)].name if _text_id(row) in authors else "",
            passage=(passages or {}).get(row.pk),
            is_settled=row.kind == Kind.QUESTION and _state(row) == QuestionState.SETTLED,
        )
        for row in rows
    )


def kind_word(kind: str) -> str:
    """Name a kind on the screen."""
    return _("Question") if kind == Kind.QUESTION else _("Experience")


def unreadable() -> str:
    """Say that a text was made unreadable."""
    return _("Made unreadable")


def _waits(row: Subject) -> str:
    if row.kind != Kind.QUESTION:
        return ""
    return str(STATES[_state(row)])


def _state(row: Subject) -> QuestionState:
    return rules.state_of(
        has_answer=bool(getattr(row, "has_answer", False)),
        is_settled=row.question.helped_by_id is not None,
    )


def _waits_for_asker(row: Subject) -> bool:
    return row.kind == Kind.QUESTION and _state(row) == QuestionState.ANSWERED


def _text_id(row: Subject) -> UUID:
    return row.question.text_id if row.kind == Kind.QUESTION else row.experience.text_id


def _made_at(key: UUID) -> datetime:
    return ids.moment_of(key)


def _passages(subject_ids: Iterable[UUID], query: str) -> dict[UUID, Passage]:
    rows = Text.objects.filter(
        subject_id__in=list(subject_ids), withdrawn_at__isnull=True, is_erased=False
    )
    said = rows.exclude(current__body="").order_by("pk")
    bodies: dict[UUID, list[str]] = {}
    languages: dict[UUID, str] = {}
    for key, body, language in said.values_list("subject_id", "current__body", "current__language"):
        bodies.setdefault(key, []).append(markdown.to_plain(body))
        languages.setdefault(key, language)
    asked = Asked(query)
    return {
        key: asked.best_passage("\n".join(parts), language=languages[key])
        for key, parts in bodies.items()
    }


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
        at=_made_at(subject.pk),
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


def _audience_of(subject_id: UUID) -> str:
    labels = AudienceLabel.objects.filter(subject_id=subject_id, label__startswith=UNIT_LABEL)
    return _audience_said(labels.values_list("label", flat=True).first())


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
        at=_made_at(row.pk),
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
