"""The words of a question, told to the inverted index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from tantivy import Occur, Query, Searcher

from search.query.fields import TextField, Token, Weights
from search.query.question import PHRASE_WEIGHT, TIE_BREAKER
from search.query.words import Alternative, Concept, Words

from .columns.joining import Array
from .texts import CODES, ID, get_schema

_NEVER_COUNTS = 0.0


class Matches(NamedTuple):
    """Product ids and their scores, in no order."""

    ids: Array
    scores: Array


class Summand(NamedTuple):
    """What one alternative is worth in one field."""

    alternative: Alternative
    field: TextField
    query: Query


@dataclass(frozen=True, slots=True)
class Matcher:
    """Builds queries with the weights of a question. A field without weight is not looked into."""

    weights: Weights

    def query(self, words: Words) -> Query:
        """Return what finds and scores the products that have enough of the concepts."""
        enough = Query.boolean_query(
            [(Occur.Should, self._concept(each)) for each in words.concepts],
            minimum_number_should_match=max(words.required, 1),
        )
        phrases = [(Occur.Should, self.phrase(tokens)) for tokens in words.phrases if tokens]
        return Query.boolean_query([(Occur.Must, enough), *phrases])

    def summands(self, concept: Concept) -> Iterator[Summand]:
        """Yield each alternative in each field, as the score of the concept adds them up."""
        for alternative in concept.alternatives:
            for field in self._fields:
                if alternative.tokens:
                    query = self._in_field(alternative, field)
                    worth = alternative.weight * self.weights[field]
                    yield Summand(alternative, field, Query.boost_query(query, worth))

    def phrase(self, tokens: Sequence[Token]) -> Query:
        """Return what the tokens side by side in the name are worth."""
        worth = PHRASE_WEIGHT * self.weights.get(TextField.NAME, 0)
        return Query.boost_query(_side_by_side(tokens, TextField.NAME), worth)

    @property
    def _fields(self) -> list[TextField]:
        return [field for field in TextField if self.weights.get(field, 0) > 0]

    def _concept(self, concept: Concept) -> Query:
        summands = [each.query for each in self.summands(concept)]
        return Query.disjunction_max_query(summands, tie_breaker=TIE_BREAKER)

    def _in_field(self, alternative: Alternative, field: TextField) -> Query:
        if alternative.is_phrase or len(alternative.tokens) == 1:
            return _side_by_side(alternative.tokens, field)
        here = [(Occur.Should, _term(token, field)) for token in alternative.tokens]
        everywhere = Query.const_score_query(self._all_anywhere(alternative), _NEVER_COUNTS)
        return Query.boolean_query([(Occur.Must, everywhere), (Occur.Must, _any(here))])

    def _all_anywhere(self, alternative: Alternative) -> Query:
        """Return what finds the products that have each of the tokens in some field."""
        return Query.boolean_query(
            [
                (Occur.Must, _any([(Occur.Should, _term(token, field)) for field in self._fields]))
                for token in alternative.tokens
            ]
        )


def find_matches(searcher: Searcher, query: Query) -> Matches:
    """Return all products that the query finds."""
    hits = searcher.search(query, limit=max(searcher.num_docs, 1), count=False).hits
    ids = searcher.fast_field_values(ID, [address for _, address in hits])
    return Matches(np.array(ids, dtype=np.int64), np.array([score for score, _ in hits]))


def find_coded(searcher: Searcher, words: Words) -> Array:
    """Return the ids of the products that have one of the article numbers, or one that begins so."""
    if not words.codes:
        return np.zeros(0, dtype=np.int64)
    schema = get_schema()
    ways = [Query.term_set_query(schema, CODES, words.codes)]
    # Codes are letters and digits alone, so they mean themselves in an expression.
    ways += [Query.regex_query(schema, CODES, f"{each}.*") for each in words.beginnings]
    return find_matches(searcher, _any([(Occur.Should, way) for way in ways])).ids


def only_products(query: Query, product_ids: Sequence[int]) -> Query:
    """Return the query for these products alone; their scores stay what they are."""
    chosen = Query.term_set_query(get_schema(), ID, product_ids)
    silent = Query.const_score_query(chosen, _NEVER_COUNTS)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, silent)])


def _side_by_side(tokens: Sequence[Token], field: TextField) -> Query:
    if len(tokens) == 1:
        return _term(tokens[0], field)
    return Query.phrase_query(get_schema(), field.value, [each.in_field(field) for each in tokens])


def _term(token: Token, field: TextField) -> Query:
    return Query.term_query(get_schema(), field.value, token.in_field(field), "freq")


def _any(clauses: list[tuple[Occur, Query]]) -> Query:
    return Query.boolean_query(clauses, minimum_number_should_match=1)
