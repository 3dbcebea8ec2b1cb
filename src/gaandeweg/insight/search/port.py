"""What the product asks of a search engine; any engine that keeps this can take the place."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

# The audience label of what every colleague may read.
EVERYONE = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A thread as the index knows it: one document per subject, whatever was added to it."""

    id: str
    kind: str
    language: str
    title: str
    text: str
    labels: frozenset[str]
    places: frozenset[str]
    made_on: date


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found; scores compare within one answer only."""

    id: str
    kind: str
    score: float


class SearchIndex(Protocol):
    """Finds documents; safe to share between threads."""

    def search(
        self,
        query: str,
        *,
        labels: frozenset[str],
        kinds: frozenset[str] = ...,
        places_boost: frozenset[str] = ...,
        limit: int = ...,
    ) -> list[Hit]:
        """Return the best documents that carry one of the labels, best first."""

    def position(self) -> str | None:
        """Return how far in the outbox the index has read; nothing when it must be rebuilt."""

    def is_ready(self) -> bool:
        """Tell whether the index can be searched."""


class WritableIndex(SearchIndex, Protocol):
    """The one index of a node that may be written; everybody else reads it."""

    def upsert(self, documents: Iterable[Document]) -> None:
        """Take in documents, each in the place of an earlier one with its id."""

    def delete(self, ids: Collection[str]) -> None:
        """Leave out documents; an unknown id is fine."""

    def commit(self, position: str) -> None:
        """Make what was written findable, and remember how far we have read."""

    def needs_rebuild(self) -> bool:
        """Tell whether the index is missing, damaged, old, or has outgrown what it learned."""

    def rebuild(self, documents: Callable[[], Iterable[Document]], position: str) -> None:
        """Build anew beside the index while it is searched, and take its place at once.

        The documents are read twice: first to learn words, then to index.
        """

    def close(self) -> None:
        """Let another process write."""
