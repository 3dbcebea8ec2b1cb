"""Read questions and answers from CSV, JSON Lines and SQuAD files, row by row."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from gaandeweg.kernel import limits
from gaandeweg.share.importing import json_forms
from gaandeweg.share.importing.packed import open_plain
from gaandeweg.share.importing.rows import (
    USUAL_ANSWER,
    USUAL_QUESTION,
    BrokenRow,
    Columns,
    Row,
    UnreadableFileError,
)

_HEAD_CHARACTERS = 65_536
_PIECE_BYTES = 65_536
_SEPARATORS = (",", ";", "\t")
_SQUAD_BEGINS = re.compile(r'\s*\{\s*(?:"version"\s*:\s*"[^"]*"\s*,\s*)?"data"\s*:\s*\[')


def read_rows(path: Path, columns: Columns) -> Iterator[Row | BrokenRow]:
    """Read every row of a file; its form and character set are seen from its content.

    :raises UnreadableFileError: when the file as a whole cannot be read.
    """
    with open_plain(path) as plain:
        encoding = _encoding_of(plain)
    with open_plain(path) as plain:
        text = io.TextIOWrapper(plain, encoding=encoding, newline="")
        try:
            yield from _rows_of(text, columns)
        except UnicodeDecodeError as error:
            raise UnreadableFileError(
                "The file is not in UTF-8 and not in Windows-1252. Save it as UTF-8."
            ) from error


def _encoding_of(plain: IO[bytes]) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := plain.read(_PIECE_BYTES):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows_of(text: io.TextIOWrapper, columns: Columns) -> Iterator[Row | BrokenRow]:
    """Choose the form by how the text begins, and read it."""
    head = text.read(_HEAD_CHARACTERS)
    if head.endswith("\r"):  # never part the two characters of one line end
        head += text.read(1)
    if not head.strip():
        raise UnreadableFileError("The file is empty.")
    rest = _Rejoined(head, text)
    if not head.lstrip().startswith(("{", "[")):
        return _read_csv(rest, columns)
    if _is_one_object(head):
        return json_forms.read_squad(head + text.read())
    return json_forms.read_lines(rest, columns)


def _is_one_object(head: str) -> bool:
    """Whether the whole file is one JSON value, and not one object a line."""
    first_line = head.lstrip().partition("\n")[0].rstrip()
    return first_line == "{" or first_line.startswith("[") or bool(_SQUAD_BEGINS.match(head))


class _Rejoined:
    """The lines of a text of which the beginning was read already."""

    def __init__(self, head: str, text: io.TextIOWrapper) -> None:
        self._head = io.StringIO(head, newline="")
        self._text = text

    def __iter__(self) -> Iterator[str]:
        """Give every line, with the one on the seam made whole."""
        seam = ""
        for line in self._head:
            if line.endswith(("\n", "\r")):
                yield line
            else:
                seam = line
        for line in self._text:
            yield seam + line
            seam = ""
        if seam:
            yield seam


def _read_csv(lines: _Rejoined, columns: Columns) -> Iterator[Row | BrokenRow]:
    given = iter(lines)
    header = next(given)
    separator = max(_SEPARATORS, key=lambda mark: len(_cells(header, mark)))
    names = [name.strip() for name in _cells(header, separator)]
    question = _find(names, columns.question, USUAL_QUESTION, "--question")
    answer = _find(names, columns.answer, USUAL_ANSWER, "--answer")
    reader = csv.reader(given, delimiter=separator)
    number = 1
    while True:
        number += 1
        place = f"row {number} (line {reader.line_num + 2})"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield BrokenRow(
                place,
                "a text goes on without end: close its quotes. What comes after was not read.",
            )
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            yield BrokenRow(place, _not_as_many(len(cells), len(names), separator))
        else:
            yield Row(place, cells[question], cells[answer])


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def _find(names: list[str], wanted: str, usual: tuple[str, ...], option: str) -> int:
    folded = [name.casefold() for name in names]
    for name in [wanted] if wanted else usual:
        if folded.count(name.casefold()) == 1:
            return folded.index(name.casefold())
    there = ", ".join(names)[: limits.IMPORT_SHOWN_CHARACTERS]
    asked = f'"{wanted}"' if wanted else " or ".join(f'"{name}"' for name in usual)
    raise UnreadableFileError(
        f"There is no one column {asked}. Name the right one with {option}; there are: {there}."
    )


def _not_as_many(found: int, expected: int, separator: str) -> str:
    shown = "a tab" if separator == "\t" else f'"{separator}"'
    return (
        f"it has {found} cells and the first row has {expected}: put quotes around texts"
        f" that hold {shown} or a line break."
    )
