"""Start and stop the real product on a database of its own, and read what it costs."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from gaandeweg.config.start import answers

_TICKS = os.sysconf("SC_CLK_TCK")
_UP_SECONDS = 120.0
_WEB, _BACKGROUND = "gaandeweg.config.web", "background"


class NotUpError(Exception):
    """The product did not answer in time."""


@dataclass
class Product:
    """One installation under its supervisor, started by the command that administrators use."""

    environment: Mapping[str, str]
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start `gaandeweg serve`, and wait until it says that it is well.

        :raises NotUpError: when it does not.
        """
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gaandeweg", "serve"],
                env=dict(self.environment),
                stdout=log,
                stderr=log,
            )
        self.wait_until_up()

    def wait_until_up(self) -> None:
        """Wait until the product answers.

        :raises NotUpError: when it does not.
        """
        deadline = time.monotonic() + _UP_SECONDS
        while not answers("127.0.0.1", self.port, f"127.0.0.1:{self.port}"):
            if time.monotonic() > deadline or self.has_ended():
                raise NotUpError(self.log.read_text("utf-8", errors="replace")[-2000:])
            time.sleep(0.1)

    def has_ended(self) -> bool:
        """Whether the supervisor is gone."""
        return self.process is None or self.process.poll() is not None

    def stop(self) -> None:
        """Ask the supervisor to stop all its parts."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)

    def web(self) -> int:
        """Give the process that keeps the web workers."""
        return self._part(_WEB)

    def background(self) -> int:
        """Give the process that works behind the pages."""
        return self._part(_BACKGROUND)

    def _part(self, word: str) -> int:
        assert self.process is not None
        for child in _children(self.process.pid):
            if word in command_of(child):
                return child
        raise NotUpError(word)


def run_module(environment: Mapping[str, str], module: str, *arguments: str) -> str:
    """Run a module in the environment of an installation; returns what it said.

    :raises subprocess.CalledProcessError: when it failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=dict(environment),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout


@contextmanager
def installation(
    port: int, postgres: str, more: Mapping[str, str] | None = None
) -> Iterator[dict[str, str]]:
    """Give the environment of a new, prepared installation that is removed afterwards.

    On PostgreSQL when an address is given: a database beside the one it names, dropped at the end.
    """
    with (
        tempfile.TemporaryDirectory(prefix="gaandeweg-bench-") as data,
        _database(postgres) as url,
    ):
        environment = own_environment() | {
            "GAANDEWEG_DATA": data,
            "GAANDEWEG_BIND": f"127.0.0.1:{port}",
            "GAANDEWEG_URL": f"http://127.0.0.1:{port}",
            "GAANDEWEG_WORKERS": "2",
            "GAANDEWEG_LOG_LEVEL": "WARNING",
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "gaandeweg.config.settings",
            **(more or {}),
        }
        run_module(environment, "gaandeweg", "prepare")
        yield environment


def own_environment() -> dict[str, str]:
    """Give the environment of this process without what belongs to an installation."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GAANDEWEG_", "DATABASE_URL"))
    }


def wait_for_port(port: int) -> None:
    """Wait until somebody listens.

    :raises NotUpError: when nobody does.
    """
    deadline = time.monotonic() + _UP_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1.0):
            return
        time.sleep(0.1)
    raise NotUpError(port)


def cpu_seconds(root: int) -> float:
    """Sum what a process and all its living descendants have used of the processor."""
    return sum(_own_cpu_seconds(pid) for pid in tree(root))


def tree(root: int) -> list[int]:
    """List a process and its descendants."""
    found = [root]
    for pid in found:
        found += _children(pid)
    return found


def command_of(pid: int) -> str:
    """Give the command line of a process, or nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def load() -> str:
    """Say how busy the machine is with everything on it."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


@contextmanager
def _database(postgres: str) -> Iterator[str]:
    if not postgres:
        yield ""
        return
    import psycopg  # noqa: PLC0415 only who measures PostgreSQL needs it

    name = f"gaandeweg_bench_{uuid4().hex[:12]}"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{postgres.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _own_cpu_seconds(pid: int) -> float:
    """Read to the nanosecond where the kernel tells, for one request takes about a tick."""
    threads = [_read(place) for place in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    if any(threads):
        return sum(int(thread.split()[0]) for thread in threads if thread) / 1e9
    user, system = _status(pid)[11:13] or ["0", "0"]
    return (int(user) + int(system)) / _TICKS


def _children(pid: int) -> list[int]:
    others = (int(place.name) for place in Path("/proc").iterdir() if place.name.isdigit())
    return [other for other in others if _status(other)[1:2] == [str(pid)]]


def _status(pid: int) -> list[str]:
    """Read what stands after the name of a process; nothing when it is gone."""
    return _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()


def _read(place: Path) -> str:
    try:
        return place.read_text("utf-8")
    except OSError:
        return ""
