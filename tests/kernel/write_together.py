"""Sixteen processes write to one SQLite database for a while; prints what each did as JSON.

A programme of its own, because processes that share a connection by fork would prove nothing.
"""

import json
import os
import sys
import time

import django
from django.db import DatabaseError, connection, transaction
from django.db.models import F

WRITERS = 16
SECONDS = float(sys.argv[1])


def write(slot: int, until: float) -> dict[str, int]:
    """Count up one shared number and tell an event, as often as there is time."""
    from gaandeweg.kernel import events  # noqa: PLC0415 after django.setup
    from gaandeweg.kernel.ids import uuid7  # noqa: PLC0415
    from gaandeweg.kernel.models import OutboxCursor  # noqa: PLC0415

    did, errors = 0, 0
    while time.monotonic() < until:
        try:
            with transaction.atomic():
                shared = OutboxCursor.objects.get(pk="shared")
                OutboxCursor.objects.filter(pk="shared").update(event_id=shared.event_id + 1)
                OutboxCursor.objects.filter(pk=f"own-{slot}").update(event_id=F("event_id") + 1)
                events.tell(events.QuestionAsked(uuid7()))
            did += 1
        except DatabaseError:
            errors += 1
    return {"did": did, "errors": errors}


def main() -> None:
    """Make the database, let all write at once, and say what came of it."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 after django.setup

    from gaandeweg.kernel.models import OutboxCursor, OutboxEvent  # noqa: PLC0415

    call_command("migrate", "kernel", verbosity=0)
    names = ["shared", *(f"own-{slot}" for slot in range(WRITERS))]
    OutboxCursor.objects.bulk_create(OutboxCursor(consumer=name) for name in names)
    connection.close()

    until = time.monotonic() + SECONDS
    writers = [_begin(slot, until) for slot in range(WRITERS)]
    results = [_end(*writer) for writer in writers]

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        integrity = cursor.fetchone()[0]
        cursor.execute("PRAGMA journal_mode")
        journal = cursor.fetchone()[0]
    shared = OutboxCursor.objects.get(pk="shared").event_id
    answer = {
        "writers": results,
        "counted": shared,
        "told": OutboxEvent.objects.count(),
        "integrity": integrity,
        "journal": journal,
    }
    sys.stdout.write(json.dumps(answer))


def _begin(slot: int, until: float) -> tuple[int, int]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(writing, json.dumps(write(slot, until)).encode())
        os._exit(0)
    os.close(writing)
    return pid, reading


def _end(pid: int, reading: int) -> dict[str, int]:
    os.waitpid(pid, 0)
    with os.fdopen(reading) as said:
        return json.loads(said.read())


if __name__ == "__main__":
    main()
