"""Why a product has its score: what each word is worth in each field, and what multiplied the sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from search.query.answer import Contribution, Explanation, Factor
from search.query.fields import TextField
from search.query.question import TIE_BREAKER, Question
from search.query.words import Concept, Rule

from .matching import Matcher
from .ranking import WORDS, holds, ranked_query, scored_words, words_query

Json = dict[str, Any]
# What a contribution says instead of an origin when it comes from a phrase of the question.
PHRASE: Final = "phrase"
APPEAL: Final = "appeal"


class Part(NamedTuple):
    """A named part of a question: one summand of a concept, or a phrase, whose concept is None."""

    concept: Concept | None
    words: str
    origin: str
    field: TextField
    rule: Rule | None = None

    def contributes(self, score: float) -> Contribution:
        """Return the part with what it is worth."""
        text = self.words if self.concept is None else self.concept.text
        return Contribution(text, self.words, self.origin, self.field, score, self.rule)


class Inquest:
    """One search that names every part of a question, and scores it, for some products.

    Elasticsearch tells the score that each named part gave each product.
    """

    def __init__(self, question: Question, product_ids: Sequence[int]) -> None:
        self._question = question
        self._product_ids = list(product_ids)
        self._parts: list[Part] = []
        self._named = [*self._name_words(), *self._name_factors()]

    def body(self) -> Json:
        """Return the search."""
        wanted = {"terms": {"product_id": self._product_ids}}
        ranked = ranked_query(self._question, words_query(self._question))
        query = {"filter": [ranked, wanted], "should": self._named}
        return {
            "size": len(self._product_ids),
            "query": {"bool": query},
            "sort": [{"product_id": "desc"}],
            "track_total_hits": False,
            "stored_fields": "_none_",
            "docvalue_fields": [APPEAL],
        }

    def explanations(self, response: Json) -> list[Explanation]:
        """Return what the search found out, in the order in which products were asked for.

        The contributions of a product add up to its score before the factors: all but the best of
        a concept are told with the share of them that counts.
        """
        found = {hit["sort"][0]: hit for hit in response["hits"]["hits"]}
        return [
            self._explanation(product_id, found[product_id])
            for product_id in dict.fromkeys(self._product_ids)
            if product_id in found
        ]

    def _name_words(self) -> Iterable[Json]:
        words = self._question.words
        if words is None:
            return
        scored = scored_words(self._question, words_query(self._question))
        if scored is not None:
            yield scored
        matcher = Matcher(words, self._question.weights, self._question.index.channel)
        for concept in words.concepts:
            yield from self._name_concept(concept, matcher)
        for tokens in words.phrases:
            text = " ".join(token.plain for token in tokens)
            yield self._remember(matcher.phrase(tokens), Part(None, text, PHRASE, TextField.NAME))

    def _name_concept(self, concept: Concept, matcher: Matcher) -> Iterable[Json]:
        for alternative, field, query in matcher.summands(concept):
            text = " ".join(token.in_field(field) for token in alternative.tokens)
            part = Part(concept, text, alternative.origin.value, field, alternative.rule)
            yield self._remember(query, part)

    def _name_factors(self) -> Iterable[Json]:
        for number, boost in enumerate(self._question.boosts):
            clause = {"constant_score": {"filter": holds(boost.condition)}}
            yield _named(clause, f"boost {number}")

    def _remember(self, query: Json, part: Part) -> Json:
        self._parts.append(part)
        return _named(query, f"part {len(self._parts) - 1}")

    def _explanation(self, product_id: int, hit: Mapping[str, Any]) -> Explanation:
        scores: Mapping[str, float] = hit.get("matched_queries", {})
        return Explanation(
            product_id=product_id,
            score=scores.get(WORDS, 0.0),
            contributions=tuple(self._contributions(scores)),
            factors=tuple(self._factors(scores, hit)),
        )

    def _contributions(self, scores: Mapping[str, float]) -> Iterable[Contribution]:
        numbered = ((part, scores.get(f"part {n}")) for n, part in enumerate(self._parts))
        had = [(part, score) for part, score in numbered if score is not None]
        for concept, group in groupby(had, key=lambda each: each[0].concept):
            best, *others = sorted(group, key=lambda each: -each[1])
            share = 1.0 if concept is None else TIE_BREAKER
            yield best[0].contributes(best[1])
            yield from (part.contributes(score * share) for part, score in others)

    def _factors(self, scores: Mapping[str, float], hit: Mapping[str, Any]) -> Iterable[Factor]:
        for number, boost in enumerate(self._question.boosts):
            if f"boost {number}" in scores:
                yield Factor(boost.label, boost.factor)
        yield Factor(APPEAL, hit["fields"][APPEAL][0])


def _named(query: Json, name: str) -> Json:
    """Return the query with a name. Wrapped, because a term has nowhere else to put it."""
    return {"bool": {"must": query, "_name": name}}
