"""The embedded search engine (tantivy) behind the search port: readers, and the one writer."""

import fcntl
import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import tantivy

from gaandeweg.insight.search.builds import IndexFolder, Learned, NoIndexError, Position, Stamp
from gaandeweg.insight.search.engine import engine_document, schema
from gaandeweg.insight.search.learning import Learner
from gaandeweg.insight.search.port import Document, Hit
from gaandeweg.insight.search.snapshot import Snapshot

_log = logging.getLogger(__name__)

# The least that the engine's writer works with; a batch of questions is far smaller.
_WRITER_BYTES = 15_000_000
# Learn anew once there are this many times the texts that a build learned from, and some more.
_OUTGROWN = 2
_SOME_MORE = 50


class WriterIsTakenError(Exception):
    """Another process writes this index: there is exactly one writer."""


class TantivyIndex:
    """Searches an index that one process writes; a broken index finds nothing and says so."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._engine: tantivy.Index | None = None
        self._snapshot: Snapshot | None = None

    def search(
        self,
        query: str,
        *,
        labels: frozenset[str],
        kinds: frozenset[str] = frozenset(),
        places_boost: frozenset[str] = frozenset(),
        limit: int = 10,
    ) -> list[Hit]:
        """Return the best documents that carry one of the labels, best first."""
        snapshot = self._current()
        if snapshot is None or not labels or limit < 1:
            return []
        try:
            with _engine_errors_told_apart():
                return snapshot.search(
                    query, labels=labels, kinds=kinds, places_boost=places_boost, limit=limit
                )
        except NoIndexError:
            self._give_up_on(snapshot.build)
            return []

    def position(self) -> str | None:
        """Return how far in the outbox the index has read; nothing when it must be rebuilt."""
        snapshot = self._current()
        return snapshot.position if snapshot else None

    def is_ready(self) -> bool:
        """Tell whether the index can be searched."""
        return self.position() is not None

    def text_count(self) -> int:
        """Return how many texts everyone may read."""
        snapshot = self._current()
        return snapshot.document_count if snapshot else 0

    def _current(self) -> Snapshot | None:
        """Return the index as of the last commit; looks at one small file each time."""
        if self._folder.stamp() != self._stamp:
            with self._lock:
                self._catch_up()
        return self._snapshot

    def _catch_up(self) -> None:
        """Read until what was read is what is there: a build may be replaced while we open it."""
        while (stamp := self._folder.stamp()) != self._stamp:
            self._snapshot = self._read()
            self._stamp = stamp

    def _read(self) -> Snapshot | None:
        try:
            position = self._folder.read_position()
        except NoIndexError:
            return None
        try:
            with _engine_errors_told_apart():
                return self._read_build(position)
        except NoIndexError:
            self._folder.report_damage(position.build)
            return None

    def _read_build(self, position: Position) -> Snapshot:
        """Read a new build, or only what was committed since."""
        known = self._snapshot
        if self._engine is None or known is None or known.build != position.build:
            learned = self._folder.read_learned(position.build)
            self._engine = tantivy.Index.open(str(self._folder.engine_path(position.build)))
            # We know when to look again; the engine need not watch the folder.
            self._engine.config_reader("manual")
        else:
            learned = known.learned
        self._engine.reload()
        return Snapshot(
            build=position.build,
            position=position.position,
            learned=learned,
            searcher=self._engine.searcher(),
            schema=self._engine.schema,
        )

    def _give_up_on(self, build: str) -> None:
        """Find nothing from now on, until the writer has made another build."""
        self._folder.report_damage(build)
        with self._lock:
            self._snapshot = None


class TantivyWriter(TantivyIndex):
    """Writes the index; opening it holds the folder until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Take the folder.

        :raises WriterIsTakenError: when another process has it.
        """
        super().__init__(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self._held = _hold(folder / "writer.lock")
        self._build, self._learned, self._writer = self._open_or_start()
        self._folder.remove_builds_except(self._build)

    def upsert(self, documents: Iterable[Document]) -> None:
        """Take in documents, each in the place of an earlier one with its id."""
        for document in documents:
            self._writer.delete_documents_by_term("id", document.id)
            self._writer.add_document(engine_document(document, self._learned))

    def delete(self, ids: Collection[str]) -> None:
        """Leave out documents; an unknown id is fine."""
        for document_id in ids:
            self._writer.delete_documents_by_term("id", document_id)

    def commit(self, position: str) -> None:
        """Make what was written findable, and remember how far we have read."""
        self._writer.commit()
        self._tell(position)

    def needs_rebuild(self) -> bool:
        """Tell whether the index is missing, damaged, old, or has outgrown what it learned."""
        if not self.is_ready() or self._folder.is_damaged(self._build):
            return True
        return self.text_count() > _OUTGROWN * self._learned.document_count + _SOME_MORE

    def rebuild(self, documents: Callable[[], Iterable[Document]], position: str) -> None:
        """Build anew beside the index while it is searched, and take its place at once."""
        learner = Learner()
        for document in documents():
            learner.read(document)
        learned = learner.learned()
        build = self._folder.start_build(learned)
        writer = self._new_writer(build)
        for document in documents():
            writer.delete_documents_by_term("id", document.id)
            writer.add_document(engine_document(document, learned))
        writer.commit()
        self._switch_to(build, learned, writer, position)

    def close(self) -> None:
        """Let another process write."""
        if self._held.closed:
            return
        try:
            self._writer.wait_merging_threads()
        finally:
            self._held.close()

    def _switch_to(
        self, build: str, learned: Learned, writer: tantivy.IndexWriter, position: str
    ) -> None:
        former = self._writer
        self._build, self._learned, self._writer = build, learned, writer
        self._tell(position)
        former.rollback()
        former.wait_merging_threads()
        # Not kept as a spare: it holds words of texts that may have been erased since.
        self._folder.remove_builds_except(build)

    def _tell(self, position: str) -> None:
        self._folder.write_position(Position(self._build, position))

    def _open_or_start(self) -> tuple[str, Learned, tantivy.IndexWriter]:
        """Go on with the build in use, or start an empty one that waits to be rebuilt."""
        try:
            with _engine_errors_told_apart():
                return self._open()
        except NoIndexError:
            _log.info("The search index is missing, damaged or old; it waits to be rebuilt.")
        learned = Learner().learned()
        build = self._folder.start_build(learned)
        writer = self._new_writer(build)
        self._folder.write_position(Position(build, None))
        return build, learned, writer

    def _open(self) -> tuple[str, Learned, tantivy.IndexWriter]:
        position = self._folder.read_position()
        if self._folder.is_damaged(position.build):
            raise NoIndexError
        learned = self._folder.read_learned(position.build)
        engine = tantivy.Index.open(str(self._folder.engine_path(position.build)))
        engine.searcher()
        return position.build, learned, engine.writer(_WRITER_BYTES, 1)

    def _new_writer(self, build: str) -> tantivy.IndexWriter:
        path = str(self._folder.engine_path(build))
        return tantivy.Index(schema(), path=path, reuse=False).writer(_WRITER_BYTES, 1)


def _hold(path: Path) -> IO[str]:
    """Hold a lock that the system lets go of when this process ends, however it ends."""
    file = path.open("w", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise WriterIsTakenError from error
    return file


@contextmanager
def _engine_errors_told_apart() -> Iterator[None]:
    """Name the ways in which the engine says that it cannot read its files.

    :raises NoIndexError: for its errors, and for a panic, which is no ordinary exception.
    """
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise NoIndexError from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise NoIndexError from error
        raise
