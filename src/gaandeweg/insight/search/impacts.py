"""How much one document is about one token, frozen when the document is written.

Engines compute BM25 with counts over all documents, so a text that a viewer may not read would
change the order of what she may. We write the part of BM25 that belongs to the document (term
frequency and length) into the token itself as one of a few levels, and bring the part that belongs
to the collection (how rare the token is) along with the query, counted over texts for everyone.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; levels after
Anh, de Kretser and Moffat, "Vector-Space Ranking with Effective Early Termination", SIGIR 2001.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log1p

# The usual constants of BM25: saturation of repeats, and weight of the length.
K1 = 1.2
B = 0.75
HIGHEST_IMPACT = K1 + 1

# Stands between token and level; words consist of letters and digits only.
_MARK = "|"
LEVEL_NAMES = "123456789abcdefg"
LEVELS = len(LEVEL_NAMES)


def terms_with_levels(tokens: Sequence[str], average_length: float) -> list[str]:
    """Return every distinct token of a document, marked with how much the document is about it."""
    length_share = 1 - B + B * len(tokens) / average_length
    return [
        f"{token}{_MARK}{_level_name(count * (K1 + 1) / (count + K1 * length_share))}"
        for token, count in Counter(tokens).items()
    ]


def _level_name(impact: float) -> str:
    level = round(impact / HIGHEST_IMPACT * LEVELS)
    return LEVEL_NAMES[min(max(level, 1), LEVELS) - 1]


def prefix_of(token: str) -> str:
    """Return what all levels of a token begin with."""
    return token + _MARK


def levels_of(token: str) -> Iterable[tuple[str, float]]:
    """Yield the term of a token at each level, with the impact that the level stands for."""
    for number, name in enumerate(LEVEL_NAMES, start=1):
        yield f"{token}{_MARK}{name}", number * HIGHEST_IMPACT / LEVELS


def rarity(documents_with: int, documents: int) -> float:
    """Return the weight of a token by how few documents have it (the idf of BM25)."""
    return log1p((documents - documents_with + 0.5) / (documents_with + 0.5))
