"""Learn from the texts for everyone: the words that compounds are made of, and usual lengths."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from gaandeweg.analysis.text.analyze import Analyzer, known_language
from gaandeweg.analysis.text.language import Language
from gaandeweg.analysis.text.words import words_of
from gaandeweg.insight.search.builds import Learned
from gaandeweg.insight.search.port import EVERYONE, Document

# A usual question with its answers, for as long as there are none to learn from.
_USUAL_WORDS = 60.0
_USUAL_GRAMS = 300.0

# Every process keeps the words in memory: about 15 MB at this many.
_MOST_WORDS = 100_000
# While reading a large collection, rare words are dropped now and then to keep memory constant.
_CROWDED = 5 * _MOST_WORDS


@dataclass
class Learner:
    """Reads documents one by one; what some may not read is not learned from."""

    _words: Counter[str] = field(default_factory=Counter)
    _documents: int = 0
    _word_tokens: int = 0
    _gram_tokens: int = 0
    _plain: Analyzer = field(default_factory=Analyzer)

    def read(self, document: Document) -> None:
        """Learn from one document, when everyone may read it."""
        if EVERYONE not in document.labels:
            return
        text = indexed_text(document)
        tokens = self._plain.analyze(text, document.language)
        self._documents += 1
        self._word_tokens += len(tokens.words)
        self._gram_tokens += len(tokens.grams)
        if known_language(document.language) is Language.NL:
            self._words.update(words_of(text))
        if len(self._words) > _CROWDED:
            self._words = Counter(dict(_most_frequent(self._words)))

    def learned(self) -> Learned:
        """Return what was learned, for a build to keep."""
        return Learned(
            word_counts=dict(_most_frequent(self._words)),
            document_count=self._documents,
            average_words=self._word_tokens / self._documents
            if self._word_tokens
            else _USUAL_WORDS,
            average_grams=self._gram_tokens / self._documents
            if self._gram_tokens
            else _USUAL_GRAMS,
        )


def indexed_text(document: Document) -> str:
    """Return what is indexed: the title counts double, because it says what a text is about."""
    return f"{document.title}\n{document.title}\n{document.text}"


def _most_frequent(words: Counter[str]) -> Iterable[tuple[str, int]]:
    by_count = sorted(words.items(), key=lambda entry: (-entry[1], entry[0]))
    return islice(by_count, _MOST_WORDS)
