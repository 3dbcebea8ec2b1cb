"""Turn a text into the tokens that search compares: stems with compound parts, and 4-grams."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

import Stemmer

from gaandeweg.analysis.text.compounds import CompoundLexicon
from gaandeweg.analysis.text.language import Language
from gaandeweg.analysis.text.starter_words import starter_counts
from gaandeweg.analysis.text.stopwords import DUTCH_STOP_WORDS, ENGLISH_STOP_WORDS
from gaandeweg.analysis.text.words import words_of

GRAM_LENGTH = 4
# Marks where a word begins and ends; no letter, so no piece of a word can look like it.
_EDGE = "_"

_STOP_WORDS = {Language.NL: DUTCH_STOP_WORDS, Language.EN: ENGLISH_STOP_WORDS}
_ALGORITHMS = {Language.NL: "dutch", Language.EN: "english"}


@cache
def starter_lexicon() -> CompoundLexicon:
    """Return the words that compounds are taken apart with before there are own texts."""
    return CompoundLexicon.from_counts(starter_counts())


@dataclass(frozen=True, slots=True)
class Tokens:
    """What search compares: stems (of words and of their compound parts) and pieces of words."""

    words: tuple[str, ...]
    grams: tuple[str, ...]


@dataclass(frozen=True)
class Analyzer:
    """Analyses Dutch and English, the same way for documents and for queries."""

    lexicon: CompoundLexicon = field(default_factory=starter_lexicon)

    def analyze(self, text: str, language: str) -> Tokens:
        """Return the tokens of a text; a language that we do not know is read as Dutch."""
        spoken = known_language(language)
        kept = without_stop_words(words_of(text), spoken)
        words = tuple(stem for word in kept for stem in self.stems(word, spoken))
        grams = tuple(gram for word in kept for gram in grams_of(word))
        return Tokens(words, grams)

    def stems(self, word: str, language: Language) -> tuple[str, ...]:
        """Return the stem of a folded word, followed by the stems of its compound parts."""
        parts = self.lexicon.split(word) if language is Language.NL else ()
        return tuple(stem_of(part, language) for part in (word, *parts))


def known_language(language: str) -> Language:
    """Return the language we analyse a text in: its own when we know it, else Dutch."""
    return Language.EN if language.lower().startswith(Language.EN) else Language.NL


def without_stop_words(words: Iterable[str], language: Language) -> list[str]:
    """Return the folded words that carry a subject."""
    return [word for word in words if word not in _STOP_WORDS[language]]


def grams_of(word: str) -> tuple[str, ...]:
    """Return the 4-grams of a folded word, its edges marked."""
    marked = f"{_EDGE}{word}{_EDGE}"
    last = max(1, len(marked) - GRAM_LENGTH + 1)
    return tuple(marked[start : start + GRAM_LENGTH] for start in range(last))


@lru_cache(maxsize=50_000)
def stem_of(word: str, language: Language) -> str:
    """Return the Snowball stem of a folded word."""
    return str(_stemmers.of(language).stemWord(word))


class _Stemmers(threading.local):
    """The stemmers of one thread: Snowball keeps its working memory inside the stemmer."""

    def __init__(self) -> None:
        self._stemmers = {
            language: Stemmer.Stemmer(name, 0) for language, name in _ALGORITHMS.items()
        }

    def of(self, language: Language) -> Stemmer.Stemmer:
        return self._stemmers[language]


_stemmers = _Stemmers()
