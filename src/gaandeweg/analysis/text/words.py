"""Words of a text: where they stand, folded so that accents and case do not matter."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Longer runs of letters are not words of people; cutting them keeps every step linear.
LONGEST_WORD = 64

WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")

# Letters that Unicode does not take apart into a plain letter with an accent.
_PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word with its place in the text it was read from."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the text without accents and capitals."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN_LETTERS)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def words_with_places(text: str) -> Iterator[Word]:
    """Yield the words of a text in order; marks and single letters are no words."""
    for match in WORD.finditer(text):
        if folded := folded_word(match.group()):
            yield Word(folded, match.start(), match.end())


def folded_word(written: str) -> str:
    """Return a run of letters as a folded word; nothing for a mark or a single letter."""
    folded = fold(written[:LONGEST_WORD])
    return folded if len(folded) > 1 or folded.isdigit() else ""


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    return [word.folded for word in words_with_places(text)]
