"""What goes wrong: sixteen writers at once, and web and background killed while people write."""

import argparse
import http.client
import json
import os
import random
import signal
import string
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bench import product
from bench.figures import Aim, table, verdict
from bench.product import NotUpError, Product, installation, run_module
from bench.proof import Acknowledged, Proof
from bench.visitor import Answer, NoFormError, Visitor, connect, send
from bench.world import Landmarks, read_landmarks
from bench.writers import DEFAULTS, IMMEDIATE, OURS, Outcome

SQLITE = "sqlite"
WRITERS_P99 = 500.0
# A kill test that acknowledged next to nothing proves nothing.
ACKNOWLEDGED_FOR_EACH_KILL = 8
TARGETS = ("web worker", "web", "background", "web and background")
_COLLEAGUES = 4
_PATIENCE_SECONDS = 120.0
_ASK_SHARE = 1 / 3
_FIRST_SERVER_ERROR = 500

Got = TypeVar("Got")


class StuckError(Exception):
    """The product did not come back in time."""


@dataclass
class MailServer:
    """Takes mail by SMTP, and remembers under which ids."""

    message_ids: list[str] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802 the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take one mail."""
        del server, session
        content = envelope.content or b""
        text = content if isinstance(content, str) else content.decode("utf-8", errors="replace")
        ids = (line for line in text.splitlines() if line.lower().startswith("message-id:"))
        self.message_ids.append(next(ids, "").partition(":")[2].strip())
        return "250 taken"


@dataclass
class Colleague:
    """Somebody who asks and answers on the site, and tries again until it is acknowledged."""

    visitor: Visitor
    questions: Sequence[str]
    port: int
    chance: random.Random
    acknowledged: list[Acknowledged] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    retries: int = 0

    def work(self, stop: threading.Event) -> None:
        """Write until asked to stop; what was begun is finished."""
        while not stop.is_set():
            if self.chance.random() < _ASK_SHARE:
                self._ask()
            else:
                self._reply()

    def _ask(self) -> None:
        word = self._new_word()
        title = f"Wie kent {word} van het werk?"
        self._fill_in("question", "/zoek/", word, title=title, audience="everyone", process="")

    def _reply(self) -> None:
        self._fill_in("reply", f"/vragen/{self.chance.choice(self.questions)}/", self._new_word())

    def _new_word(self) -> str:
        return "".join(self.chance.choices(string.ascii_lowercase, k=12))

    def _fill_in(self, kind: str, page: str, word: str, **typed: str) -> None:
        form = self._insist(lambda connection: self.visitor.form_on(connection, page))
        visit = self.visitor.filled_in(form, body=f"Dit gaat over {word} in ons werk.", **typed)
        answer = self._insist(lambda connection: send(connection, visit))
        if answer.status == visit.expects:
            key = form.form_key.partition(".")[0]
            self.acknowledged.append(Acknowledged(kind, key, word))
        else:
            self.refusals.append(answer.status)

    def _insist(self, do: Callable[[http.client.HTTPConnection], Got]) -> Got:
        """Try until the product answers, as somebody would who sees that a page does not come.

        :raises StuckError: when it never does.
        """
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            connection = connect(self.port)
            try:
                got = do(connection)
                if not isinstance(got, Answer) or got.status < _FIRST_SERVER_ERROR:
                    return got
            except (OSError, http.client.HTTPException, NoFormError):
                pass
            finally:
                connection.close()
            self.retries += 1
            time.sleep(0.2)
        raise StuckError


@dataclass(frozen=True)
class Killed:
    """What the kill test of one database found."""

    database: str
    kills: dict[str, int]
    seconds: float
    retries: int
    refusals: int
    longest_outage: float
    proof: Proof


@dataclass(frozen=True)
class WroteTogether:
    """What sixteen writers found on one database."""

    database: str
    outcome: Outcome


def main() -> None:
    """Break what the command line asks for, and leave with 1 when anything is lost."""
    choices = _choices()
    wrote: list[WroteTogether] = []
    killed: list[Killed] = []
    for database, postgres in _databases(choices):
        if "writers" in choices.parts:
            wrote += _write_together(choices, database, postgres)
        if "kills" in choices.parts:
            killed.append(_kill(choices, database, postgres))
    aims = [aim for each in wrote if OURS in each.database for aim in _aims_of_writers(each)]
    aims += [aim for each in killed for aim in _aims_of_kills(each)]
    _print(wrote, killed, aims)
    if choices.json:
        plain = {
            "writers": [asdict(each) for each in wrote],
            "kills": [asdict(each) for each in killed],
            "aims": [{**asdict(aim), "is_met": aim.is_met} for aim in aims],
        }
        choices.json.write_text(json.dumps(plain, indent=1), encoding="utf-8")
    sys.exit(0 if all(aim.is_met for aim in aims) else 1)


def _databases(choices: argparse.Namespace) -> list[tuple[str, str]]:
    if choices.postgres:
        return [(SQLITE, ""), ("postgresql", choices.postgres)]
    print("PostgreSQL is skipped: give the address of a server with --postgres.")
    return [(SQLITE, "")]


def _write_together(
    choices: argparse.Namespace, database: str, postgres: str
) -> list[WroteTogether]:
    """Let sixteen processes write; on SQLite the same with Django's own backend."""
    found = []
    for peer in (OURS,) if postgres else (OURS, IMMEDIATE, DEFAULTS):
        with installation(choices.port, postgres) as environment:
            _make_world(choices, environment)
            settings = {"BENCH_PEER": peer, "DJANGO_SETTINGS_MODULE": "bench.peers"}
            said = run_module(
                {**environment, **settings}, "bench.writers", "--seconds", str(choices.seconds)
            )
            found.append(WroteTogether(f"{database}, {peer}", Outcome(**json.loads(said))))
    return found


def _kill(choices: argparse.Namespace, database: str, postgres: str) -> Killed:
    """Kill parts of the product while people write, and see what is left of what they wrote."""
    mail = MailServer()
    mail_port = choices.port + 9
    to_mail = {"GAANDEWEG_MAIL_HOST": "127.0.0.1", "GAANDEWEG_MAIL_PORT": str(mail_port)}
    server = Controller(mail, hostname="127.0.0.1", port=mail_port)
    server.start()
    try:
        with installation(choices.port, postgres, to_mail) as environment:
            _make_world(choices, environment)
            return _kill_in(choices, database, environment, mail)
    finally:
        server.stop()


def _kill_in(
    choices: argparse.Namespace,
    database: str,
    environment: Mapping[str, str],
    mail: MailServer,
) -> Killed:
    data = Path(environment["GAANDEWEG_DATA"])
    running = Product(environment, choices.port, data / "serve.log")
    colleagues = _colleagues(read_landmarks(str(data)), choices)
    began = time.monotonic()
    running.start()
    try:
        with _at_work(colleagues):
            kills, longest = _kill_often(running, colleagues, choices)
        is_drained = json.loads(run_module(environment, "bench.proof"))
    finally:
        running.stop()
    forms = [asdict(form) for colleague in colleagues for form in colleague.acknowledged]
    given = {"forms": forms, "message_ids": mail.message_ids, "is_drained": is_drained}
    (data / "acknowledged.json").write_text(json.dumps(given), encoding="utf-8")
    said = run_module(environment, "bench.proof", str(data / "acknowledged.json"))
    return Killed(
        database=database,
        kills=kills,
        seconds=round(time.monotonic() - began, 1),
        retries=sum(colleague.retries for colleague in colleagues),
        refusals=sum(len(colleague.refusals) for colleague in colleagues),
        longest_outage=round(longest, 1),
        proof=Proof(**json.loads(said)),
    )


def _colleagues(landmarks: Landmarks, choices: argparse.Namespace) -> list[Colleague]:
    return [
        Colleague(
            Visitor(session), landmarks.questions, choices.port, random.Random(choices.seed + slot)
        )
        for slot, session in enumerate(landmarks.sessions[:_COLLEAGUES])
    ]


@contextmanager
def _at_work(colleagues: Sequence[Colleague]) -> Iterator[None]:
    stop = threading.Event()
    threads = [threading.Thread(target=each.work, args=(stop,)) for each in colleagues]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _kill_often(
    running: Product, colleagues: Sequence[Colleague], choices: argparse.Namespace
) -> tuple[dict[str, int], float]:
    """Kill one part after the other, each time once people are writing again."""
    chance = random.Random(choices.seed)
    kills = dict.fromkeys(TARGETS, 0)
    longest = 0.0
    for number in range(choices.kills):
        _wait_for_writes(colleagues, ACKNOWLEDGED_FOR_EACH_KILL)
        # At any moment of a request, of a delivery or of a commit of the index.
        time.sleep(chance.uniform(0.0, 1.0))
        target = TARGETS[number % len(TARGETS)]
        _kill_part(running, target, chance)
        kills[target] += 1
        began = time.monotonic()
        _wait_for_writes(colleagues, 1)
        longest = max(longest, time.monotonic() - began)
    _wait_for_writes(colleagues, ACKNOWLEDGED_FOR_EACH_KILL)
    return kills, longest


def _wait_for_writes(colleagues: Sequence[Colleague], more: int) -> None:
    """Wait until so many more writes were acknowledged.

    :raises StuckError: when that does not happen.
    """
    enough = _acknowledged(colleagues) + more
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while _acknowledged(colleagues) < enough:
        if time.monotonic() > deadline:
            raise StuckError
        time.sleep(0.02)


def _acknowledged(colleagues: Sequence[Colleague]) -> int:
    return sum(len(colleague.acknowledged) for colleague in colleagues)


def _kill_part(running: Product, target: str, chance: random.Random) -> None:
    """End a part with everything that belongs to it, without a warning."""
    if target == "web worker":
        workers = product.tree(_until_there(running.web))[1:]
        os.kill(chance.choice(workers), signal.SIGKILL)
        return
    parts = {"web": running.web, "background": running.background}
    for name, part in parts.items():
        if name in target.split(" and "):
            # The supervisor starts each part as the head of a group of its own.
            os.killpg(_until_there(part), signal.SIGKILL)


def _until_there(part: Callable[[], int]) -> int:
    """Wait until the supervisor has started a part again.

    :raises StuckError: when it does not.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            return part()
        except NotUpError:
            time.sleep(0.1)
    raise StuckError


def _make_world(choices: argparse.Namespace, environment: Mapping[str, str]) -> None:
    texts = ["--texts", str(choices.texts)] if choices.texts else []
    size = ["--people", str(choices.people), "--threads", str(choices.threads)]
    run_module(environment, "bench.world", *size, "--seed", str(choices.seed), *texts)


def _aims_of_writers(wrote: WroteTogether) -> list[Aim]:
    of, outcome = wrote.database, wrote.outcome
    # SQLite lets one write at a time, so there the wait is the question.
    p99 = [Aim(f"{of}: p99 in ms", outcome.p99, WRITERS_P99)] if of.startswith(SQLITE) else []
    return [
        *p99,
        Aim(f"{of}: errors", sum(outcome.errors.values()), 0),
        Aim(f"{of}: writes that are not there", int(not outcome.is_all_there), 0),
        Aim(f"{of}: damage", int(outcome.integrity != "ok"), 0),
    ]


def _aims_of_kills(killed: Killed) -> list[Aim]:
    of, proof = killed.database, killed.proof
    least = ACKNOWLEDGED_FOR_EACH_KILL * sum(killed.kills.values())
    none_of = {
        "acknowledged writes lost": proof.lost_writes,
        "events lost": proof.lost_events,
        "events told twice": proof.events_twice,
        "reactions not run": proof.undelivered,
        "writes not in the index": proof.not_in_index,
        "forms written twice": proof.written_twice,
        "mails lost": proof.mails_lost,
        "mails that should not be": proof.mails_unexpected,
        "forms refused": killed.refusals,
        "background not done in time": proof.not_drained,
        "damage": int(proof.integrity != "ok"),
        "acknowledged writes missing to count": max(0, least - proof.acknowledged),
    }
    return [Aim(f"{of}: {name}", found, 0) for name, found in none_of.items()]


def _print(wrote: Sequence[WroteTogether], killed: Sequence[Killed], aims: Sequence[Aim]) -> None:
    print(f"\n{product.load()}\n")
    rows = [
        {
            "database": each.database,
            **{name: value for name, value in asdict(each.outcome).items() if name != "errors"},
            "errors": sum(each.outcome.errors.values()),
        }
        for each in wrote
    ]
    print(table(rows), "\n")
    for each in wrote:
        for error, count in each.outcome.errors.items():
            print(f"{each.database}: {count} times {error}")
    for kill in killed:
        print(f"\n{kill.database}: {json.dumps(asdict(kill), indent=1)}")
    print(f"\n{verdict(aims)}")


def _choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--parts", nargs="+", default=["writers", "kills"])
    parser.add_argument("--seconds", type=float, default=10.0, help="how long the writers write")
    parser.add_argument("--kills", type=int, default=15)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="folder with the shared Dutch collections")
    parser.add_argument("--postgres", default="", help="postgres://user@host:port/database")
    parser.add_argument("--port", type=int, default=8140, help="and nine after it, for mail")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
