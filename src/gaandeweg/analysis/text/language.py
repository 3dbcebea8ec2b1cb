"""Tell Dutch from English by the small words that every sentence has."""

from enum import StrEnum
from itertools import islice

from gaandeweg.analysis.text.stopwords import DUTCH_STOP_WORDS, ENGLISH_STOP_WORDS
from gaandeweg.analysis.text.words import words_with_places

# A page is enough to know; longer texts cost no more.
_WORDS_READ = 400

_ONLY_DUTCH = DUTCH_STOP_WORDS - ENGLISH_STOP_WORDS
_ONLY_ENGLISH = ENGLISH_STOP_WORDS - DUTCH_STOP_WORDS


class Language(StrEnum):
    """Languages that the product analyses."""

    NL = "nl"
    EN = "en"


def likely_languages(text: str) -> tuple[Language, ...]:
    """Return the language the small words point to, or both when they do not tell."""
    read = [word.folded for word in islice(words_with_places(text), _WORDS_READ)]
    dutch = sum(word in _ONLY_DUTCH for word in read)
    english = sum(word in _ONLY_ENGLISH for word in read)
    if dutch > english:
        return (Language.NL,)
    if english > dutch:
        return (Language.EN,)
    return (Language.NL, Language.EN)


def guess_language(text: str) -> Language:
    """Return the likeliest language of a text; Dutch when nothing tells."""
    return likely_languages(text)[0]
