"""The loops of the background process: each in a thread, and none ends because of a failure."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from gaandeweg.config.indexing import INDEXER, IndexKeeper
from gaandeweg.kernel import letters, limits, outbox
from gaandeweg.kernel.models import Heartbeat, OutboxCursor
from gaandeweg.kernel.sqlite.log import empty_the_log
from gaandeweg.people import public as people
from gaandeweg.share import public as share

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.2
POST_SECONDS = 1.0
SWEEP_SECONDS = 3600.0
BEAT_EVERY = timedelta(seconds=10)
FIRST_PAUSE_SECONDS = 0.5
# Short enough to be well again within moments of the database.
LONGEST_PAUSE_SECONDS = 4.0
STOP_SECONDS = 20.0

POST, SWEEPER = "post", "sweeper"
NAMES = (outbox.DELIVERER, POST, INDEXER, SWEEPER)


def _nothing_to_close() -> None:
    """Most loops hold nothing between turns."""


@dataclass(frozen=True)
class Loop:
    """Something to do again and again; a turn says how much it did, and nothing means rest."""

    name: str
    turn: Callable[[datetime], int]
    idle_seconds: float = IDLE_SECONDS
    close: Callable[[], None] = _nothing_to_close


def loop_named(name: str) -> Loop:
    """Make one of the loops of the background process."""
    if name == INDEXER:
        keeper = IndexKeeper(Path(settings.INDEX_FOLDER))
        return Loop(keeper.consumer, keeper.turn, close=keeper.close)
    return {
        outbox.DELIVERER: Loop(outbox.DELIVERER, deliver),
        # By itself, so that a mail server that is slow delays nothing else.
        POST: Loop(POST, letters.send_waiting, idle_seconds=POST_SECONDS),
        SWEEPER: Loop(SWEEPER, sweep, idle_seconds=SWEEP_SECONDS),
    }[name]


def deliver(now: datetime) -> int:
    """Bring what happened to who reacts to it, what failed before included."""
    return outbox.deliver(now) + outbox.deliver_again(now)


def sweep(now: datetime) -> int:
    """Remove what is past its day; an index that was away for a week is built anew."""
    away = Heartbeat.objects.filter(beat_at__lt=now - timedelta(days=limits.OUTBOX_DAYS))
    gone = away.filter(loop__startswith=INDEXER).values_list("loop", flat=True)
    OutboxCursor.objects.filter(pk__in=list(gone)).delete()
    readers = OutboxCursor.objects.exclude(pk=outbox.DELIVERER).values_list("pk", flat=True)
    outbox.sweep(now, [outbox.DELIVERER, *readers])
    letters.sweep(now)
    people.sweep(now)
    share.sweep(now)
    empty_the_log()
    return 0


def run(only: Sequence[str] = ()) -> None:
    """Run all loops, or only those named, until a signal comes."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signaled, _frame: asked.append(signaled))
    stop = threading.Event()
    threads = [
        threading.Thread(target=keep_going, args=(loop_named(name), stop), name=name, daemon=True)
        for name in only or NAMES
    ]
    for thread in threads:
        thread.start()
    while not asked:
        time.sleep(IDLE_SECONDS)
    stop.set()
    deadline = time.monotonic() + STOP_SECONDS
    for thread in threads:
        thread.join(timeout=max(0.0, deadline - time.monotonic()))


def keep_going(loop: Loop, stop: threading.Event) -> None:
    """Go round until asked to stop; after a failure pause, longer each time, and go on."""
    failures, beaten_at = 0, None
    while not stop.is_set():
        try:
            close_old_connections()
            now = timezone.now()
            did = loop.turn(now)
            if beaten_at is None or now - beaten_at >= BEAT_EVERY:
                beat(loop.name, now)
                beaten_at = now
            failures, pause = 0, 0.0 if did else loop.idle_seconds
        except Exception as error:  # noqa: BLE001 the edge: a loop outlives whatever goes wrong
            log.warning("%s failed: %s", loop.name, outbox.place_of(error))
            connections.close_all()
            failures += 1
            pause = pause_after(failures)
        stop.wait(pause)
    loop.close()
    connections.close_all()


def beat(name: str, now: datetime) -> None:
    """Note that a loop goes round."""
    Heartbeat.objects.update_or_create(loop=name, defaults={"beat_at": now})


def pause_after(failures: int) -> float:
    """Say how many seconds to wait after so many failures in a row."""
    return min(FIRST_PAUSE_SECONDS * 2.0 ** min(failures - 1, 10), LONGEST_PAUSE_SECONDS)
