"""Read JSON Lines, and SQuAD: the form in which collections of questions are published."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from gaandeweg.kernel import limits
from gaandeweg.share.importing.flattened import as_paragraphs
from gaandeweg.share.importing.rows import (
    USUAL_ANSWER,
    USUAL_QUESTION,
    BrokenRow,
    Columns,
    Row,
    UnreadableFileError,
)

_NOT_SQUAD = (
    "This is JSON, but no list of questions that we know. Give one object a line with"
    ' "question" and "answer" (JSON Lines), or SQuAD with "data", "paragraphs" and "qas".'
)
_SPACE = re.compile(r"\s*")
_decoder = json.JSONDecoder()


def read_lines(lines: Iterable[str], columns: Columns) -> Iterator[Row | BrokenRow]:
    """Read one JSON object a line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _row_of_line(f"line {number}", line, columns)


def _row_of_line(place: str, line: str, columns: Columns) -> Row | BrokenRow:
    if len(line) > limits.IMPORT_LINE_CHARACTERS:
        return BrokenRow(place, "it is longer than a line can be: take out what is no text.")
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        return BrokenRow(place, f"it is no JSON at character {error.pos + 1}: mend it there.")
    except ValueError:  # what Python says of a number of thousands of digits
        return BrokenRow(place, "it holds a number that is too long: take it out.")
    except RecursionError:
        return BrokenRow(place, "its brackets stand too deep in each other: take them out.")
    return _row_of_object(place, entry, columns)


def _row_of_object(place: str, entry: Any, columns: Columns) -> Row | BrokenRow:
    if not isinstance(entry, dict):
        return BrokenRow(place, 'it is no object: write {"question": "…", "answer": "…"}.')
    question = _value(entry, columns.question, USUAL_QUESTION)
    answer = _value(entry, columns.answer, USUAL_ANSWER)
    if question is not None and answer is not None:
        return Row(place, question, answer)
    missing = "question" if question is None else "answer"
    there = ", ".join(map(str, entry))[: limits.IMPORT_SHOWN_CHARACTERS]
    return BrokenRow(
        place, f"it has no {missing} that is a text: name its key with --{missing} ({there})."
    )


def _value(entry: dict[str, Any], wanted: str, usual: tuple[str, ...]) -> str | None:
    for name in [wanted] if wanted else usual:
        value = entry.get(name)
        if isinstance(value, str):
            return value
    return None


def read_squad(text: str) -> Iterator[Row | BrokenRow]:
    """Read a SQuAD file, one article after the other.

    :raises UnreadableFileError: when it is not that.
    """
    number = 0
    try:
        for article in _articles(text):
            for paragraph in _list(article, "paragraphs"):
                questions = _list(paragraph, "qas")
                for entry in questions:
                    number += 1
                    yield _row_of_entry(number, entry, paragraph, is_alone=len(questions) == 1)
    except json.JSONDecodeError as error:
        raise UnreadableFileError(
            f"This is no JSON at line {error.lineno}, character {error.colno}. Mend it there."
        ) from error
    except ValueError as error:  # what Python says of a number of thousands of digits
        raise UnreadableFileError("There is a number in it that is too long.") from error
    except RecursionError as error:
        raise UnreadableFileError("The brackets stand too deep in each other.") from error


def _articles(text: str) -> Iterator[Any]:
    """Give what stands in "data" one by one, so that the file never stands in memory twice."""
    at = _after(text, 0, "{")
    while True:
        name, at = _decoder.raw_decode(text, _skip(text, at))
        at = _after(text, at, ":")
        if name == "data":
            break
        _unused, at = _decoder.raw_decode(text, _skip(text, at))
        at = _after(text, at, ",")
    at = _after(text, at, "[")
    at = _skip(text, at)
    if text[at : at + 1] == "]":
        return
    while True:
        article, at = _decoder.raw_decode(text, _skip(text, at))
        yield article
        at = _skip(text, at)
        if text[at : at + 1] == "]":
            return
        at = _after(text, at, ",", otherwise="a comma between two articles is missing")


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _after(text: str, at: int, mark: str, *, otherwise: str = "") -> int:
    at = _skip(text, at)
    if text[at : at + 1] != mark:
        if otherwise:
            raise json.JSONDecodeError(otherwise, text, at)
        raise UnreadableFileError(_NOT_SQUAD)
    return at + 1


def _list(holder: Any, name: str) -> list[Any]:
    found = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(found, list):
        raise UnreadableFileError(_NOT_SQUAD)
    return found


def _row_of_entry(number: int, entry: Any, paragraph: Any, *, is_alone: bool) -> Row | BrokenRow:
    place = f"question {number}"
    question = entry.get("question") if isinstance(entry, dict) else None
    if not isinstance(question, str):
        return BrokenRow(place, 'it has no text under "question": fill it in or take it out.')
    # One question to a paragraph: the paragraph answers it, and the marked words are a part of it.
    answer = paragraph.get("context") if is_alone else _first_answer(entry)
    if not isinstance(answer, str):
        return BrokenRow(place, "it has no answer: fill it in or take the question out.")
    return Row(place, question, as_paragraphs(answer) if is_alone else answer)


def _first_answer(entry: dict[str, Any]) -> Any:
    answers = entry.get("answers")
    first = answers[0] if isinstance(answers, list) and answers else None
    return first.get("text") if isinstance(first, dict) else None
