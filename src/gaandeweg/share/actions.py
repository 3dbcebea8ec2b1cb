"""The verbs of sharing: ask, tell, reply, thank, settle, revise, withdraw, make unreadable."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from gaandeweg.analysis.text.language import guess_language
from gaandeweg.kernel import access, limits, subjects, texts
from gaandeweg.kernel.abilities import Ability
from gaandeweg.kernel.events import (
    ExperienceTold,
    QuestionAsked,
    QuestionSettled,
    ReplyWritten,
    SubjectPlaced,
    TextRevised,
    TextWithdrawn,
    tell,
)
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.letters import put_in_post
from gaandeweg.kernel.models import Subject, Text
from gaandeweg.kernel.viewer import Viewer
from gaandeweg.kernel.words import Kind
from gaandeweg.people import public as people
from gaandeweg.share import rules
from gaandeweg.share.audience import (
    audience_choices,
    audience_now,
    have_others_replied,
    labels_of,
    own_unit,
)
from gaandeweg.share.forgetting import forget_words, is_opening
from gaandeweg.share.models import AlsoAsking, Experience, Question, Reply, Thanks
from gaandeweg.share.words import Audience, ReplyKind
from gaandeweg.work import public as work


@dataclass(frozen=True)
class Words:
    """What somebody typed, checked and cleaned by a form."""

    title: str
    body: str = ""


# Who goes back and sends the same words again within this time means the same thing.
AGAIN = timedelta(hours=1)


class AlreadySharedError(Exception):
    """This form was posted before: what it made is there, or was withdrawn since."""

    def __init__(self, made: Text, words: Words) -> None:
        super().__init__(made.pk)
        self.subject_id = made.subject_id
        self.text_id = made.pk
        self.is_withdrawn = (made.withdrawn_at or made.subject.withdrawn_at) is not None
        self.is_the_same = _says(made, words)


class ForMoreReadersError(access.NotAllowedError):
    """Colleagues replied for fewer readers: what they wrote is not the asker's to share."""


class TooManyVersionsError(Exception):
    """A text has so many versions that something else is going on."""


@dataclass(frozen=True)
class Placing:
    """Who may read it, and where in the work it belongs; no audience leaves it as it is."""

    audience: Audience | None = Audience.EVERYONE
    process_id: UUID | None = None
    topics: Sequence[str] = ()


def ask_question(
    *, viewer: Viewer, form_key: UUID, words: Words, placing: Placing, now: datetime
) -> UUID:
    """Ask a question; the form carries a key, so that posting twice asks once.

    :raises AlreadySharedError: when this form was posted before.
    """
    access.require(Ability.QUESTION_ASK, viewer)
    with _once(form_key, words), transaction.atomic():
        text = _share(Kind.QUESTION, viewer, form_key, words, placing, now)
        Question.objects.create(subject_id=text.subject_id, text=text)
        tell(QuestionAsked(text.subject_id), now=now)
    return text.subject_id


def tell_experience(
    *, viewer: Viewer, form_key: UUID, words: Words, placing: Placing, now: datetime
) -> UUID:
    """Share an experience; the form carries a key, so that posting twice shares once.

    :raises AlreadySharedError: when this form was posted before.
    """
    access.require(Ability.EXPERIENCE_TELL, viewer)
    with _once(form_key, words), transaction.atomic():
        text = _share(Kind.EXPERIENCE, viewer, form_key, words, placing, now)
        Experience.objects.create(subject_id=text.subject_id, text=text)
        tell(ExperienceTold(text.subject_id), now=now)
    return text.subject_id


def write_reply(
    *,
    viewer: Viewer,
    subject_id: UUID,
    form_key: UUID,
    body: str,
    asks_back: bool = False,
    now: datetime,
) -> UUID:
    """Reply under a question or an experience; posting the form twice replies once.

    :raises AlreadySharedError: when this form was posted before.
    """
    subject = access.get(Subject.objects.all(), subject_id, Ability.REPLY_WRITE, viewer)
    kind = rules.kind_of_reply(
        is_question=subject.kind == Kind.QUESTION,
        by_asker=author_of_subject(subject_id) == viewer.person_id,
        asks_back=asks_back,
    )
    words = Words("", body)
    with _once(form_key, words), transaction.atomic():
        text = _write(subject, viewer, words, now)
        reply = Reply.objects.create(
            id=uuid7(now), subject=subject, kind=kind.value, text=text, form_key=form_key
        )
        tell(ReplyWritten(subject_id, reply.pk), now=now)
    return reply.pk


def settle_question(*, viewer: Viewer, reply_id: UUID, now: datetime) -> UUID:
    """Say that a reply helped: the question is answered. Returns the question's id."""
    answers = Reply.objects.filter(kind=ReplyKind.ANSWER.value)
    reply = access.get(answers, reply_id, Ability.REPLY_THANK, viewer)
    question = access.get(Question.objects.all(), reply.subject_id, Ability.QUESTION_READ, viewer)
    access.require(Ability.QUESTION_SETTLE, viewer, asker_id=author_of_subject(question.pk))
    with transaction.atomic():
        changed = Question.objects.filter(pk=question.pk).exclude(helped_by=reply)
        if changed.update(helped_by=reply):
            tell(QuestionSettled(question.pk, reply.pk), now=now)
        _thank(viewer, reply)
    return reply.subject_id


def join_question(*, viewer: Viewer, question_id: UUID) -> None:
    """Ask along with a question of a colleague: hear of its answers."""
    question = access.get(Question.objects.all(), question_id, Ability.QUESTION_JOIN, viewer)
    if author_of_subject(question.pk) != viewer.person_id:
        AlsoAsking.objects.get_or_create(question=question, person_id=viewer.own_id)


def leave_question(*, viewer: Viewer, question_id: UUID) -> None:
    """Ask along no more."""
    question = access.get(Question.objects.all(), question_id, Ability.QUESTION_JOIN, viewer)
    AlsoAsking.objects.filter(question=question, person_id=viewer.own_id).delete()


def thank(*, viewer: Viewer, reply_id: UUID) -> UUID:
    """Thank a colleague for a reply; the two of them see it. Returns the subject's id."""
    reply = access.get(
        Reply.objects.select_related("subject"), reply_id, Ability.REPLY_THANK, viewer
    )
    _thank(viewer, reply)
    return reply.subject_id


def revise_text(*, viewer: Viewer, text_id: UUID, words: Words, now: datetime) -> UUID:
    """Give a text a new version. Returns the subject's id.

    :raises TooManyVersionsError: past the limit.
    """
    _own_text(viewer, text_id, Ability.TEXT_REVISE)
    with transaction.atomic():
        text = _locked(text_id)
        if text.versions.count() >= limits.VERSIONS_OF_A_TEXT:
            raise TooManyVersionsError
        if not _says(text, words):
            _add_version(text, words, now)
    return text.subject_id


def withdraw_text(*, viewer: Viewer, text_id: UUID, now: datetime) -> UUID:
    """Take one's own text from sight; a question goes with all that stands under it."""
    text = _own_text(viewer, text_id, Ability.TEXT_WITHDRAW)
    with transaction.atomic():
        texts.withdraw_text(text, now=now)
        if is_opening(text):
            Subject.objects.filter(pk=text.subject_id).update(withdrawn_at=now)
        else:
            Question.objects.filter(helped_by__text=text).update(helped_by=None)
        tell(TextWithdrawn(text.subject_id, text.pk), now=now)
    return text.subject_id


def make_unreadable(*, viewer: Viewer, text_id: UUID, now: datetime) -> UUID:
    """Make a text unreadable at once, in every version, for everybody, for good."""
    access.get(Text.objects.all(), text_id, Ability.TEXT_ERASE, viewer)
    with transaction.atomic():
        text = _locked(text_id)
        forget_words(text, now=now)
        _write_to_author(viewer, text, now)
    return text.subject_id


def place(*, viewer: Viewer, subject_id: UUID, placing: Placing, now: datetime) -> None:
    """Change where in the work one's own thing belongs, and who may read it.

    :raises ForMoreReadersError: when colleagues replied for fewer readers.
    """
    subject = access.get(Subject.objects.all(), subject_id, Ability.SUBJECT_READ, viewer)
    author_id = author_of_subject(subject.pk)
    access.require(Ability.TEXT_REVISE, viewer, author_id=author_id)
    with transaction.atomic():
        _relabel(viewer, subject.pk, placing.audience)
        _place(viewer, subject.pk, placing)
        tell(SubjectPlaced(subject.pk), now=now)


def author_of_subject(subject_id: UUID) -> UUID | None:
    """Tell who asked the question or shared the experience."""
    text_id = opening_text_id(subject_id)
    return _author_of(text_id) if text_id else None


def opening_text_id(subject_id: UUID) -> UUID | None:
    """Give the text with which a thread of replies begins."""
    opening = Text.objects.filter(subject_id=subject_id, reply__isnull=True)
    return opening.values_list("pk", flat=True).first()


def _thank(viewer: Viewer, reply: Reply) -> None:
    if viewer.person_id is not None and not people.is_author(viewer, reply.text_id):
        Thanks.objects.get_or_create(reply=reply, person_id=viewer.own_id)


def _relabel(viewer: Viewer, subject_id: UUID, audience: Audience | None) -> None:
    now_has = audience_now(viewer, subject_id)
    if audience is None or audience == now_has:
        return
    left = rules.audiences_left(
        tuple(Audience(word) for word, _sentence in audience_choices(viewer)),
        now_has,
        have_others_replied=have_others_replied(viewer, subject_id),
    )
    if audience not in left:
        raise ForMoreReadersError(audience)
    subjects.relabel(subject_id, labels_of(viewer, audience))


def _share(
    kind: Kind,
    viewer: Viewer,
    form_key: UUID,
    words: Words,
    placing: Placing,
    now: datetime,
) -> Text:
    _refuse_again(kind, viewer, words, now)
    subject = subjects.make_subject(
        kind,
        title=words.title,
        labels=labels_of(viewer, placing.audience or Audience.EVERYONE),
        now=now,
        subject_id=uuid7(now),
        form_key=form_key,
    )
    _place(viewer, subject.pk, placing)
    return _write(subject, viewer, words, now)


def _place(viewer: Viewer, subject_id: UUID, placing: Placing) -> None:
    work.place_subject(
        subject_id=subject_id,
        unit_id=own_unit(viewer),
        process_id=placing.process_id,
        topics=placing.topics,
    )


def _write(subject: Subject, viewer: Viewer, words: Words, now: datetime) -> Text:
    text = texts.write_text(
        subject, title=words.title, body=words.body, language=_language(words), now=now
    )
    people.sign_text(text_id=text.pk, person_id=viewer.own_id)
    return text


def _own_text(viewer: Viewer, text_id: UUID, ability: Ability) -> Text:
    readable = access.get(Text.objects.all(), text_id, Ability.TEXT_ERASE, viewer)
    access.require(ability, viewer, author_id=_author_of(text_id))
    return readable


def _write_to_author(viewer: Viewer, text: Text, now: datetime) -> None:
    """Tell an author that a colleague had a text made unreadable; an event would name no person."""
    author_id = _author_of(text.pk)
    if author_id is not None and author_id != viewer.person_id:
        put_in_post(
            key=f"erased:{text.pk}",
            kind="erased",
            recipient=str(author_id),
            subject_id=text.subject_id,
            ids={"subject_id": str(text.subject_id)},
            now=now,
        )


def _locked(text_id: UUID) -> Text:
    """Fetch a text for which everybody else who changes it waits until we are done."""
    return Text.objects.select_for_update().get(pk=text_id)


def _says(text: Text, words: Words) -> bool:
    now = text.current
    return now is not None and (now.title, now.body) == (words.title, words.body)


def _add_version(text: Text, words: Words, now: datetime) -> None:
    texts.revise_text(text, title=words.title, body=words.body, language=_language(words), now=now)
    if words.title:
        Subject.objects.filter(pk=text.subject_id).update(title=words.title)
    tell(TextRevised(text.subject_id, text.pk), now=now)


def _author_of(text_id: UUID) -> UUID | None:
    author = people.authors_of([text_id]).get(text_id)
    return author.person_id if author else None


def _language(words: Words) -> str:
    return guess_language(f"{words.title}\n{words.body}").value


def _refuse_again(kind: Kind, viewer: Viewer, words: Words, now: datetime) -> None:
    """Take the same words of the same colleague within the hour for a form sent again."""
    already = (
        Text.objects.select_related("subject", "current")
        .filter(
            pk__in=people.texts_by(viewer.own_id),
            reply__isnull=True,
            subject__pk__gt=uuid7(now - AGAIN),
            subject__kind=kind.value,
            subject__title=words.title,
            subject__withdrawn_at__isnull=True,
            current__body=words.body,
        )
        .first()
    )
    if already is not None:
        raise AlreadySharedError(already, words)


@contextmanager
def _once(form_key: UUID, words: Words) -> Iterator[None]:
    """Tell a form posted twice, even at the same moment, from a fault."""
    try:
        yield
    except IntegrityError as error:
        made = _made_by(form_key)
        if made is None:
            raise
        raise AlreadySharedError(made, words) from error


def _made_by(form_key: UUID) -> Text | None:
    rows = Text.objects.select_related("subject", "current")
    opened = rows.filter(subject__form_key=form_key, reply__isnull=True)
    return opened.first() or rows.filter(reply__form_key=form_key).first()
