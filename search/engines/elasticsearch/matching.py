"""Words: which products have them, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from search.query.fields import TextField, Token, Weights
from search.query.question import PHRASE_WEIGHT, TIE_BREAKER
from search.query.words import Alternative, Concept, Words

from .names import path_of

Json = dict[str, Any]
# Clauses that one search may have, well below what a small node allows.
MOST_CLAUSES: Final = 1_000


class Summand(NamedTuple):
    """One way in which a product may have a concept, with the query that finds and scores it."""

    alternative: Alternative
    field: TextField
    query: Json


class Matcher:
    """The words of a question as queries over the fields that have a weight.

    Of concepts with very many alternatives the first ones count, so that the cost is bounded.
    """

    def __init__(self, words: Words, weights: Weights, shop: str) -> None:
        self._words = words
        self._fields = {field: weight for field, weight in weights.items() if weight > 0}
        path = path_of(shop)
        self._names = {field: f"{path}.{field.value}" for field in TextField}
        self._clauses_each = MOST_CLAUSES // max(len(words.concepts), 1)

    def query(self) -> Json | None:
        """Return what finds and scores the products that have the words; None for codes alone."""
        concepts = [self._best_of(concept) for concept in self._words.concepts]
        if not concepts:
            return None
        found = {"bool": {"should": concepts, "minimum_should_match": max(self._words.required, 1)}}
        phrases = [self.phrase(tokens) for tokens in self._words.phrases]
        return {"bool": {"must": found, "should": phrases}} if phrases else found

    def summands(self, concept: Concept) -> list[Summand]:
        """Return every way to have the concept, in each field, as far as the cost allows."""
        summands: list[Summand] = []
        left = self._clauses_each
        for alternative in concept.alternatives:
            left -= self._cost(alternative)
            if summands and left < 0:
                break
            summands += self._in_fields(alternative)
        return summands

    def phrase(self, tokens: Sequence[Token]) -> Json:
        """Return what adds to the score of products whose name has the tokens side by side."""
        boost = PHRASE_WEIGHT * self._fields.get(TextField.NAME, 0.0)
        return self._side_by_side(tokens, TextField.NAME, boost)

    def _best_of(self, concept: Concept) -> Json:
        queries = [summand.query for summand in self.summands(concept)]
        return {"dis_max": {"queries": queries, "tie_breaker": TIE_BREAKER}}

    def _cost(self, alternative: Alternative) -> int:
        """Return the number of clauses that the alternative takes."""
        tokens = len(alternative.tokens)
        is_plain = tokens == 1 or alternative.is_phrase
        each = 1 if is_plain else tokens * (1 + len(self._fields))
        return each * len(self._fields)

    def _in_fields(self, alternative: Alternative) -> Iterable[Summand]:
        for field, weight in self._fields.items():
            query = self._in_field(alternative, field, alternative.weight * weight)
            yield Summand(alternative, field, query)

    def _in_field(self, alternative: Alternative, field: TextField, boost: float) -> Json:
        tokens = alternative.tokens
        if len(tokens) == 1:
            return self._term(tokens[0], field, boost)
        if alternative.is_phrase:
            return self._side_by_side(tokens, field, boost)
        here = [self._term(token, field, boost) for token in tokens]
        anywhere = [self._anywhere(token) for token in tokens]
        return {"bool": {"should": here, "minimum_should_match": 1, "filter": anywhere}}

    def _anywhere(self, token: Token) -> Json:
        terms = [{"term": {self._names[field]: token.in_field(field)}} for field in self._fields]
        return {"bool": {"should": terms, "minimum_should_match": 1}}

    def _term(self, token: Token, field: TextField, boost: float) -> Json:
        return {"term": {self._names[field]: {"value": token.in_field(field), "boost": boost}}}

    def _side_by_side(self, tokens: Sequence[Token], field: TextField, boost: float) -> Json:
        text = " ".join(token.in_field(field) for token in tokens)
        return {"match_phrase": {self._names[field]: {"query": text, "boost": boost}}}
