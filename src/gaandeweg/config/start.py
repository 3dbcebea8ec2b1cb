"""`gaandeweg demo` and `gaandeweg serve`: prepare, start web and background, say where it is."""

import argparse
import fcntl
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from gaandeweg.config.supervisor import Part, Supervisor
from gaandeweg.config.web import split_bind

LOOPBACK = "127.0.0.1"
# The exit code of `prepare` when the database does not answer yet (EX_TEMPFAIL).
DATABASE_AWAY = 75
_DATABASE_PAUSE_SECONDS = 5.0
_STOPPED_BY_HAND = 130  # as a shell says it: Ctrl-C while preparing
_DEMO_MARK = "demo"
_LOCK = "running.lock"
_DATABASE_FILE = "gaandeweg.sqlite3"
# Settings of an installation for real use: the demo must reach neither its people nor its mail.
_NOT_IN_DEMO = (
    "DATABASE_URL",
    "GAANDEWEG_MAIL_",
    "GAANDEWEG_HOSTS",
    "GAANDEWEG_URL",
    "GAANDEWEG_SECRET_KEY",
)

DEMO_IS_UP = """
Gaandeweg runs at {url}
  the municipality Noorderhaaks, all of it invented; come in as one of its people
  data    {data}
  mail    stays in {data}/mail, none leaves this machine
  memory  about 400 MB; Ctrl-C stops it, the data stays (--fresh starts over)
"""
SERVE_IS_UP = """
Gaandeweg runs at {url} (data in {data}).
"""


class CannotStartError(Exception):
    """The product cannot start; the message says what to do."""


def run(command: str, arguments: Sequence[str]) -> int:
    """Run the demo, or serve; returns the exit code."""
    # What stands in the folder of an installation is for its own account on the machine alone.
    os.umask(0o077)
    try:
        if command == "demo":
            _demo(_demo_choices(arguments))
        else:
            _serve(arguments)
    except CannotStartError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return _STOPPED_BY_HAND
    return 0


def _demo_choices(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="gaandeweg demo", description="Try Gaandeweg with an invented municipality."
    )
    parser.add_argument("--fresh", action="store_true", help="throw the demo away and start over")
    parser.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    return parser.parse_args(arguments)


def _demo(choices: argparse.Namespace) -> None:
    data = Path(os.environ.get("GAANDEWEG_DATA") or "var/demo").resolve()
    environment = demo_environment(os.environ, data, choices.port)
    _require_free(LOOPBACK, choices.port, "choose another with --port")
    with _claim(data):
        _require_demo_folder(data)
        if choices.fresh:
            _empty(data)
        (data / _DEMO_MARK).touch()
        _keep_running(environment, DEMO_IS_UP)


def _serve(arguments: Sequence[str]) -> None:
    argparse.ArgumentParser(
        prog="gaandeweg serve",
        description="Serve an organisation. All settings come from the environment.",
    ).parse_args(arguments)
    environment = serve_environment(os.environ)
    data = Path(environment["GAANDEWEG_DATA"])
    host, port = split_bind(environment["GAANDEWEG_BIND"])
    _require_free(host, port, "choose another with GAANDEWEG_BIND")
    with _claim(data):
        if (data / _DEMO_MARK).exists():
            raise CannotStartError(
                f"{data} holds a demo. Choose another folder with GAANDEWEG_DATA."
            )
        _keep_running(environment, SERVE_IS_UP)


def demo_environment(given: Mapping[str, str], data: Path, port: int) -> dict[str, str]:
    """Say in which environment every part of the demo runs."""
    kept = {name: value for name, value in given.items() if not name.startswith(_NOT_IN_DEMO)}
    return kept | {
        "GAANDEWEG_DATA": str(data),
        "GAANDEWEG_DEMO": "1",
        "GAANDEWEG_BIND": f"{LOOPBACK}:{port}",
        "GAANDEWEG_URL": f"http://{LOOPBACK}:{port}",
    }


def serve_environment(given: Mapping[str, str]) -> dict[str, str]:
    """Say in which environment every part of an installation runs."""
    bind = given.get("GAANDEWEG_BIND") or f"{LOOPBACK}:8000"
    return dict(given) | {
        "GAANDEWEG_DATA": str(Path(given.get("GAANDEWEG_DATA") or "var/gaandeweg").resolve()),
        "GAANDEWEG_DEMO": "0",
        "GAANDEWEG_BIND": bind,
        "GAANDEWEG_URL": given.get("GAANDEWEG_URL") or f"http://{bind}",
    }


def _require_free(host: str, port: int, way_out: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CannotStartError(
                f"Port {port} on {host} cannot be used (is something running there?): {way_out}."
            ) from error


def _claim(data: Path) -> TextIO:
    """Hold the folder as long as this process lives: one product runs on it at a time."""
    data.mkdir(parents=True, exist_ok=True)
    lock = (data / _LOCK).open("w", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        raise CannotStartError(
            f"Gaandeweg already runs on {data}. Stop it first, or choose another folder"
            " with GAANDEWEG_DATA."
        ) from error
    return lock


def _require_demo_folder(data: Path) -> None:
    """Never let people come in without a password where a real installation stands."""
    holds = {entry.name for entry in data.iterdir()} - {_LOCK}
    if holds and _DEMO_MARK not in holds:
        raise CannotStartError(
            f"{data} holds something that is not a demo. Choose another folder with GAANDEWEG_DATA."
        )


def _empty(data: Path) -> None:
    for entry in data.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != _LOCK:
            entry.unlink()


def _keep_running(environment: Mapping[str, str], is_up_words: str) -> None:
    data, url = environment["GAANDEWEG_DATA"], environment["GAANDEWEG_URL"]
    closing_words = _prepare(environment)
    host, port = split_bind(environment["GAANDEWEG_BIND"])
    parts = [
        Part("web", (sys.executable, "-m", "gaandeweg.config.web")),
        Part("background", (sys.executable, "-m", "gaandeweg", "background")),
    ]
    supervisor = Supervisor(parts, environment, _say)
    supervisor.run(
        is_up=lambda: answers(host, port, urlsplit(url).netloc),
        once_up=lambda: _say(is_up_words.format(url=url, data=data) + closing_words),
    )


def _prepare(environment: Mapping[str, str]) -> str:
    """Bring database and files up to date; returns what to say when all runs."""
    command = [sys.executable, "-m", "gaandeweg", "prepare"]
    while True:
        done = subprocess.run(  # noqa: S603 our own command
            command, env=environment, stdout=subprocess.PIPE, check=False, text=True
        )
        if done.returncode == 0:
            return done.stdout
        if done.returncode != DATABASE_AWAY:
            raise CannotStartError("Gaandeweg could not be prepared; see above.")
        _say(f"The database does not answer. Trying again in {_DATABASE_PAUSE_SECONDS:g} s.")
        time.sleep(_DATABASE_PAUSE_SECONDS)


def answers(host: str, port: int, named: str) -> bool:
    """Whether the product says that it is well."""
    reached = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)  # noqa: S104 where it listens
    connection = http.client.HTTPConnection(reached, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": named})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _say(words: str) -> None:
    sys.stdout.write(f"{words.rstrip()}\n")
    sys.stdout.flush()
