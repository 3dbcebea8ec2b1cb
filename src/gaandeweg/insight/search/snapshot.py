"""Search the index as it was at one commit.

What a viewer may not read changes nothing of what she sees: the filter on audience labels stands in
the query, the weights of the query are counted over texts for everyone, all scores are whole
numbers that add up exactly in any order, and ties are cut by a number of the document itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import tantivy
from tantivy import Occur, Query

from gaandeweg.analysis.text.language import likely_languages
from gaandeweg.insight.search.builds import Learned
from gaandeweg.insight.search.impacts import prefix_of
from gaandeweg.insight.search.port import EVERYONE, Hit
from gaandeweg.insight.search.scoring import WeightedTerms, weigh

# Words and pieces of words weigh the same, each scaled to its best hit: measured best in Dutch.
_WORDS_SHARE = 0.5
_GRAMS_SHARE = 0.5
# What fits the viewer's process goes before what is nearly as good, never before what is better.
_PLACE_BOOST = 0.05
# A hit on pieces alone must have this much of them, or any text would do for any query.
_LEAST_GRAMS = 0.35
# Reading further than this into a pasted text makes a search slower, not better.
_MOST_LETTERS = 2_000
_MOST_WORDS = 64
_MOST_GRAMS = 200
# How many of the best hits by words, and by pieces, are compared with each other.
_CANDIDATES = 200
# How many of the best are looked at for their place.
_POOL = 30
_MOST_REMEMBERED = 50_000


class _Place(NamedTuple):
    """Where the engine keeps a document, within one snapshot."""

    segment: int
    number: int


@dataclass(frozen=True)
class _Found:
    """The best documents by one field, with their scores."""

    scores: Mapping[_Place, float]
    addresses: Mapping[_Place, tantivy.DocAddress]

    def share(self, place: _Place) -> float:
        """Return a score as a share of the best score."""
        return self.scores.get(place, 0.0) / self._best

    @cached_property
    def _best(self) -> float:
        return max(self.scores.values(), default=0.0) or 1.0


@dataclass(frozen=True)
class Snapshot:
    """One commit of one build; shared by any number of threads."""

    build: str
    position: str | None
    learned: Learned
    searcher: tantivy.Searcher
    schema: tantivy.Schema
    _frequencies: dict[tuple[str, str], int] = field(default_factory=dict)

    def search(
        self,
        query: str,
        *,
        labels: frozenset[str],
        kinds: frozenset[str],
        places_boost: frozenset[str],
        limit: int,
    ) -> list[Hit]:
        """Return the best documents that carry one of the labels, best first."""
        words, grams = self._weighted(query[:_MOST_LETTERS])
        within = self._within(labels, kinds)
        by_words = self._best("words", words, within, limit)
        # Pieces of words are most of the work, and they are what forgives typing errors and finds
        # compounds that nobody wrote before. From some 100,000 documents on it may be better to ask
        # for them only when words find little.
        by_grams = self._best("grams", grams, within, limit)
        scores = _add_up(by_words, by_grams, least_grams=_LEAST_GRAMS * grams.full_score)
        addresses = {**by_words.addresses, **by_grams.addresses}
        return self._hits(scores, addresses, places_boost, limit)

    @cached_property
    def document_count(self) -> int:
        """How many texts everyone may read."""
        found = self.searcher.search(self._for_everyone, limit=1)
        return int(found.count)

    @cached_property
    def _for_everyone(self) -> Query:
        return Query.term_query(self.schema, "labels", EVERYONE, "basic")

    def _weighted(self, query: str) -> tuple[WeightedTerms, WeightedTerms]:
        """Weigh the words and pieces of a query, read in each language that it may be in."""
        first, *others = (
            self.learned.analyzer.analyze(query, language) for language in likely_languages(query)
        )
        words = first.words
        for other in others:
            words += tuple(word for word in other.words if word not in first.words)
        return (
            self._weigh("words", words, _MOST_WORDS),
            self._weigh("grams", first.grams, _MOST_GRAMS),
        )

    def _weigh(self, name: str, tokens: tuple[str, ...], most: int) -> WeightedTerms:
        return weigh(
            tokens,
            most=most,
            frequency=lambda token: self._frequency(name, token),
            documents=self.document_count,
        )

    def _frequency(self, name: str, token: str) -> int:
        """Count the texts for everyone that have a token."""
        known = self._frequencies.get((name, token))
        if known is not None:
            return known
        levels = self.searcher.terms_with_prefix(name, prefix_of(token), self._for_everyone)
        frequency: int = sum(count for _, count in levels)
        if len(self._frequencies) < _MOST_REMEMBERED:
            self._frequencies[name, token] = frequency
        return frequency

    def _within(self, labels: frozenset[str], kinds: frozenset[str]) -> Query:
        """Limit a search to what may be seen, inside the engine: nothing is filtered afterwards."""
        limits = [(Occur.Must, Query.term_set_query(self.schema, "labels", sorted(labels)))]
        if kinds:
            limits.append((Occur.Must, Query.term_set_query(self.schema, "kind", sorted(kinds))))
        return Query.const_score_query(Query.boolean_query(limits), 0.0)

    def _best(self, name: str, weighted: WeightedTerms, within: Query, limit: int) -> _Found:
        """Find the best documents by one field."""
        if not weighted.terms:
            return _Found({}, {})
        any_term = Query.boolean_query(
            [
                (Occur.Should, Query.const_score_query(self._term(name, term), weight))
                for term, weight in weighted.terms
            ]
        )
        query = Query.boolean_query([(Occur.Must, any_term), (Occur.Must, within)])
        scores, addresses = {}, {}
        for score, address in self._best_without_tie(query, limit):
            place = _Place(address.segment_ord, address.doc)
            scores[place] = float(score)
            addresses[place] = address
        return _Found(scores, addresses)

    def _term(self, name: str, term: str) -> Query:
        return Query.term_query(self.schema, name, term, "basic")

    def _best_without_tie(
        self, query: Query, limit: int
    ) -> Iterable[tuple[float, tantivy.DocAddress]]:
        """Return at least the best so many, never a part of those with the same score.

        Which part the engine would return depends on where it keeps other documents.
        """
        asked = max(_CANDIDATES, 4 * limit)
        while True:
            hits = self.searcher.search(query, asked, count=False).hits
            if len(hits) < asked:
                return list(hits)
            cut = hits[-1][0]
            whole = [(score, address) for score, address in hits if score > cut]
            if len(whole) >= limit:
                return whole
            asked *= 4

    def _hits(
        self,
        scores: Mapping[_Place, float],
        addresses: Mapping[_Place, tantivy.DocAddress],
        places_boost: frozenset[str],
        limit: int,
    ) -> list[Hit]:
        """Read the best documents, lift what fits the viewer's work, and put them in order."""
        places = list(scores)
        ties = self.searcher.fast_field_values("tie", [addresses[place] for place in places])
        order = sorted(zip(places, ties, strict=True), key=lambda one: (-scores[one[0]], one[1]))
        hits = []
        for place, _ in order[: max(_POOL, 2 * limit)]:
            stored = self.searcher.doc(addresses[place])
            boost = _PLACE_BOOST * (not places_boost.isdisjoint(stored.get_all("places")))
            hits.append(
                Hit(stored.get_first("id"), stored.get_first("kind"), scores[place] + boost)
            )
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]


def _add_up(by_words: _Found, by_grams: _Found, *, least_grams: float) -> dict[_Place, float]:
    """Add the two fields, each scaled to its best (linear: better than ranks, `docs`)."""
    enough_grams = {place for place, score in by_grams.scores.items() if score >= least_grams}
    return {
        place: _WORDS_SHARE * by_words.share(place) + _GRAMS_SHARE * by_grams.share(place)
        for place in by_words.scores.keys() | enough_grams
    }
