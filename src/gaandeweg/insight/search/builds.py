"""The folder of an index: which build is in use, how far it has read, and what it learned.

position.json     the build in use and its position in the outbox; replaced as a whole
writer.lock       held by the one process that writes
damaged           left by a reader that could not read the build it names
build-3/          learned.json (words and lengths) and the engine's own files in index/
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gaandeweg.analysis.text.analyze import Analyzer
from gaandeweg.analysis.text.compounds import CompoundLexicon
from gaandeweg.analysis.text.starter_words import starter_counts

# Raise it whenever fields, tokens or levels change: older folders are then rebuilt.
SCHEMA_VERSION = 1

_BUILD = "build-"


class NoIndexError(Exception):
    """There is no index in the folder that we can read."""


@dataclass(frozen=True)
class Learned:
    """What a build learned from the texts for everyone, and keeps until the next build.

    Frozen with the build, because documents and queries must be taken apart alike.
    """

    word_counts: Mapping[str, int]
    document_count: int
    average_words: float
    average_grams: float

    @cached_property
    def analyzer(self) -> Analyzer:
        """Return the analyzer that knows the organisation's own words."""
        counts = Counter(starter_counts())
        counts.update(self.word_counts)
        return Analyzer(CompoundLexicon.from_counts(counts))


@dataclass(frozen=True, slots=True)
class Position:
    """The build in use and how far in the outbox it has read."""

    build: str
    position: str | None
    schema: int = SCHEMA_VERSION


# Changes whenever the position file was replaced.
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """Reads and writes the small files around the engine's own."""

    path: Path

    def stamp(self) -> Stamp | None:
        """Return what tells two position files apart, or nothing when there is none."""
        try:
            found = os.stat(self.path / "position.json")  # noqa: PTH116  # on every search
        except OSError:
            return None
        return (found.st_ino, found.st_mtime_ns, found.st_size)

    def read_position(self) -> Position:
        """Return the build in use.

        :raises NoIndexError: when it is missing, unreadable or of another schema.
        """
        found = _read_json(self.path / "position.json")
        try:
            position = Position(**found)
        except TypeError as error:
            raise NoIndexError from error
        if position.schema != SCHEMA_VERSION or not position.build.startswith(_BUILD):
            raise NoIndexError
        return position

    def write_position(self, position: Position) -> None:
        """Replace the position as a whole: readers see the old one or the new one."""
        _write_json(self.path / "position.json", asdict(position))

    def read_learned(self, build: str) -> Learned:
        """Return what a build learned.

        :raises NoIndexError: when it is missing or unreadable.
        """
        try:
            return Learned(**_read_json(self.path / build / "learned.json"))
        except TypeError as error:
            raise NoIndexError from error

    def start_build(self, learned: Learned) -> str:
        """Make room for a new build and return its name."""
        number = max((int(name.removeprefix(_BUILD)) for name in self._builds()), default=0) + 1
        build = f"{_BUILD}{number}"
        self.engine_path(build).mkdir(parents=True)
        _write_json(self.path / build / "learned.json", asdict(learned))
        return build

    def engine_path(self, build: str) -> Path:
        """Return where the engine keeps a build."""
        return self.path / build / "index"

    def remove_builds_except(self, build: str) -> None:
        """Throw away what is no longer searched: it holds words of texts that may be erased."""
        for name in self._builds() - {build}:
            shutil.rmtree(self.path / name, ignore_errors=True)
        (self.path / "damaged").unlink(missing_ok=True)

    def report_damage(self, build: str) -> None:
        """Leave word for the writer that a build cannot be read."""
        try:
            (self.path / "damaged").write_text(build, encoding="utf-8")
        except OSError:
            # A reader may have no right to write here; the writer also looks for itself.
            return

    def is_damaged(self, build: str) -> bool:
        """Tell whether a reader could not read this build."""
        try:
            return (self.path / "damaged").read_text(encoding="utf-8") == build
        except OSError:
            return False

    def _builds(self) -> set[str]:
        return {
            entry.name
            for entry in self.path.glob(f"{_BUILD}*")
            if entry.name.removeprefix(_BUILD).isdecimal()
        }


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NoIndexError from error
    if not isinstance(found, dict):
        raise NoIndexError
    return found


def _write_json(path: Path, content: dict[str, Any]) -> None:
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
