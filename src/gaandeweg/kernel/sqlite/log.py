"""SQLite's write-ahead log still holds what was written over since; erased is erased there too."""

from django.db import connection


class LogInUseError(Exception):
    """Somebody read or wrote all the while; try again in a moment."""


def empty_the_log() -> None:
    """Bring what the log holds into the database, and empty it.

    :raises LogInUseError: when others would not let go of it.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_in_use, _written, _moved = cursor.fetchone()
    if is_in_use:
        raise LogInUseError
