"""The outbox: nothing that happened is lost, and nothing happens twice because of it."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from gaandeweg.kernel import events, limits, outbox
from gaandeweg.kernel.ids import uuid7
from gaandeweg.kernel.models import Delivery, OutboxCursor, OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


def test_everybody_who_reacts_hears_of_each_question_in_order(ask, heard, now):
    asked = [ask(), ask(), ask()]

    assert outbox.deliver(now) == 3

    assert heard == asked
    assert outbox.deliver(now) == 0


def test_a_question_is_heard_of_once_even_when_it_is_read_again(ask, heard, now):
    ask()
    outbox.deliver(now)
    OutboxCursor.objects.all().delete()

    outbox.deliver(now)

    assert len(heard) == 1


def test_an_end_in_the_middle_of_a_batch_loses_nothing(ask, heard, reactions, now):
    asked = [ask(), ask()]
    reactions["QuestionAsked"]["tests.ends"] = _once(SystemExit)

    with pytest.raises(SystemExit):
        outbox.deliver(now)
    outbox.deliver(now)

    assert heard == asked
    assert not Delivery.objects.filter(is_done=False).exists()


def test_one_reaction_that_fails_stops_no_other(ask, heard, reactions, now):
    reactions["QuestionAsked"] = {"tests.fails": _always(ValueError), **reactions["QuestionAsked"]}
    asked = [ask(), ask()]

    outbox.deliver(now)

    assert heard == asked


def test_what_failed_is_tried_again_after_a_pause(ask, reactions, now):
    tries = []
    reactions["QuestionAsked"] = {"tests.fails": _once(OSError, tries)}
    ask()
    outbox.deliver(now)

    assert outbox.deliver_again(now) == 0
    assert outbox.deliver_again(now + timedelta(seconds=2)) == 1
    assert outbox.deliver_again(now + timedelta(days=1)) == 0

    assert len(tries) == 2
    assert Delivery.objects.get().is_done


def test_a_reaction_that_fails_leaves_nothing_behind(ask, reactions, now):
    reactions["QuestionAsked"] = {"tests.fails": _tells_and_fails}
    ask()

    outbox.deliver(now)

    assert [event.name for event in OutboxEvent.objects.all()] == ["QuestionAsked"]


def test_after_many_tries_it_is_given_up(ask, reactions, now):
    reactions["QuestionAsked"] = {"tests.fails": _always(OSError)}
    ask()
    outbox.deliver(now)

    for day in range(1, limits.REACTION_ATTEMPTS + 5):
        outbox.deliver_again(now + timedelta(days=day))

    assert Delivery.objects.get().attempts == limits.REACTION_ATTEMPTS


def test_a_failure_is_kept_by_type_and_place_never_by_its_words(ask, reactions, now, caplog):
    reactions["QuestionAsked"] = {"tests.fails": _always(ValueError, "mevrouw Jansen belde")}
    ask()

    outbox.deliver(now)

    assert Delivery.objects.get().error.startswith("ValueError in ")
    assert "Jansen" not in Delivery.objects.get().error + caplog.text


def test_each_reader_has_a_place_of_its_own(ask, heard, now):
    ask()
    outbox.deliver(now)
    ask()

    assert len(outbox.unread("indexer:here")) == 2
    assert len(outbox.unread(outbox.DELIVERER)) == 1


def test_a_reader_that_rebuilt_goes_on_from_there(ask):
    ask()
    outbox.place_cursor("indexer:here", *outbox.newest())
    later = ask()

    unread = outbox.unread("indexer:here")

    assert [events.read_event(row).question_id for row in unread] == [later]


def test_after_a_week_an_event_that_all_have_had_is_gone(ask, heard, now):
    ask(now - timedelta(days=limits.OUTBOX_DAYS, hours=1))
    ask(now - timedelta(days=limits.OUTBOX_DAYS - 1))
    outbox.deliver(now)

    assert outbox.sweep(now, [outbox.DELIVERER, "indexer:here"]) == 0
    outbox.place_cursor("indexer:here", *outbox.newest())
    outbox.sweep(now, [outbox.DELIVERER, "indexer:here"])

    assert OutboxEvent.objects.count() == 1


def test_an_event_that_still_waits_for_a_reaction_is_kept(ask, reactions, now):
    reactions["QuestionAsked"] = {"tests.fails": _always(OSError)}
    ask(now - timedelta(days=30))
    outbox.deliver(now)

    outbox.sweep(now, [outbox.DELIVERER])

    assert OutboxEvent.objects.count() == 1


def test_a_question_that_is_saved_late_is_not_skipped(ask, heard, now, on_postgresql):
    """Its number is lower than that of a question that was saved while it waited."""
    told, may_save = threading.Event(), threading.Event()
    slow = threading.Thread(target=_tell_slowly, args=(told, may_save, now))
    slow.start()
    assert told.wait(timeout=10)
    quick_question = ask(is_read_at_once=False)

    assert outbox.deliver(now) == 0, "the later one must wait for the one that still runs"
    may_save.set()
    slow.join(timeout=10)
    assert _until(lambda: outbox.deliver(now) == 2)

    assert len(heard) == 2
    assert heard[1] == quick_question


def test_after_a_restore_in_another_server_nothing_is_missed(ask, heard, now, on_postgresql):
    """Here transactions are counted from lower down than there."""
    for _ in range(3):
        ask()
    assert _until(lambda: outbox.deliver(now) or len(heard) == 3)
    unheard = ask()
    OutboxEvent.objects.update(transaction=F("transaction") + 10**12)
    OutboxCursor.objects.update(transaction=F("transaction") + 10**12)
    asked_since = ask(is_read_at_once=False)
    assert outbox.deliver(now) == 0, "this is what would be lost"

    assert outbox.put_right_after_restore()

    assert _until(lambda: outbox.deliver(now) or len(heard) == 5)
    assert heard[3:] == [unheard, asked_since]
    assert not outbox.put_right_after_restore()


def _tell_slowly(told, may_save, now):
    try:
        with transaction.atomic():
            events.tell(events.QuestionAsked(uuid7(now)), now=now)
            told.set()
            may_save.wait(timeout=10)
    finally:
        connection.close()


def _until(is_so):
    deadline = time.monotonic() + 20
    while not (so := is_so()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return so


def _always(error, *words):
    def react(event):
        raise error(*words)

    return react


def _once(error, tries=None):
    tries = [] if tries is None else tries

    def react(event):
        tries.append(event)
        if len(tries) == 1:
            raise error

    return react


def _tells_and_fails(event):
    events.tell(events.TextRevised(subject_id=event.question_id, text_id=event.question_id))
    raise ValueError
