"""The score of a product, and the order of an answer."""

from __future__ import annotations

from typing import Any, Final

from search.query.filters import Condition
from search.query.question import Question, Sort
from search.query.words import Words

from .matching import Matcher
from .narrowing import ANYTHING, Narrowing, all_of, any_of, has_any_facet

Json = dict[str, Any]

# Far above every score: pinned products come first, then those with a code. The greatest number that
# a score can be is 2 to the 128th.
CODE_SCORE: Final = 2.0**60
PIN_SCORE: Final = 2.0**100
# What the words alone are worth is told under this name where codes and pins hide it.
WORDS: Final = "words"

_SCORE: Final[Json] = {"_score": "desc"}
_STABLE: Final[Json] = {"product_id": "desc"}
_ORDERS: Final[dict[Sort, tuple[Json, ...]]] = {
    Sort.RELEVANCE: ({"is_featured": "desc"}, {"position": "asc"}),
    Sort.NEWEST: ({"published_at": "desc"},),
    Sort.NAME: ({"sort_name": "asc"},),
    Sort.RATING: ({"rating": "desc"},),
    Sort.BESTSELLING: ({"sold": "desc"},),
    Sort.DISCOUNT: ({"discount": "desc"},),
}


def is_by_score(question: Question) -> bool:
    """Whether the words decide the order."""
    return question.sort is Sort.RELEVANCE and _sought(question) is not None


def has_leaders(question: Question) -> bool:
    """Whether some products come first whatever the words are worth."""
    return bool(question.pinned or _codes(question))


def order_of(question: Question) -> list[Json]:
    """Return the sort of an answer. Pinned products have a score in every order."""
    if is_by_score(question):
        return [_SCORE, _STABLE]
    pinned = [_SCORE] if question.pinned else []
    return [*pinned, *_own_order(question), _STABLE]


def _own_order(question: Question) -> tuple[Json, ...]:
    if question.sort not in (Sort.PRICE, Sort.PRICE_DESCENDING):
        return _ORDERS[question.sort]
    direction = "asc" if question.sort is Sort.PRICE else "desc"
    cheapest = {"order": direction, "missing": "_last", "unmapped_type": "long"}
    return ({f"price.{question.currency}.minimum": cheapest},)


def words_query(question: Question) -> Json | None:
    """Return what finds and scores the products that have the words; None without any but codes."""
    words = _sought(question)
    if words is None:
        return None
    return Matcher(words, question.weights, question.index.channel).query()


def ranked_query(question: Question, words: Json | None) -> Json:
    """Return what finds the products of the answer, with scores where the order needs them.

    `words` is the query of the words, which is made once for all searches of a question.
    """
    clauses = Narrowing.of(question).product_clauses()
    if is_by_score(question):
        return _bool(question, [*_scored(question, words), *_pins(question)], clauses)
    if not question.pinned:
        return counted_query(question, Narrowing.of(question), words)
    found = _found_or_pinned(question, words) or [ANYTHING]
    return _bool(question, _pins(question), [*clauses, *found], required=0)


def counted_query(question: Question, narrowing: Narrowing, words: Json | None) -> Json:
    """Return what finds the products that have the words, or are pinned, and satisfy the filters."""
    clauses = [*_found_or_pinned(question, words), *narrowing.product_clauses()]
    if not question.hidden:
        return all_of(clauses)
    return {"bool": {"filter": clauses, "must_not": [_is_one_of(question.hidden)]}}


def scored_words(question: Question, words: Json | None) -> Json | None:
    """Return the query of the words with the score that `Question` describes; None without one."""
    if words is None:
        return None
    boosts = [
        {"filter": holds(boost.condition), "weight": boost.factor} for boost in question.boosts
    ]
    appeal = {"field_value_factor": {"field": "appeal", "missing": 1}}
    return {
        "function_score": {
            "query": words,
            "functions": [*boosts, appeal],
            "score_mode": "multiply",
            "boost_mode": "multiply",
            "_name": WORDS,
        }
    }


def holds(condition: Condition) -> Json:
    """Return what finds the products that a boost is about."""
    clauses: list[Json] = []
    if condition.facet is not None:
        clauses.append(has_any_facet(condition.facet))
    if condition.measure is not None:
        clauses.append({"range": {condition.measure.value: {"gte": condition.at_least}}})
    if condition.product_ids:
        clauses.append(_is_one_of(condition.product_ids))
    return all_of(clauses)


def _scored(question: Question, words: Json | None) -> list[Json]:
    scored = scored_words(question, words)
    ways = [] if scored is None else [scored]
    return [*ways, *_with_score(_codes(question), CODE_SCORE)]


def _codes(question: Question) -> list[Json]:
    words = _sought(question)
    if words is None or not words.codes:
        return []
    whole: Json = {"terms": {"codes": list(words.codes)}}
    begun: list[Json] = [{"prefix": {"codes": each}} for each in words.beginnings]
    return [any_of(whole, *begun)] if begun else [whole]


def _pins(question: Question) -> list[Json]:
    """Return one clause per pinned product: the first is worth most."""
    clauses: list[Json] = []
    for rank, product_id in enumerate(reversed(question.pinned), start=1):
        clauses += _with_score([_is_one_of((product_id,))], PIN_SCORE * rank)
    return clauses


def _with_score(clauses: list[Json], score: float) -> list[Json]:
    return [{"constant_score": {"filter": clause, "boost": score}} for clause in clauses]


def _found_or_pinned(question: Question, words: Json | None) -> list[Json]:
    """Return at most one clause: without words every product is found."""
    if _sought(question) is None:
        return []
    ways = [*([] if words is None else [words]), *_codes(question)]
    if question.pinned:
        ways.append(_is_one_of(question.pinned))
    return [ways[0]] if len(ways) == 1 else [any_of(*ways)]


def _sought(question: Question) -> Words | None:
    """Return the words of the question if there is one at all."""
    words = question.words
    return words if words is not None and (words.concepts or words.codes) else None


def _bool(question: Question, ways: list[Json], clauses: list[Json], *, required: int = 1) -> Json:
    hidden = [_is_one_of(question.hidden)] if question.hidden else []
    body = {"should": ways, "filter": clauses, "must_not": hidden}
    return {"bool": {**body, "minimum_should_match": required}}


def _is_one_of(product_ids: tuple[int, ...]) -> Json:
    return {"terms": {"product_id": list(product_ids)}}
