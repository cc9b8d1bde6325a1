"""What answers while no engine does: the catalogue's own tables, with fewer features.

It finds words in names only, without synonyms or corrections, counts no facets and has no cursors;
marketers' boosts and pins make no difference. Filters and orders are those of an engine.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from commerce.shop.selectors.matching import ProductQuestion, list_matching_documents
from commerce.shop.selectors.matching import Sort as ListSort
from search.query.answer import Answer, Hit
from search.query.filters import ATTRIBUTE_PREFIX, AVAILABLE, FacetFilter, PriceFilter
from search.query.question import Question, Sort
from search.query.words import Concept, Words

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.query.fields import Token

# The orders that lists have; by relevance, what is featured comes first.
_SORTS = {
    Sort.RELEVANCE: ListSort.FEATURED,
    Sort.DISCOUNT: ListSort.FEATURED,
    Sort.NEWEST: ListSort.NEWEST,
    Sort.PRICE: ListSort.PRICE,
    Sort.PRICE_DESCENDING: ListSort.PRICE_DESCENDING,
    Sort.NAME: ListSort.NAME,
    Sort.RATING: ListSort.RATING,
    Sort.BESTSELLING: ListSort.BESTSELLING,
}


class DatabaseEngine:
    """Answers questions about one channel. Two queries each, whose cost grows with the catalogue."""

    name = "database"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def search(self, question: Question) -> Answer:
        """Return the part of the products that was asked for; neither counts nor prices, no `after`."""
        documents = self._documents(question)
        part = slice(question.offset, question.offset + question.size)
        ids = documents.values_list("product_id", flat=True)[part] if question.size else ()
        return Answer(
            total=documents.order_by().count(),
            hits=tuple(Hit(product_id, 0.0, ()) for product_id in ids),
        )

    def _documents(self, question: Question) -> QuerySet[Any]:
        documents = list_matching_documents(
            channel=self._channel,
            locale=question.index.locale,
            question=_as_list_question(question),
            sort=_SORTS[question.sort],
        )
        if question.sort is Sort.DISCOUNT:
            documents = documents.order_by("-entry__discount", "-product_id")
        if question.words is not None:
            documents = documents.filter(_contains(question.words))
        for facet in question.filters:
            if not _is_of_variants(facet):
                documents = documents.filter(_has_term(documents, facet))
        if question.only:
            documents = documents.filter(product__in=question.only)
        return documents.exclude(product__in=question.hidden)


def _as_list_question(question: Question) -> ProductQuestion:
    """Return what has to come together in one variant, and the price, as lists ask for it."""
    asked = ProductQuestion(
        currency=question.currency,
        is_available=any(facet.field == AVAILABLE for facet in question.filters),
        attributes={
            facet.field.removeprefix(ATTRIBUTE_PREFIX): facet.values
            for facet in question.filters
            if facet.field.startswith(ATTRIBUTE_PREFIX)
        },
    )
    price: PriceFilter | None = question.price
    if price is None:
        return asked
    return replace(asked, price_min=price.minimum, price_max=price.maximum)


def _is_of_variants(facet: FacetFilter) -> bool:
    return facet.field == AVAILABLE or facet.field.startswith(ATTRIBUTE_PREFIX)


def _has_term(documents: QuerySet[Any], facet: FacetFilter) -> Q:
    having = documents.model._base_manager.filter(
        entry__terms__field=facet.field, entry__terms__value__in=facet.values
    )
    return Q(entry__in=having.values("entry"))


def _contains(words: Words) -> Q:
    return reduce(and_, (_contains_concept(concept) for concept in words.concepts), Q())


def _contains_concept(concept: Concept) -> Q:
    """A name has one of the ways to say it, word by word."""
    ways = (
        reduce(and_, (Q(sort_name__icontains=_root(token)) for token in alternative.tokens), Q())
        for alternative in concept.alternatives
    )
    return reduce(or_, ways)


def _root(token: Token) -> str:
    """Return the stem when the word begins with it, so that "rugs" are found in "rug"."""
    return token.stem if token.plain.startswith(token.stem) else token.plain
