"""Sixteen processes ask and answer for a while, all at once; says as JSON what came of it."""

import argparse
import json
import os
import random
import time
from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

import django

from bench.figures import percentile
from bench.world import read_landmarks

OURS, IMMEDIATE, DEFAULTS = "ours", "immediate", "defaults"
_ASK_SHARE = 1 / 3


@dataclass(frozen=True)
class Written:
    """What one or all writers did: how long each write took in seconds, and what went wrong."""

    seconds: list[float]
    errors: dict[str, int]


@dataclass(frozen=True)
class Outcome:
    """What all writers together did, and whether the database has all of it."""

    wrote: int
    errors: dict[str, int]
    per_second: float
    p50: float
    p95: float
    p99: float
    worst: float
    is_all_there: bool
    integrity: str


def main() -> None:
    """Let all write at the same time, and say what came of it."""
    choices = _choices()
    django.setup()
    from django.db import connection  # noqa: PLC0415 after django.setup

    landmarks = read_landmarks(os.environ["GAANDEWEG_DATA"])
    before = _rows()
    connection.close()
    start = time.monotonic() + 1.0
    writers = [
        _begin(UUID(landmarks.persons[slot % len(landmarks.persons)]), start, choices.seconds, slot)
        for slot in range(choices.writers)
    ]
    written = [_end(*writer) for writer in writers]
    print(json.dumps(asdict(_outcome(written, before, choices.seconds))))


def _choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.writers", description=__doc__)
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=10.0)
    return parser.parse_args()


def _begin(person_id: UUID, start: float, seconds: float, slot: int) -> tuple[int, int]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as said:
            json.dump(asdict(_write(person_id, start, seconds, slot)), said)
        os._exit(0)
    os.close(writing)
    return pid, reading


def _end(pid: int, reading: int) -> Written:
    with os.fdopen(reading) as said:
        written = Written(**json.load(said))
    os.waitpid(pid, 0)
    return written


def _write(person_id: UUID, start: float, seconds: float, slot: int) -> Written:
    """Ask and answer through the actions of the product, without a pause."""
    from django.utils import timezone  # noqa: PLC0415 after django.setup

    from gaandeweg.people import public as people  # noqa: PLC0415
    from gaandeweg.share import public as share  # noqa: PLC0415

    chance = random.Random(slot)
    viewer = people.viewer_for_id(person_id, timezone.localdate())
    questions = [UUID(key) for key in read_landmarks(os.environ["GAANDEWEG_DATA"]).questions]
    took: list[float] = []
    errors: dict[str, int] = {}
    time.sleep(max(0.0, start - time.monotonic()))
    while time.monotonic() < start + seconds:
        began = time.monotonic()
        try:
            if chance.random() < _ASK_SHARE:
                share.ask_question(
                    viewer=viewer,
                    form_key=uuid4(),
                    words=share.Words(f"Wie weet {len(took)}, {slot}?", "Het komt voor. " * 10),
                    placing=share.Placing(),
                    now=timezone.now(),
                )
            else:
                share.write_reply(
                    viewer=viewer,
                    subject_id=chance.choice(questions),
                    form_key=uuid4(),
                    body="Zo doen wij het ook. " * 20,
                    now=timezone.now(),
                )
            took.append(time.monotonic() - began)
        except Exception as error:  # noqa: BLE001 every kind of failure is counted
            name = f"{type(error).__name__}: {error}"
            errors[name] = errors.get(name, 0) + 1
    return Written(took, errors)


def _rows() -> tuple[int, int]:
    """Count the texts and the events."""
    from gaandeweg.kernel.models import OutboxEvent, Text  # noqa: PLC0415 after django.setup

    return Text.objects.count(), OutboxEvent.objects.count()


def _outcome(written: list[Written], before: tuple[int, int], seconds: float) -> Outcome:
    took = [1000 * each for writer in written for each in writer.seconds]
    errors: dict[str, int] = {}
    for writer in written:
        for name, count in writer.errors.items():
            errors[name] = errors.get(name, 0) + count
    texts, events = (now - then for now, then in zip(_rows(), before, strict=True))
    return Outcome(
        wrote=len(took),
        errors=errors,
        per_second=round(len(took) / seconds, 1),
        p50=round(percentile(took, 0.50), 1),
        p95=round(percentile(took, 0.95), 1),
        p99=round(percentile(took, 0.99), 1),
        worst=round(max(took), 1),
        is_all_there=texts == events == len(took),
        integrity=integrity(),
    )


def integrity() -> str:
    """Ask the database whether it is whole; PostgreSQL has no such question."""
    from django.db import connection  # noqa: PLC0415 after django.setup

    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answer: str = cursor.fetchone()[0]
    return answer


if __name__ == "__main__":
    main()
