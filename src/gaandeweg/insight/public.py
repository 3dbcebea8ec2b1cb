"""What other apps may use of insight: hand in documents, find them, keep the index."""

from functools import cache
from pathlib import Path

from django.conf import settings

from gaandeweg.insight.indexer import Indexer
from gaandeweg.insight.search.port import (
    EVERYONE,
    Document,
    Hit,
    SearchIndex,
    WritableIndex,
)
from gaandeweg.insight.search.tantivy_index import (
    TantivyIndex,
    TantivyWriter,
    WriterIsTakenError,
)
from gaandeweg.insight.sources import register_source

__all__ = [
    "EVERYONE",
    "Document",
    "Hit",
    "Indexer",
    "SearchIndex",
    "WritableIndex",
    "WriterIsTakenError",
    "open_index",
    "open_writer",
    "register_source",
    "search",
]


@cache
def open_index(folder: Path) -> SearchIndex:
    """Return the index in a folder, for reading; one per process, shared by its threads."""
    return TantivyIndex(folder)


def open_writer(folder: Path) -> WritableIndex:
    """Return the index in a folder, for the one process that writes it.

    :raises WriterIsTakenError: when another process has it.
    """
    return TantivyWriter(folder)


def search(
    query: str,
    *,
    labels: frozenset[str],
    kinds: frozenset[str] = frozenset(),
    places_boost: frozenset[str] = frozenset(),
    limit: int = 10,
) -> list[Hit]:
    """Find what carries one of the viewer's labels, best first; nothing while there is no index."""
    index = open_index(Path(settings.INDEX_FOLDER))
    return index.search(query, labels=labels, kinds=kinds, places_boost=places_boost, limit=limit)
