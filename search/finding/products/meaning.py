"""Products that are found by what a text means, among those that are found by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.conf import settings

from search.embeddings.choice import get_embeddings
from search.errors import EmbeddingsUnavailableError
from search.finding.products.fusion import fuse
from search.query.question import Sort
from search.query.words import Words
from search.selectors.builds import has_vectors_of

if TYPE_CHECKING:
    from search.finding.asking import Asker
    from search.query.answer import Answer
    from search.query.question import Question

# Places that meaning has a say in, and how much of each ranking is looked at.
WINDOW: Final = 100
# An answer with fewer products is filled up to so many with some that only mean the same.
FEW: Final = 24


def find_front(
    text: str, question: Question, asker: Asker, *, may_stand_alone: bool, search_version: int
) -> tuple[int, ...]:
    """Return the products that words and meaning together put in front, the best first.

    Article numbers stay first. Where the words alone find `FEW` products or more, the front has none
    but those; where they find nothing, it is empty unless meaning `may_stand_alone`. Empty as well
    when meaning has nothing to say: without a provider, when it does not answer in time, while the
    index has vectors of another model, in other orders and without words.
    """
    if question.words is None or question.sort is not Sort.RELEVANCE or asker.is_degraded:
        return ()
    near = _find_near(text, question, asker, search_version)
    if not near:
        return ()
    by_words = asker.ask(_first(question))
    if not (by_words.total or may_stand_alone):
        return ()
    ids = [hit.product_id for hit in by_words.hits]
    near = list(_allowed(near, ids, by_words.total))
    if not near or asker.is_degraded:
        return ()
    coded = _find_coded(question, question.words, asker) if by_words.total else ()
    weights = (1.0, settings.SEARCH_EMBEDDINGS_WEIGHT)
    fused = (product_id for product_id, _score in fuse((ids, near), weights=weights))
    return tuple(dict.fromkeys((*coded, *fused)))[:WINDOW]


def _find_near(text: str, question: Question, asker: Asker, search_version: int) -> list[int]:
    """Return the products that are near enough to the text, the nearest first."""
    embeddings = get_embeddings(asker.channel.pk)
    if embeddings is None or not has_vectors_of(
        embeddings.name, index=question.index, version=lambda: search_version
    ):
        return []
    try:
        vector = embeddings.embed_query(" ".join(text.casefold().split()))
    except EmbeddingsUnavailableError:
        return []
    found = asker.find_nearest(question, vector, size=WINDOW)
    return [pk for pk, similarity in found if similarity >= settings.SEARCH_EMBEDDINGS_NEAR]


def _allowed(near: Sequence[int], by_words: Sequence[int], total: int) -> Iterator[int]:
    """Yield those that the words find as well, and as many others as the answer has room for."""
    room = max(FEW - total, 0)
    known = set(by_words)
    for product_id in near:
        if product_id in known:
            yield product_id
        elif room:
            room -= 1
            yield product_id


def _find_coded(question: Question, words: Words, asker: Asker) -> list[int]:
    """Return the products with an article number that the text has, in their order."""
    if not words.codes:
        return []
    answer: Answer = asker.ask(
        replace(
            _first(question), words=Words((), 0, codes=words.codes, beginnings=words.beginnings)
        )
    )
    return [hit.product_id for hit in answer.hits]


def _first(question: Question) -> Question:
    """Return the question for the first products by words alone, without anything counted."""
    return replace(
        question, pinned=(), facets=(), counts_prices=False, size=WINDOW, offset=0, after=None
    )
