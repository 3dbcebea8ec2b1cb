"""The loops behind the pages: they go on, whatever goes wrong, and stop when asked."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from gaandeweg.config import loops
from gaandeweg.config.loops import Loop
from gaandeweg.kernel import limits, outbox
from gaandeweg.kernel.models import Heartbeat, OutboxCursor, OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def go_round(monkeypatch):
    """Let a loop take its turns in a thread of its own, until it has had this many."""
    monkeypatch.setattr(loops, "FIRST_PAUSE_SECONDS", 0.01)

    def go(turn, turns, idle_seconds=0.01):
        stop, taken = threading.Event(), []

        def counted(now):
            taken.append(now)
            if len(taken) == turns:
                stop.set()
            return turn(len(taken))

        loop = Loop("tests", counted, idle_seconds)
        thread = threading.Thread(target=loops.keep_going, args=(loop, stop))
        thread.start()
        thread.join(timeout=20)
        assert not thread.is_alive()
        return taken

    return go


def test_a_loop_goes_round_until_it_is_asked_to_stop(go_round):
    assert len(go_round(lambda turn: 0, turns=5)) == 5


def test_a_loop_outlives_a_database_that_is_away(go_round, caplog):
    def away_at_first(turn):
        if turn < 4:
            raise OperationalError("could not connect to gaandeweg@db for mevrouw Jansen")
        return 0

    assert len(go_round(away_at_first, turns=6)) == 6
    assert "OperationalError in " in caplog.text
    assert "Jansen" not in caplog.text


def test_the_pauses_grow_and_stay_short_enough_to_be_well_again_soon():
    pauses = [loops.pause_after(failures) for failures in range(1, 20)]

    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert pauses[-1] <= 5


def test_a_loop_that_goes_round_says_so(go_round):
    go_round(lambda turn: 1, turns=3)

    beat = Heartbeat.objects.get(loop="tests")
    assert timezone.now() - beat.beat_at < timedelta(seconds=20)


def test_a_loop_says_so_at_most_every_ten_seconds(go_round):
    beats = []
    go_round(lambda turn: beats.append(Heartbeat.objects.filter().first()) or 1, turns=8)

    assert len({beat.beat_at for beat in beats if beat}) == 1


def test_an_index_that_was_away_for_a_week_holds_nothing_up():
    now = timezone.now()
    loops.beat("indexer:gone", now - timedelta(days=limits.OUTBOX_DAYS, hours=1))
    loops.beat("indexer:here", now)
    for reader in (outbox.DELIVERER, "indexer:gone", "indexer:here"):
        outbox.place_cursor(reader, 10**15, 0)
    outbox.place_cursor("indexer:gone", 0, 0)
    OutboxEvent.objects.create(name="QuestionAsked", ids={}, told_at=now - timedelta(days=30))

    loops.sweep(now)

    assert not OutboxEvent.objects.exists()
    assert not OutboxCursor.objects.filter(pk="indexer:gone").exists()


def test_an_event_that_an_index_still_has_to_read_is_kept():
    now = timezone.now()
    loops.beat("indexer:here", now)
    outbox.place_cursor(outbox.DELIVERER, 10**15, 0)
    outbox.place_cursor("indexer:here", 0, 0)
    OutboxEvent.objects.create(name="QuestionAsked", ids={}, told_at=now - timedelta(days=30))

    loops.sweep(now)

    assert OutboxEvent.objects.exists()


def test_a_loop_closes_its_connections_when_it_stops(go_round):
    open_connections = []

    def look(turn):
        connection.ensure_connection()
        open_connections.append(connection)
        return 0

    go_round(look, turns=2)

    assert all(used.connection is None for used in open_connections)


@pytest.mark.parametrize("name", loops.NAMES)
def test_every_loop_has_a_turn_when_there_is_nothing_to_do(name, tmp_path, settings):
    settings.INDEX_FOLDER = tmp_path

    loop = loops.loop_named(name)
    loop.turn(timezone.now())
    did = loop.turn(timezone.now())
    loop.close()

    assert did == 0
