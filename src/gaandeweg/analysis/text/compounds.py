"""Take Dutch compounds apart with the words that an organisation itself writes.

Koehn and Knight, "Empirical Methods for Compound Splitting", EACL 2003: of all ways to cut a word
into known words, take the one whose parts have the highest geometric mean of their counts, unless
the word as a whole is used much more than that.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from typing import Self

SHORTEST_PART = 4
MOST_PARTS = 3
# Letters between two parts: overlijden-s-akte, boek-en-kast, zon-ne-bloem, groep-s-indeling.
LINKING = ("", "s", "en", "e", "n")
# Longer "words" are no compounds that people write.
LONGEST_COMPOUND = 40
# How much more than its parts a word is used before it counts as a word of its own. The paper has
# 1; we keep the whole word beside its parts, so a needless split costs little, and a small
# organisation writes its own compounds ("briefadres") more often than their parts.
OWN_WORD = 3


@dataclass(frozen=True)
class CompoundLexicon:
    """Known words with how often they are used."""

    counts: Mapping[str, int]
    split: Callable[[str], tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Remember the splits: the same words come back all day."""
        object.__setattr__(self, "split", lru_cache(maxsize=50_000)(self._split))

    @classmethod
    def from_counts(cls, counts: Mapping[str, int]) -> Self:
        """Build from counts of folded words; what cannot be a part is left out."""
        return cls({word: count for word, count in counts.items() if _can_be_part(word, count)})

    def _split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound, or nothing when it is no compound."""
        if not 2 * SHORTEST_PART <= len(word) <= LONGEST_COMPOUND:
            return ()
        ways = self._ways(word, MOST_PARTS)
        # Fewer parts win a tie, then the alphabet: the outcome must not depend on chance.
        best = min(ways, key=lambda way: (-self._mean_count(way), len(way), way), default=())
        is_own_word = best and self.counts.get(word, 0) >= OWN_WORD * self._mean_count(best)
        return () if is_own_word else best

    def _ways(self, word: str, most_parts: int) -> Iterator[tuple[str, ...]]:
        for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first = self._known(word[:end])
            if not first:
                continue
            rest = word[end:]
            if rest in self.counts:
                yield (first, rest)
            if most_parts > 2:  # noqa: PLR2004  # a compound has at least two
                yield from ((first, *more) for more in self._ways(rest, most_parts - 1))

    def _known(self, piece: str) -> str:
        """Return the word that a piece stands for once its linking letters are gone."""
        for letters in LINKING:
            word = piece.removesuffix(letters)
            if piece.endswith(letters) and len(word) >= SHORTEST_PART and word in self.counts:
                return word
        return ""

    def _mean_count(self, parts: tuple[str, ...]) -> float:
        mean: float = prod(self.counts[part] for part in parts) ** (1 / len(parts))
        return mean


def _can_be_part(word: str, count: int) -> bool:
    return count > 0 and len(word) >= SHORTEST_PART and word.isalpha()
