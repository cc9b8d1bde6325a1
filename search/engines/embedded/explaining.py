"""How a score comes about, told in the parts that it is the sum and the product of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import prod

from tantivy import Query

from search.query.answer import Contribution, Explanation, Factor
from search.query.fields import TextField
from search.query.question import TIE_BREAKER, Question
from search.query.words import Concept

from .matching import Matcher, find_matches, only_products
from .selecting import satisfying, select
from .snapshots import Snapshot

APPEAL = "appeal"
PHRASE = "phrase"

_Found = dict[int, list[Contribution]]


def explain(
    snapshot: Snapshot, question: Question, product_ids: Sequence[int]
) -> list[Explanation]:
    """Return the explanations of those products that answer the question, in the order given.

    The contributions of a product add up to its score before the factors: all but the best of a
    concept are told with the share of them that counts.
    """
    passing = select(snapshot, question).variants() != 0
    ordinals = snapshot.table.ordinals(list(product_ids))
    found = [
        i for i, place in zip(product_ids, ordinals, strict=True) if place >= 0 and passing[place]
    ]
    contributions = _contributions(snapshot, question, found)
    return [
        _explanation(each, contributions[each], _factors(snapshot, question, each))
        for each in found
    ]


def _explanation(
    product_id: int, contributions: Sequence[Contribution], factors: Sequence[Factor]
) -> Explanation:
    score = sum(each.score for each in contributions) * prod(each.factor for each in factors)
    return Explanation(product_id, score, tuple(contributions), tuple(factors))


def _contributions(snapshot: Snapshot, question: Question, found: Sequence[int]) -> _Found:
    told: _Found = defaultdict(list)
    if question.words is None or not found:
        return told
    matcher = Matcher(question.weights)
    for concept in question.words.concepts:
        for product_id, summands in _of_concept(snapshot, matcher, concept, found).items():
            told[product_id].extend(_shared(summands))
    for tokens in filter(None, question.words.phrases):
        text = " ".join(each.plain for each in tokens)
        for product_id, score in _scores(snapshot, matcher.phrase(tokens), found):
            told[product_id].append(Contribution(text, text, PHRASE, TextField.NAME, score))
    return told


def _of_concept(
    snapshot: Snapshot, matcher: Matcher, concept: Concept, found: Sequence[int]
) -> _Found:
    told: _Found = defaultdict(list)
    for alternative, field, query in matcher.summands(concept):
        words = " ".join(each.in_field(field) for each in alternative.tokens)
        for product_id, score in _scores(snapshot, query, found):
            told[product_id].append(
                Contribution(concept.text, words, alternative.origin.value, field, score)
            )
    return told


def _shared(summands: Iterable[Contribution]) -> Iterator[Contribution]:
    """Yield the best as it is and the others with the share that the tie breaker leaves them."""
    best, *others = sorted(summands, key=lambda each: -each.score)
    yield best
    for each in others:
        yield each._replace(score=each.score * TIE_BREAKER)


def _scores(snapshot: Snapshot, query: Query, found: Sequence[int]) -> Iterator[tuple[int, float]]:
    matches = find_matches(snapshot.searcher, only_products(query, found))
    yield from zip(matches.ids.tolist(), matches.scores.tolist(), strict=True)


def _factors(snapshot: Snapshot, question: Question, product_id: int) -> list[Factor]:
    table = snapshot.table
    ordinal = table.ordinals([product_id])[0]
    factors = [
        Factor(boost.label, boost.factor)
        for boost in question.boosts
        if satisfying(table, boost.condition)[ordinal]
    ]
    return [*factors, Factor(APPEAL, float(table.plain["appeal"][ordinal]))]
