"""Score a query with weights that are counted over texts for everyone."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from gaandeweg.insight.search.impacts import HIGHEST_IMPACT, levels_of, rarity

# Scores are 32-bit floats in the engine: whole numbers up to here add up exactly in any order.
_LARGEST_SUM = 2.0**23


@dataclass(frozen=True, slots=True)
class WeightedTerms:
    """The terms of one field with their whole-number weights, and what a full match would score."""

    terms: tuple[tuple[str, float], ...]
    full_score: float


def weigh(
    tokens: Sequence[str], *, most: int, frequency: Callable[[str], int], documents: int
) -> WeightedTerms:
    """Weigh the first tokens of a query by how rare they are in texts for everyone."""
    counts = dict(islice(Counter(tokens).items(), most))
    found = {token: frequency(token) for token in counts}
    weights = {token: count * rarity(found[token], documents) for token, count in counts.items()}
    scale = _LARGEST_SUM / (HIGHEST_IMPACT * sum(weights.values()) or 1.0)
    terms = tuple(
        (term, float(round(weight * impact * scale)))
        for token, weight in weights.items()
        for term, impact in levels_of(token)
    )
    return WeightedTerms(terms, scale * _full_score(weights, found))


def _full_score(weights: dict[str, float], found: dict[str, int]) -> float:
    """Return the score of a text of usual length that has every token once.

    A token that no text has (a typing error makes several) counts as an average one: by its rarity
    alone it would outweigh all that was found.
    """
    known = [weight for token, weight in weights.items() if found[token]]
    usual = sum(known) / len(known) if known else 0.0
    return usual * len(weights)
