"""The real product, as somebody starts it: a command, a folder, a port."""

import contextlib
import http.client
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.ports import free_port

START_SECONDS = 60.0
STOP_SECONDS = 35.0
# What tests set for themselves, and the product must not see.
_OF_THE_TESTS = ("GAANDEWEG_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


@dataclass
class Product:
    """A `gaandeweg demo` or `gaandeweg serve` of its own."""

    folder: Path
    command: str = "demo"
    options: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    output: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Product":
        """Start it, and wait until it says where it runs."""
        self.begin()
        self.wait_for(f"Gaandeweg runs at {self.url}")
        return self

    def begin(self) -> None:
        """Start it, without waiting."""
        port = ("--port", str(self.port)) if self.command == "demo" else ()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gaandeweg", self.command, *port, *self.options],
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(self.process,), daemon=True)
        self._reader.start()

    def wait_for(self, words: str, seconds: float = START_SECONDS) -> str:
        """Wait until it prints a line with these words; returns that line."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            with contextlib.suppress(queue.Empty):
                line = self._lines.get(timeout=left)
                if line is None:
                    break
                if words in line:
                    return line
        raise AssertionError(f"it never said {words!r}, but:\n{''.join(self.output)}")

    def status(self, path: str = "/healthz") -> int:
        """Ask for a page; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def parts(self, words: str) -> list[int]:
        """Find the running processes of this product whose command has these words."""
        assert self.process is not None
        rows = _processes()
        ours = {self.process.pid}
        while more := {pid for pid, parent, _ in rows if parent in ours} - ours:
            ours |= more
        return sorted(pid for pid, _, command in rows if pid in ours and words in command)

    def stop(self) -> int:
        """Ask it to stop as a terminal or a service manager does; returns its exit code."""
        assert self.process is not None
        self.process.terminate()
        try:
            code = self.process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self._reader.join(timeout=5)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def _environment(self) -> dict[str, str]:
        given = {k: v for k, v in os.environ.items() if not k.startswith(_OF_THE_TESTS)}
        bind = {} if self.command == "demo" else {"GAANDEWEG_BIND": f"127.0.0.1:{self.port}"}
        return given | bind | {"GAANDEWEG_DATA": str(self.folder)} | dict(self.settings)

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.output.append(line)
            self._lines.put(line)
        self._lines.put(None)


def wait_until(is_so: Callable[[], object], seconds: float = 20.0) -> bool:
    """Wait until something is so; False when it never was."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.05)
    return bool(is_so())


def _processes() -> list[tuple[int, int, str]]:
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [(int(pid), int(parent), command) for pid, parent, command in rows]
