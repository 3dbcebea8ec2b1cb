"""What a file of questions and answers comes down to: rows, and rows that cannot be read."""

from dataclasses import dataclass


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its answer, and where in the file it stands."""

    place: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that cannot be taken, and what to do about it."""

    place: str
    reason: str


@dataclass(frozen=True)
class Columns:
    """The names under which a file keeps its questions and answers; empty: the usual names."""

    question: str = ""
    answer: str = ""


USUAL_QUESTION = ("question", "vraag")
USUAL_ANSWER = ("answer", "antwoord")
