"""What a row becomes: a title, the whole question, the answer, and a key of its own."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from gaandeweg.analysis.identifying import find_identifying
from gaandeweg.kernel import limits, markdown
from gaandeweg.kernel.typed import normalise
from gaandeweg.share.importing.rows import BrokenRow, Row

# Of our own and for ever: the same row of the same source has the same key in every installation.
_KEYS = UUID("5d0c8a5e-2b7f-5c1e-9a64-7d1f0e3b92c4")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with its answer, ready to be written."""

    place: str
    key: UUID
    title: str
    body: str
    answer: str

    @property
    def answer_key(self) -> UUID:
        """Give the key under which the answer is written once."""
        return uuid5(self.key, "answer")


def entry_of(row: Row, source: str) -> Entry | BrokenRow:
    """Clean a row, and say what is wrong with it when it cannot be taken."""
    question, answer = normalise(row.question), normalise(row.answer)
    problem = _problem("question", question) or _problem("answer", answer)
    if problem:
        return BrokenRow(row.place, problem)
    key = uuid5(_KEYS, f"{source}\0{question}\0{answer}")
    title = title_of(question)
    return Entry(row.place, key, title, "" if title == question else question, answer)


def title_of(question: str) -> str:
    """Shorten a question to a title, at the end of a word."""
    line = " ".join(question.split())
    if len(line) <= limits.TITLE_CHARACTERS:
        return line
    kept = line[: limits.TITLE_CHARACTERS - len(_ELLIPSIS) + 1]
    whole_words = kept.rpartition(" ")[0] or kept[:-1]
    return whole_words.rstrip(" ,;:.-") + _ELLIPSIS


def points_to_somebody(entry: Entry) -> bool:
    """Whether a row holds what may point to a resident."""
    return bool(find_identifying(f"{entry.title}\n{entry.body}\n{entry.answer}"))


def _problem(name: str, text: str) -> str:
    if not text:
        return f"the {name} is empty: fill it in, or take the row out."
    if len(text) > limits.TEXT_CHARACTERS:
        over = len(text) - limits.TEXT_CHARACTERS
        return f"the {name} is {over} characters too long: at most {limits.TEXT_CHARACTERS} fit."
    if text.count("[") > limits.BRACKETS:
        return f"the {name} has more than {limits.BRACKETS} square brackets: take some out."
    try:
        markdown.to_html(text)
    except markdown.TooLargeError:
        return f"the {name} has too many signs that set text apart, such as '>': take some out."
    return ""
