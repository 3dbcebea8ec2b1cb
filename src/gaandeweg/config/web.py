"""The web process: granian with a few workers. It loads the product in the workers only."""

import os
import signal

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from gaandeweg.config.supervisor import GRACE_SECONDS, stop_with_supervisor

_TARGET = "gaandeweg.config.wsgi:application"
# Leave the supervisor a moment, so that a worker that hangs is ended here and not by it.
_KILL_AFTER_SECONDS = int(GRACE_SECONDS) - 5


def split_bind(bind: str) -> tuple[str, int]:
    """Take an address like `127.0.0.1:8000` or `[::1]:8000` apart."""
    host, _, port = bind.rpartition(":")
    return host.strip("[]") or "127.0.0.1", int(port)


def main() -> None:
    """Serve until a signal comes."""
    host, port = split_bind(os.environ["GAANDEWEG_BIND"])
    stop_with_supervisor()
    os.register_at_fork(after_in_child=_stop_while_starting)
    Server(
        _TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("GAANDEWEG_WORKERS", "2")),
        blocking_threads=int(os.environ.get("GAANDEWEG_THREADS", "2")),
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=_KILL_AFTER_SECONDS,
    ).serve()


def _stop_while_starting() -> None:
    """Let a worker that still starts be stopped: it inherits handlers meant for its parent."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


if __name__ == "__main__":
    main()
