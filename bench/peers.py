"""The product's settings with another SQLite beneath: Django's own backend, without our queue."""

import os

from bench.writers import IMMEDIATE, OURS
from gaandeweg.config.settings import *  # noqa: F403 all settings but one
from gaandeweg.config.settings import DATABASES as _OURS


def database_of(peer: str, ours: dict[str, object]) -> dict[str, object]:
    """Give the database settings of a peer, on the same file."""
    if peer == OURS:
        return ours
    stock = {**ours, "ENGINE": "django.db.backends.sqlite3"}
    if peer == IMMEDIATE:
        return stock
    # Our own journal mode stands in the file; a file that Django makes has this one.
    return {**stock, "OPTIONS": {"init_command": "PRAGMA journal_mode=DELETE"}}


DATABASES = {"default": database_of(os.environ.get("BENCH_PEER", OURS), _OURS["default"])}
