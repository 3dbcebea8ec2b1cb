"""How fast the pages are: processor time, queries, and waiting at an open loop of requests."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from typing import Self
from urllib.parse import quote

from bench import product
from bench.counting import Counted
from bench.figures import Aim, Arrival, Spread, fixed_arrivals, spread, table, verdict
from bench.product import Product, installation, run_module
from bench.visitor import Connections, Form, Visit, Visitor, connect, send
from bench.world import Landmarks, read_landmarks

SUGGESTIONS_P95 = 60.0
PAGES_P95 = 150.0
CPU_MILLISECONDS = 25.0
TIMES_THE_FLOOR = 10.0
# Most visits are somebody who types; each kind comes often enough for a 95th percentile.
SHARES = {"suggestions": 5, "question": 3, "home": 2, "list": 2, "find": 2, "ask": 1}
_WORKERS = 160
_WARM_UP = 20
_TURNS = 5
_POSTED = {"body": "Wie weet hoe dit zit? Alvast bedankt.", "audience": "everyone", "process": ""}


@dataclass(frozen=True)
class Cost:
    """What one request costs the processor in milliseconds, and the floor in the same moments."""

    page: str
    web: float
    background: float
    floor: float

    @property
    def floors(self) -> float:
        """How many times the floor it costs."""
        return round(self.web / self.floor, 1)


@dataclass(frozen=True)
class Report:
    """All figures on one database."""

    database: str
    load_before: str
    load_after: str
    world: str
    idle_background: float
    costs: list[Cost]
    counted: list[Counted]
    waited: dict[str, Spread]


class Floor:
    """The smallest Django list of 20 rows, served as the product is."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends = ExitStack()
        self.pid = 0

    def __enter__(self) -> Self:
        data = self._ends.enter_context(tempfile.TemporaryDirectory(prefix="gaandeweg-floor-"))
        port = str(self._port)
        environment = product.own_environment() | {
            "BENCH_FLOOR_DATA": data,
            "BENCH_FLOOR_PORT": port,
        }
        fill = [sys.executable, "-c", "from bench.floor import app; app.fill()"]
        subprocess.run(fill, env=environment, check=True)
        served = subprocess.Popen([sys.executable, "-m", "bench.floor"], env=environment)
        self._ends.callback(served.wait, timeout=30)
        self._ends.callback(served.terminate)
        product.wait_for_port(self._port)
        self.pid = served.pid
        self.visit(_WARM_UP * 5)
        return self

    def __exit__(self, *failure: object) -> None:
        self._ends.close()

    def visit(self, count: int) -> None:
        """Ask for the list so many times."""
        connection = connect(self._port)
        visit = Visit("GET", "/", {"Host": "127.0.0.1"})
        for _ in range(count):
            assert send(connection, visit).status == visit.expects
        connection.close()


class Visits:
    """An endless supply of visits of each kind, by twenty colleagues in turn."""

    def __init__(self, landmarks: Landmarks, port: int) -> None:
        self._visitors = cycle([Visitor(session) for session in landmarks.sessions])
        self._questions = cycle(landmarks.questions)
        self._queries = cycle(landmarks.queries)
        self._forms: list[tuple[Visitor, Form]] = []
        self._port = port

    def prepare_forms(self, count: int) -> None:
        """Open as many forms as will be posted: that is another page than posting one."""
        connection = connect(self._port)
        for _ in range(count - len(self._forms)):
            visitor = next(self._visitors)
            self._forms.append((visitor, visitor.form_on(connection, "/zoek/")))
        connection.close()

    def next(self, page: str) -> Visit:
        """Make the next visit of a kind."""
        if page == "ask":
            visitor, form = self._forms.pop()
            return visitor.filled_in(form, title=next(self._queries).ljust(12, "?"), **_POSTED)
        query = quote(next(self._queries))
        path = {
            "home": "/",
            "list": "/vragen/",
            "question": f"/vragen/{next(self._questions)}/",
            "suggestions": f"/zoek/suggesties/?q={query}",
            "find": f"/zoek/?q={query}",
        }[page]
        return next(self._visitors).page(path, is_fragment=page == "suggestions")


def main() -> None:
    """Measure what the command line asks for, print it, and leave with 1 when an aim is missed."""
    choices = _choices()
    reports = [measure(choices, "sqlite", "")]
    if choices.postgres:
        reports.append(measure(choices, "postgresql", choices.postgres))
    else:
        print("PostgreSQL is skipped: give the address of a server with --postgres.")
    aims = [aim for report in reports for aim in aims_of(report)]
    _print(reports, aims)
    if choices.json:
        choices.json.write_text(json.dumps(_plain(reports, aims), indent=1), encoding="utf-8")
    sys.exit(0 if all(aim.is_met for aim in aims) else 1)


def measure(choices: argparse.Namespace, database: str, postgres: str) -> Report:
    """Make a world on one database, start the product on it, and measure."""
    with installation(choices.port, postgres) as environment:
        data = environment["GAANDEWEG_DATA"]
        world = _make_world(choices, environment)
        counted = [
            Counted(**page) for page in json.loads(run_module(environment, "bench.counting"))
        ]
        landmarks = read_landmarks(data)
        running = Product(environment, choices.port, Path(data) / "serve.log")
        load_before = product.load()
        running.start()
        try:
            visits = Visits(landmarks, choices.port)
            _warm_up(visits, choices.port)
            idle = _idle_background(running)
            with Floor(choices.port + 1) as floor:
                costs = [_cost_of(page, visits, running, floor, choices) for page in SHARES]
            waited = _open_loop(visits, choices)
        finally:
            running.stop()
    load_after = product.load()
    return Report(database, load_before, load_after, world, idle, costs, counted, waited)


def aims_of(report: Report) -> list[Aim]:
    """Hold the figures of one database against what they should be."""
    of = report.database
    aims = []
    for page, waited in report.waited.items():
        most = SUGGESTIONS_P95 if page == "suggestions" else PAGES_P95
        aims.append(Aim(f"{of}: {page}, p95 in ms", waited.p95, most))
        aims.append(Aim(f"{of}: {page}, failed", waited.failed, 0))
    for cost in report.costs:
        aims.append(Aim(f"{of}: {cost.page}, CPU in ms", cost.web, CPU_MILLISECONDS))
        aims.append(Aim(f"{of}: {cost.page}, CPU in floors", cost.floors, TIMES_THE_FLOOR))
    for counted in report.counted:
        aims.append(Aim(f"{of}: {counted.page}, queries", counted.many_queries, counted.may_take))
        more = abs(counted.many_queries - counted.few_queries)
        aims.append(Aim(f"{of}: {counted.page}, more queries for more lines", more, 0))
    return aims


def _make_world(choices: argparse.Namespace, environment: Mapping[str, str]) -> str:
    texts = ["--texts", str(choices.texts)] if choices.texts else []
    said = run_module(
        environment,
        "bench.world",
        *("--people", str(choices.people), "--threads", str(choices.threads)),
        *("--seed", str(choices.seed), *texts),
    )
    return said.strip()


def _warm_up(visits: Visits, port: int) -> None:
    """Let every worker load and remember what it does for all later requests."""
    connections = Connections(port)
    visits.prepare_forms(_WARM_UP)
    for page in SHARES:
        visited = [visits.next(page) for _ in range(_WARM_UP)]
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(connections.send, visited))


def _idle_background(running: Product) -> float:
    """Say how many milliseconds of processor a second the background takes when nothing happens."""
    time.sleep(2.0)  # what the warm-up posted is indexed
    began, before = time.monotonic(), product.cpu_seconds(running.background())
    time.sleep(5.0)
    used = product.cpu_seconds(running.background()) - before
    return round(1000 * used / (time.monotonic() - began), 1)


def _cost_of(
    page: str, visits: Visits, running: Product, floor: Floor, choices: argparse.Namespace
) -> Cost:
    """Visit a page and the floor in turns, so that both meet the same weather."""
    if page == "ask":
        visits.prepare_forms(choices.requests)
    connections = Connections(choices.port)
    web, background, beneath = _Used(running.web()), _Used(running.background()), _Used(floor.pid)
    for _ in range(_TURNS):
        with web, background:
            for _ in range(choices.requests // _TURNS):
                visit = visits.next(page)
                answer = connections.send(visit)
                assert answer.status == visit.expects, (page, answer.status)
        with beneath:
            floor.visit(choices.requests // _TURNS)
    count = choices.requests // _TURNS * _TURNS
    return Cost(
        page, web.milliseconds(count), background.milliseconds(count), beneath.milliseconds(count)
    )


class _Used:
    """What a process and its descendants use of the processor while we look."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._seconds = 0.0

    def __enter__(self) -> None:
        self._seconds -= product.cpu_seconds(self._pid)

    def __exit__(self, *failure: object) -> None:
        self._seconds += product.cpu_seconds(self._pid)

    def milliseconds(self, count: int) -> float:
        """Give the part of each of so many requests."""
        return round(1000 * self._seconds / count, 2)


def _open_loop(visits: Visits, choices: argparse.Namespace) -> dict[str, Spread]:
    """Send requests at their moments, come what may; each is timed from when it was due."""
    arrivals = fixed_arrivals(
        seconds=choices.seconds, rate=choices.rate, shares=SHARES, seed=choices.seed
    )
    visits.prepare_forms(sum(arrival.what == "ask" for arrival in arrivals))
    due = [(arrival, visits.next(arrival.what)) for arrival in arrivals]
    connections = Connections(choices.port)
    with ThreadPoolExecutor(_WORKERS) as threads:
        start = time.monotonic() + 0.5
        answers = []
        for arrival, visit in due:
            time.sleep(max(0.0, start + arrival.at - time.monotonic()))
            answers.append(threads.submit(_timed, connections, visit, start + arrival.at))
        took = [answer.result() for answer in answers]
    return {page: spread(_only(page, arrivals, took)) for page in SHARES}


def _timed(connections: Connections, visit: Visit, due_at: float) -> float | None:
    try:
        answer = connections.send(visit)
    except OSError:
        return None
    return time.monotonic() - due_at if answer.status == visit.expects else None


def _only(
    page: str, arrivals: Sequence[Arrival], took: Sequence[float | None]
) -> list[float | None]:
    return [
        seconds for arrival, seconds in zip(arrivals, took, strict=True) if arrival.what == page
    ]


def _print(reports: Sequence[Report], aims: Sequence[Aim]) -> None:
    for report in reports:
        print(f"\n{report.database}: {report.world}; {report.load_before}; {report.load_after}")
        print(f"Background at rest: {report.idle_background} ms of processor a second.\n")
        costs = {cost.page: cost for cost in report.costs}
        rows = [
            {
                "page": page,
                "CPU": costs[page].web,
                "floor": costs[page].floor,
                "floors": costs[page].floors,
                "background": costs[page].background,
                **asdict(waited),
            }
            for page, waited in report.waited.items()
        ]
        print(table(rows), "\n")
        print(table([asdict(page) for page in report.counted]))
    print(f"\n{verdict(aims)}")


def _plain(reports: Sequence[Report], aims: Sequence[Aim]) -> dict[str, object]:
    return {
        "reports": [asdict(report) for report in reports],
        "aims": [{**asdict(aim), "is_met": aim.is_met} for aim in aims],
    }


def _choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.serve", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="folder with the shared Dutch collections")
    parser.add_argument("--postgres", default="", help="postgres://user@host:port/database")
    parser.add_argument("--seconds", type=float, default=60.0, help="length of the open loop")
    parser.add_argument("--rate", type=float, default=15.0, help="requests a second")
    parser.add_argument("--requests", type=int, default=200, help="to measure the processor by")
    parser.add_argument("--port", type=int, default=8140, help="and the one after it")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
