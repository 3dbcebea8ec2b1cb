"""Keep the index up to date with what changed; the background loop says what that was."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from gaandeweg.insight import sources
from gaandeweg.insight.search.port import Document, WritableIndex

Progress = Callable[[int], None]


def _untold(_: int) -> None:
    """Tell nobody how far we are."""


@dataclass(frozen=True)
class Indexer:
    """Writes the one index of this node.

    Positions are the caller's own words for how far it has read. What was indexed once may come
    again: after a crash the caller reads on from `position()`.
    """

    index: WritableIndex

    def position(self) -> str | None:
        """Return where to read on; nothing when the index must be rebuilt first."""
        return self.index.position()

    def needs_rebuild(self) -> bool:
        """Tell whether the index is missing, damaged, old, or has outgrown what it learned."""
        return self.index.needs_rebuild()

    def apply(self, ids: Collection[str], position: str) -> None:
        """Index subjects that changed; those without a document any more are left out."""
        if not self.index.is_ready():
            # The rebuild that is due reads these too.
            return
        documents = list(sources.load_documents(ids))
        self.index.upsert(documents)
        self.index.delete(set(ids) - {document.id for document in documents})
        self.index.commit(position)

    def rebuild(self, position: str, progress: Progress = _untold) -> None:
        """Index everything anew while the old index is searched, and erase the old one.

        Take the position before reading begins: what changes meanwhile is then applied after it.
        Progress is told as documents read; each is read twice.
        """
        done = 0

        def documents() -> Iterator[Document]:
            nonlocal done
            for document in sources.all_documents():
                yield document
                done += 1
                progress(done)

        self.index.rebuild(documents, position)
