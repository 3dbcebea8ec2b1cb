"""Where documents come from: each app registers what it hands to the index."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gaandeweg.insight.search.port import Document

Load = Callable[[Sequence[str]], Iterable[Document]]
AllIds = Callable[[], Iterable[str]]

# Documents held in memory at once while everything is read.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Source:
    """How one app makes documents, and which it has."""

    load: Load
    all_ids: AllIds


_sources: dict[str, Source] = {}


def register_source(kind: str, load: Load, all_ids: AllIds) -> None:
    """Let the index read documents of a kind; one source may serve several kinds."""
    _sources[kind] = Source(load, all_ids)


def load_documents(ids: Collection[str]) -> Iterator[Document]:
    """Make the documents of these subjects; each source answers for its own."""
    wanted = sorted(set(ids))
    for source in dict.fromkeys(_sources.values()):
        for start in range(0, len(wanted), _BATCH):
            yield from source.load(wanted[start : start + _BATCH])


def all_documents() -> Iterator[Document]:
    """Make every document there is, few at a time."""
    for source in dict.fromkeys(_sources.values()):
        ids = iter(source.all_ids())
        while batch := list(islice(ids, _BATCH)):
            yield from source.load(batch)
