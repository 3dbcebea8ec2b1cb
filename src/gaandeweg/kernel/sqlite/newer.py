"""Take the bundled SQLite where the interpreter's own has the WAL-reset fault (before 3.51.3)."""

import importlib
import sqlite3
import sys

FIRST_SOUND = (3, 51, 3)


def take_sound_sqlite() -> str:
    """Swap in the newer SQLite when it is installed and needed; returns the version in use."""
    if sqlite3.sqlite_version_info < FIRST_SOUND:
        try:
            newer = importlib.import_module("pysqlite3")
        except ImportError:
            return sqlite3.sqlite_version
        sys.modules["sqlite3"] = newer
        sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
        return str(newer.sqlite_version)
    return sqlite3.sqlite_version
