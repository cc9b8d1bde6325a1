"""How a score comes about: what each word is worth in each field, and what multiplied the sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from tantivy import Query

from search.query.answer import Contribution, Explanation, Factor
from search.query.fields import TextField, Token
from search.query.question import TIE_BREAKER, Question
from search.query.words import Concept

from .matching import Matcher, find_matches, only_products
from .selecting import boosted, satisfying, select, sought
from .snapshots import Snapshot

APPEAL = "appeal"
PHRASE = "phrase"

_Found: TypeAlias = dict[int, list[Contribution]]


def explain(
    snapshot: Snapshot, question: Question, product_ids: Sequence[int]
) -> list[Explanation]:
    """Return the explanations of those products that answer the question, in the order given.

    The contributions of a product add up to its score before the factors: all but the best of a
    concept are told with the share of them that counts.
    """
    selection = select(snapshot, question)
    passing = selection.variants() != 0
    wanted = snapshot.table.ordinals(list(dict.fromkeys(product_ids)))
    found = np.array([each for each in wanted if each >= 0 and passing[each]], dtype=np.int64)
    scores = boosted(snapshot.table, question, found, selection.scores)
    ids = snapshot.table.ids[found].tolist()
    contributions = _contributions(snapshot, question, ids)
    return [
        Explanation(each, score, tuple(contributions[each]), _factors(snapshot, question, each))
        for each, score in zip(ids, scores.tolist(), strict=True)
    ]


def _contributions(snapshot: Snapshot, question: Question, found: Sequence[int]) -> _Found:
    told: _Found = defaultdict(list)
    words = sought(question)
    if words is None or not found:
        return told
    matcher = Matcher(question.weights)
    for concept in words.concepts:
        for product_id, summands in _of_concept(snapshot, matcher, concept, found).items():
            told[product_id].extend(_shared(summands))
    for tokens in filter(None, words.phrases):
        part = Contribution(_told(tokens), _told(tokens), PHRASE, TextField.NAME, 0.0)
        _tell(told, part, _scores(snapshot, matcher.phrase(tokens), found))
    return told


def _of_concept(
    snapshot: Snapshot, matcher: Matcher, concept: Concept, found: Sequence[int]
) -> _Found:
    told: _Found = defaultdict(list)
    for alternative, field, query in matcher.summands(concept):
        said, origin = _told(alternative.tokens), alternative.origin.value
        part = Contribution(concept.text, said, origin, field, 0.0, alternative.rule)
        _tell(told, part, _scores(snapshot, query, found))
    return told


def _shared(summands: Iterable[Contribution]) -> Iterator[Contribution]:
    """Yield the best as it is and the others with the share that the tie breaker leaves them."""
    best, *others = sorted(summands, key=lambda each: -each.score)
    yield best
    for each in others:
        yield each._replace(score=each.score * TIE_BREAKER)


def _tell(told: _Found, part: Contribution, scores: Iterable[tuple[int, float]]) -> None:
    for product_id, score in scores:
        told[product_id].append(part._replace(score=score))


def _scores(snapshot: Snapshot, query: Query, found: Sequence[int]) -> Iterable[tuple[int, float]]:
    matches = find_matches(snapshot.searcher, only_products(query, found))
    return zip(matches.ids.tolist(), matches.scores.tolist(), strict=True)


def _told(tokens: Iterable[Token]) -> str:
    return " ".join(each.plain for each in tokens)


def _factors(snapshot: Snapshot, question: Question, product_id: int) -> tuple[Factor, ...]:
    table = snapshot.table
    ordinal = table.ordinals([product_id])[0]
    factors = [
        Factor(boost.label, boost.factor)
        for boost in question.boosts
        if satisfying(table, boost.condition)[ordinal]
    ]
    return (*factors, Factor(APPEAL, float(table.plain["appeal"][ordinal])))
