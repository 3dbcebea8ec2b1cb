"""Look whether all that was acknowledged is there, once, and has done what it should do.

Run in the environment of an installation, after its web and background were killed and came back.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import django


@dataclass(frozen=True)
class Acknowledged:
    """A form of which somebody saw that it was taken."""

    kind: str
    form_key: str
    word: str


@dataclass(frozen=True)
class Proof:
    """What was found out: what there should be, what should not be, and what may be."""

    acknowledged: int
    mails_expected: int
    not_drained: int
    lost_writes: int
    lost_events: int
    events_twice: int
    undelivered: int
    not_in_index: int
    written_twice: int
    mails_lost: int
    mails_unexpected: int
    integrity: str
    mails_sent_again: int


def main() -> None:
    """Wait until the background is done when asked to, or else look; say it as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.proof", description=__doc__)
    parser.add_argument("acknowledged", type=Path, nargs="?", help="JSON: forms, message ids")
    path: Path | None = parser.parse_args().acknowledged
    django.setup()
    from bench import proving  # noqa: PLC0415 after django.setup

    if path is None:
        print(json.dumps(proving.wait_until_drained()))
        return
    given = json.loads(path.read_text("utf-8"))
    forms = [Acknowledged(**each) for each in given["forms"]]
    proof = proving.prove(forms, given["message_ids"], is_drained=given["is_drained"])
    print(json.dumps(asdict(proof)))


if __name__ == "__main__":
    main()
