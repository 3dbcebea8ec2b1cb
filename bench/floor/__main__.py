"""Serve the floor as the product is served: granian, two workers with two threads."""

import os

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server


def main() -> None:
    """Serve until a signal comes."""
    Server(
        "bench.floor.app:application",
        address="127.0.0.1",
        port=int(os.environ["BENCH_FLOOR_PORT"]),
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=2,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
