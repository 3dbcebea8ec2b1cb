"""Make an organisation of many people and threads, fast, with the same texts for the same seed.

It writes rows in bulk instead of through the actions, and then has the index built from them.
Run it in the environment of a prepared installation; it leaves what a bench must know in a file.
"""

import argparse
import io
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import django

LANDMARKS = "bench.json"
RARE_WORD = "zwanenbloemkroos"


@dataclass(frozen=True)
class Landmarks:
    """What a bench must know of a world: who can come in, and where there is much or little."""

    sessions: list[str]
    quiet_session: str
    persons: list[str]
    questions: list[str]
    queries: list[str]
    typical_question: str
    short_question: str
    long_question: str
    second_oldest: str


def read_landmarks(data: str) -> Landmarks:
    """Read what the world in a data folder left for the benches."""
    return Landmarks(**json.loads((Path(data) / LANDMARKS).read_text("utf-8")))


def main() -> None:
    """Make the world that the command line asks for."""
    choices = _choices()
    began = time.monotonic()
    django.setup()
    from django.conf import settings  # noqa: PLC0415 after django.setup
    from django.core.management import call_command  # noqa: PLC0415

    from bench.filling import fill  # noqa: PLC0415

    landmarks = fill(
        people_count=choices.people,
        thread_count=choices.threads,
        seed=choices.seed,
        texts=choices.texts,
    )
    written = time.monotonic()
    call_command("reindex", stdout=io.StringIO())
    (settings.DATA / LANDMARKS).write_text(json.dumps(asdict(landmarks)), encoding="utf-8")
    print(
        f"{choices.people} people and {choices.threads} threads in {written - began:.0f} s,"
        f" their index in {time.monotonic() - written:.0f} s"
    )


def _choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.world", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="folder with the shared Dutch collections")
    return parser.parse_args()


if __name__ == "__main__":
    main()
