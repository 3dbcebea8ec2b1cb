"""SQLite for many processes: Django's own backend, with a fair queue in front of every write.

SQLite's wait for a lock is not a queue: with 16 writers one may wait seconds while others overtake.
A file lock in front of BEGIN IMMEDIATE makes it one (see docs/adr/0013).
"""

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base

# Django looks for it here; its types do not name it, nor the methods that begin and end a
# transaction below.
Database = base.Database  # type: ignore[attr-defined]


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions queue at a lock file beside the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._queue: int | None = None
        self._is_first = False

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            if self.connection is None or not self.connection.in_transaction:
                self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave_queue()

    def _take_turn(self) -> None:
        if self.is_in_memory_db():
            return
        if self._queue is None:
            path = f"{self.settings_dict['NAME']}.queue"
            self._queue = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._queue, fcntl.LOCK_EX)
        self._is_first = True

    def _end_turn(self) -> None:
        if self._queue is not None and self._is_first:
            self._is_first = False
            fcntl.flock(self._queue, fcntl.LOCK_UN)

    def _leave_queue(self) -> None:
        if self._queue is not None:
            queue, self._queue, self._is_first = self._queue, None, False
            os.close(queue)
