"""Keep the parts of the product running: start them, start again what dies, stop all in time."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

GRACE_SECONDS = 30.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0
# A part that lived this long did start well: its next pause is the first one again.
SETTLED_SECONDS = 5.0
SUPERVISOR = "GAANDEWEG_SUPERVISOR"
_TICK_SECONDS = 0.1


@dataclass
class Part:
    """One process that must keep running."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    deaths: int = field(default=0, init=False)
    began_at: float = field(default=0.0, init=False)
    again_at: float = field(default=0.0, init=False)


class Supervisor:
    """Runs parts until it is asked to stop; a part that dies is started again."""

    def __init__(
        self, parts: Sequence[Part], environment: Mapping[str, str], say: Callable[[str], None]
    ) -> None:
        self._parts = parts
        self._environment = {**environment, SUPERVISOR: str(os.getpid())}
        self._say = say
        self._is_stopping = False

    def run(self, *, is_up: Callable[[], bool], once_up: Callable[[], None]) -> None:
        """Keep all parts running until a signal comes, and then stop them."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        try:
            self._watch(is_up, once_up)
        finally:
            self._stop_all()

    def _watch(self, is_up: Callable[[], bool], once_up: Callable[[], None]) -> None:
        was_up = False
        while not self._is_stopping:
            for part in self._parts:
                self._look_after(part, time.monotonic())
            if not was_up and is_up():
                was_up = True
                once_up()
            time.sleep(_TICK_SECONDS)

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._is_stopping = True

    def _look_after(self, part: Part, now: float) -> None:
        if part.process is None:
            if now >= part.again_at:
                self._start(part, now)
        elif (code := part.process.poll()) is not None:
            self._bury(part, part.process, code, now)

    def _start(self, part: Part, now: float) -> None:
        # A session of its own: the terminal's Ctrl-C reaches us, and we stop the parts in order.
        part.process = subprocess.Popen(  # noqa: S603 our own commands
            list(part.command), env=self._environment, start_new_session=True
        )
        part.began_at = now

    def _bury(self, part: Part, process: subprocess.Popen[bytes], code: int, now: float) -> None:
        _end_group(process)
        part.deaths = 1 if now - part.began_at >= SETTLED_SECONDS else part.deaths + 1
        pause = pause_after(part.deaths)
        part.process, part.again_at = None, now + pause
        self._say(f"{part.name} stopped ({code}); it starts again in {pause:g} s.")

    def _stop_all(self) -> None:
        running = [part.process for part in self._parts if part.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._say("A part did not stop in time, and was ended.")
            _end_group(process)
            process.wait()


def pause_after(deaths: int) -> float:
    """Say how many seconds to wait before a part that died so often in a row starts again."""
    return min(FIRST_PAUSE_SECONDS * 2.0 ** min(deaths - 1, 10), LONGEST_PAUSE_SECONDS)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what a part left behind: workers of a web server that was killed keep its port."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def stop_with_supervisor() -> None:
    """Ask this process to stop as soon as its supervisor is gone, however that went."""
    supervisor = int(os.environ.get(SUPERVISOR, "0"))
    if supervisor:
        threading.Thread(target=_await_orphanhood, args=(supervisor,), daemon=True).start()


def _await_orphanhood(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(1.0)
    sys.stderr.write("The supervisor is gone; this part stops too.\n")
    os.kill(os.getpid(), signal.SIGTERM)
