"""Pick the piece of a text that answers a query best, and say which words to mark.

Returns plain text with places; whoever shows it escapes it and puts the marks in.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gaandeweg.analysis.text.analyze import (
    Analyzer,
    grams_of,
    known_language,
    without_stop_words,
)
from gaandeweg.analysis.text.language import Language, guess_language
from gaandeweg.analysis.text.words import WORD, folded_word, words_of

_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?:;…] ")
_ELLIPSIS = "…"
_FULL_STOPS = ".!?…"
# A word with this share of the pieces of an asked word is that word with a typing error.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of plain text, and the places in it that match."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """A word of the text, and which words of the query it answers."""

    start: int
    end: int
    answers: frozenset[str]


def best_passage(
    text: str,
    query_words: str | Iterable[str],
    max_characters: int = 180,
    *,
    analyzer: Analyzer | None = None,
) -> Passage:
    """Pick the stretch of a text that answers most of a query; the beginning when none does."""
    asked = query_words if isinstance(query_words, str) else " ".join(query_words)
    return Asked(asked, analyzer=analyzer).best_passage(text, max_characters)


class Asked:
    """A query that is held against many texts: what is found out about a word is remembered."""

    def __init__(self, query: str, *, analyzer: Analyzer | None = None) -> None:
        self._words = words_of(query)
        self._analyzer = analyzer
        self._by_language: dict[Language, _Sought] = {}

    def best_passage(self, text: str, max_characters: int = 180, *, language: str = "") -> Passage:
        """Pick the stretch of a text that answers most; its language is guessed when not given."""
        plain = _SPACE.sub(" ", text).strip()
        matches = self._sought(known_language(language or guess_language(plain))).matches(plain)
        # Two characters stay free for what shows that the text goes on.
        start, end = _best_window(plain, matches, max(max_characters - 2, 1))
        return _cut(plain, start, end, matches)

    def _sought(self, language: Language) -> "_Sought":
        if language not in self._by_language:
            wanted = without_stop_words(self._words, language)
            stems = (
                _stems_by_starter_words(language)
                if self._analyzer is None
                else _stems_as_written(self._analyzer, language)
            )
            self._by_language[language] = _Sought(wanted, stems)
        return self._by_language[language]


Stems = Callable[[str], frozenset[str]]


class _Sought:
    """What is sought in texts of one language."""

    def __init__(self, wanted: Sequence[str], stems: Stems) -> None:
        self._stems = stems
        self._wanted = frozenset(stem for word in wanted for stem in stems(word))
        self._alike = _Alike(wanted)

    def matches(self, plain: str) -> list[_Match]:
        """Find the words that match by stem; when there are none, those that look alike."""
        if not self._wanted:
            return []
        words = list(WORD.finditer(plain))
        return self._same_stem(words) or self._look_alike(words)

    def _same_stem(self, words: Iterable[re.Match[str]]) -> list[_Match]:
        stems, wanted = self._stems, self._wanted
        return [
            _Match(word.start(), word.end(), wanted & stems(word.group()))
            for word in words
            if not wanted.isdisjoint(stems(word.group()))
        ]

    def _look_alike(self, words: Iterable[re.Match[str]]) -> list[_Match]:
        return [
            _Match(word.start(), word.end(), asked)
            for word in words
            if (asked := self._alike[word.group()])
        ]


def _stems_as_written(analyzer: Analyzer, language: Language) -> Stems:
    """Remember the stems of words as they stand in texts: the same come back all day."""

    @lru_cache(maxsize=50_000)
    def stems(written: str) -> frozenset[str]:
        word = folded_word(written)
        return frozenset(analyzer.stems(word, language)) if word else frozenset()

    return stems


@cache
def _stems_by_starter_words(language: Language) -> Stems:
    return _stems_as_written(Analyzer(), language)


class _Alike(dict[str, frozenset[str]]):
    """Which words of a query a word looks like, as it stands in a text; found out once."""

    def __init__(self, wanted: Iterable[str]) -> None:
        super().__init__()
        self._pieces = {word: frozenset(grams_of(word)) for word in wanted}

    def __missing__(self, written: str) -> frozenset[str]:
        own = frozenset(grams_of(folded_word(written)))
        self[written] = alike = frozenset(
            asked
            for asked, pieces in self._pieces.items()
            if len(own & pieces) >= _ALIKE * max(len(own), len(pieces))
        )
        return alike


def _best_window(plain: str, matches: list[_Match], longest: int) -> tuple[int, int]:
    """Return the window with the most different answers, then the most; soon and at a sentence.

    Both ends move forward only, so a long text takes time in proportion to its length.
    """
    best, best_rank = 0, (0, 0, True, 0)
    inside = _Inside()
    first = last = 0
    sentences = {0, *(found.end() for found in _SENTENCE_END.finditer(plain))}
    for start in sorted(sentences | _starts_before(matches, plain, longest)):
        while last < len(matches) and matches[last].end <= start + longest:
            inside.take_in(matches[last])
            last += 1
        while first < last and matches[first].start < start:
            inside.let_go(matches[first])
            first += 1
        before = matches[first].start - start if first < last else 0
        rank = (inside.answered, last - first, start in sentences, -before)
        if rank > best_rank:
            best, best_rank = start, rank
    return best, _end_of_window(plain, best, longest)


class _Inside:
    """How many different words of the query are answered inside the window."""

    def __init__(self) -> None:
        self.answered = 0
        self._counts: dict[str, int] = {}

    def take_in(self, match: _Match) -> None:
        for answer in match.answers:
            count = self._counts.get(answer, 0)
            self.answered += count == 0
            self._counts[answer] = count + 1

    def let_go(self, match: _Match) -> None:
        for answer in match.answers:
            self._counts[answer] -= 1
            self.answered -= self._counts[answer] == 0


def _starts_before(matches: Iterable[_Match], plain: str, longest: int) -> set[int]:
    """Return starts inside long sentences: at a word, with some room before a match."""
    starts = set()
    for match in matches:
        room = max(0, match.start - longest // 3)
        space = plain.find(" ", room, match.start)
        starts.add(match.start if space < 0 else space + 1)
    return starts


def _end_of_window(plain: str, start: int, longest: int) -> int:
    end = start + longest
    if end >= len(plain):
        return len(plain)
    space = plain.rfind(" ", start + longest // 2, end + 1)
    return end if space < 0 else space


def _cut(plain: str, start: int, end: int, matches: Iterable[_Match]) -> Passage:
    before = _ELLIPSIS if start and not _SENTENCE_END.match(plain, start - 2) else ""
    after = _ELLIPSIS if end < len(plain) and plain[end - 1] not in _FULL_STOPS else ""
    shift = len(before) - start
    marks = tuple(
        (match.start + shift, match.end + shift)
        for match in matches
        if start <= match.start and match.end <= end
    )
    return Passage(f"{before}{plain[start:end]}{after}", marks)
