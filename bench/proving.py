"""The questions of the proof, asked of database and index. Imported once Django is set up."""

import time
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from bench.proof import Acknowledged, Proof
from gaandeweg.insight import public as insight
from gaandeweg.kernel import events, letters, outbox
from gaandeweg.kernel.models import (
    Delivery,
    Letter,
    OutboxCursor,
    OutboxEvent,
    Subject,
    Text,
    TextVersion,
)
from gaandeweg.kernel.viewer import everyone_label
from gaandeweg.people.models import Authorship
from gaandeweg.share.models import Reply

DRAIN_SECONDS = 180.0


def wait_until_drained() -> bool:
    """Give the background the time it needs; says whether that was enough."""
    deadline = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < deadline:
        if _is_drained():
            return True
        time.sleep(0.5)
    return False


def _is_drained() -> bool:
    """Whether every reader of the outbox has had everything, and no letter waits."""
    newest = outbox.newest()
    cursors = OutboxCursor.objects.values_list("transaction", "event_id")
    waits = Letter.objects.exists() or Delivery.objects.filter(is_done=False).exists()
    return not waits and all(cursor >= newest for cursor in cursors)


def prove(forms: Sequence[Acknowledged], message_ids: Sequence[str], *, is_drained: bool) -> Proof:
    """Look for every form that was acknowledged, and for what should have come of it."""
    made = {form.form_key: _made_by(form) for form in forms}
    found = [key for key in made.values() if key is not None]
    told = Counter(event_id for event_id in _told() if event_id in set(found))
    expected = _expected_mails([key for key in found if Reply.objects.filter(pk=key).exists()])
    return Proof(
        acknowledged=len(forms),
        mails_expected=len(expected),
        not_drained=int(not is_drained),
        lost_writes=len(forms) - len(found),
        lost_events=len(found) - len(told),
        events_twice=sum(count > 1 for count in told.values()),
        undelivered=_undelivered(),
        not_in_index=sum(not _is_found(form) for form in forms),
        written_twice=sum(_times_written(form) > 1 for form in forms),
        mails_lost=len(expected - set(message_ids)),
        mails_unexpected=len(set(message_ids) - _possible_mails()),
        integrity=_integrity(),
        mails_sent_again=len(message_ids) - len(set(message_ids)),
    )


def _made_by(form: Acknowledged) -> UUID | None:
    """Give the question or the reply that a form made."""
    kind = Subject if form.kind == "question" else Reply
    rows = kind._default_manager.filter(form_key=UUID(form.form_key))  # noqa: SLF001 either
    return rows.values_list("pk", flat=True).first()


def _told() -> list[UUID]:
    """List what the outbox says was asked and replied."""
    asked = OutboxEvent.objects.filter(name=events.QuestionAsked.__name__)
    replied = OutboxEvent.objects.filter(name=events.ReplyWritten.__name__)
    return [
        *(UUID(ids["question_id"]) for ids in asked.values_list("ids", flat=True)),
        *(UUID(ids["reply_id"]) for ids in replied.values_list("ids", flat=True)),
    ]


def _undelivered() -> int:
    """Count reactions that should have run and have not."""
    missing = 0
    for event in OutboxEvent.objects.all():
        deliveries = Delivery.objects.filter(event=event, is_done=True)
        done = set(deliveries.values_list("reaction", flat=True))
        missing += len(set(events.reactions_to(event.name)) - done)
    return missing


def _is_found(form: Acknowledged) -> bool:
    under = Reply.objects.filter(form_key=UUID(form.form_key))
    replied_to = under.values_list("subject_id", flat=True).first()
    hits = insight.search(form.word, labels=frozenset({everyone_label()}))
    return str(replied_to or _made_by(form)) in {hit.id for hit in hits}


def _times_written(form: Acknowledged) -> int:
    """Count the texts with the word that only this form has."""
    in_title = TextVersion.objects.filter(title__contains=form.word)
    in_body = TextVersion.objects.filter(body__contains=form.word)
    return (in_title | in_body).distinct().count()


def _expected_mails(reply_ids: Sequence[UUID]) -> set[str]:
    """Say which mails should have left: whoever asked hears of a reply by somebody else."""
    expected = set()
    for reply in Reply.objects.filter(pk__in=reply_ids):
        asker, writer = _asker_of(reply.subject_id), _writer_of(reply.text_id)
        if asker != writer:
            expected.add(letters.message_id(f"reply:{reply.pk}:{asker}"))
    return expected


def _possible_mails() -> set[str]:
    """Give the one message id that each reply may have for each who wrote in its thread."""
    possible = set()
    for reply in Reply.objects.filter(form_key__isnull=False):
        texts = Text.objects.filter(subject_id=reply.subject_id)
        for person in set(
            Authorship.objects.filter(text__in=texts).values_list("person_id", flat=True)
        ):
            possible.add(letters.message_id(f"reply:{reply.pk}:{person}"))
    return possible


def _asker_of(subject_id: UUID) -> UUID | None:
    opening = Text.objects.get(subject_id=subject_id, reply__isnull=True)
    return _writer_of(opening.pk)


def _writer_of(text_id: UUID) -> UUID | None:
    return Authorship.objects.get(pk=text_id).person_id


def _integrity() -> str:
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return str(cursor.fetchone()[0])
