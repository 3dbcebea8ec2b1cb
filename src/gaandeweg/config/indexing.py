"""Keep this node's index: read what happened since, take in what changed, rebuild when it must."""

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID

from gaandeweg.insight import public as insight
from gaandeweg.kernel import events, outbox
from gaandeweg.kernel.models import OutboxCursor, OutboxEvent
from gaandeweg.kernel.sqlite.log import empty_the_log

INDEXER = "indexer"


def _untold(_: int) -> None:
    """Tell nobody how far we are."""


class IndexKeeper:
    """Keeps the index in one folder; the folder has its own reader of the outbox."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._indexer: insight.Indexer | None = None

    @cached_property
    def consumer(self) -> str:
        """Name the reader of the outbox that belongs to this folder, wherever it is mounted."""
        place = self._folder / "node"
        if not place.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            place.write_text(secrets.token_hex(8), encoding="ascii")
        return f"{INDEXER}:{place.read_text(encoding='ascii')}"

    def turn(self, now: datetime) -> int:
        """Take in the next events; returns how many, so that nothing means rest."""
        del now
        try:
            return self._take_in_what_happened()
        except Exception:
            # Whatever broke may have broken the engine's writer: open it anew next time.
            self.close()
            raise

    def rebuild(self, progress: Callable[[int], None] = _untold) -> None:
        """Build the index anew from the database."""
        place = outbox.newest()
        self._opened().rebuild(_position(*place), progress)
        outbox.place_cursor(self.consumer, *place)

    def ask_for_rebuild(self) -> None:
        """Let the process that has this index build it anew: it misses its place in the outbox."""
        OutboxCursor.objects.filter(pk=self.consumer).delete()

    def close(self) -> None:
        """Let another process write the index."""
        indexer, self._indexer = self._indexer, None
        if indexer is not None:
            with contextlib.suppress(Exception):
                indexer.index.close()

    def _take_in_what_happened(self) -> int:
        indexer = self._opened()
        if indexer.needs_rebuild() or not self._is_where_the_outbox_says(indexer):
            self.rebuild()
            return 1
        batch = outbox.unread(self.consumer)
        if any(row.name == events.TextErased.__name__ for row in batch):
            # The engine keeps the words of what it left out until it merges, and so does the log
            # of the database: erased is erased. Only then are these events behind us.
            empty_the_log()
            self.rebuild()
        elif batch:
            indexer.apply({_subject_of(row) for row in batch}, _position_of(batch[-1]))
            outbox.advance(self.consumer, batch[-1])
        return len(batch)

    def _is_where_the_outbox_says(self, indexer: insight.Indexer) -> bool:
        """Whether folder and database agree; they do not after one of them was put back."""
        cursor = OutboxCursor.objects.filter(pk=self.consumer).first()
        return cursor is not None and indexer.position() == _position(
            cursor.transaction, cursor.event_id
        )

    def _opened(self) -> insight.Indexer:
        if self._indexer is None:
            self._indexer = insight.Indexer(insight.open_writer(self._folder))
        return self._indexer


def _subject_of(row: OutboxEvent) -> str:
    """Give the subject that an event is about: its first id."""
    event = events.read_event(row)
    subject_id: UUID = getattr(event, fields(event)[0].name)
    return str(subject_id)


def _position_of(row: OutboxEvent) -> str:
    return _position(row.transaction, row.pk)


def _position(transaction: int, event_id: int) -> str:
    return f"{transaction}/{event_id}"
