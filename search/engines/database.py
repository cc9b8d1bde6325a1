"""What answers while no engine does: the catalogue's own tables, with fewer features.

It finds words in names only, without article numbers, and has no cursors; marketers' boosts and pins
make no difference. A price has to lie within a product's span, whatever else its variants are. Facets
are counted as long as few products are found. Filters and orders are those of an engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from operator import add, and_, or_
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, Count, Max, Min, Q, QuerySet, Value, When

from commerce.catalogue.selectors.matching import (
    ProductQuestion,
    list_matching_documents,
    list_matching_terms,
    list_prices,
)
from commerce.catalogue.selectors.matching import Sort as ListSort
from search.query.answer import Answer, Counts, Hit, PriceSpan
from search.query.filters import PriceFilter
from search.query.question import Question, Sort
from search.query.words import Concept, Words

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.query.fields import Token

# What a text may cost the database: further concepts and ways to say them are left out.
MOST_CONCEPTS: Final = 8
MOST_ALTERNATIVES: Final = 5
# With more products than this, facets would be counted for longer than shoppers wait.
MOST_COUNTED: Final = 5_000


class DatabaseEngine:
    """Answers questions about one channel, with queries whose cost grows with the catalogue.

    Two queries find products; facets take one more, and another for each that is filtered on.
    """

    name = "database"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def search(self, question: Question) -> Answer:
        """Return the part of the products that was asked for, without an `after`."""
        documents = self._documents(question)
        part = slice(question.offset, question.offset + question.size)
        ids = documents.values_list("product_id", flat=True)[part] if question.size else ()
        total = documents.order_by().count()
        return Answer(
            total=total,
            hits=tuple(Hit(product_id, 0.0, ()) for product_id in ids),
            counts=self._counts(question) if total <= MOST_COUNTED else {},
            prices=self._prices(question) if question.counts_prices else None,
        )

    def _documents(self, question: Question) -> QuerySet[Any]:
        documents = list_matching_documents(
            channel=self._channel,
            locale=question.index.locale,
            question=_as_list_question(question),
            sort=_sort_of(question.sort),
        )
        if question.words is not None:
            documents = _having_words(documents, question.words)
        if question.only:
            documents = documents.filter(product__in=question.only)
        return documents.exclude(product__in=question.hidden)

    def _counts(self, question: Question) -> Counts:
        """Count the facets that nothing was chosen of together, and each other one by itself."""
        chosen = {facet.field for facet in question.filters}.intersection(question.facets)
        counts = self._count(question, set(question.facets) - chosen)
        for field in sorted(chosen):
            others = tuple(facet for facet in question.filters if facet.field != field)
            counts |= self._count(replace(question, filters=others), {field})
        return counts

    def _count(self, question: Question, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        terms = list_matching_terms(channel=self._channel, question=_as_list_question(question))
        rows = (
            terms.filter(field__in=fields, entry__in=self._entries(question))
            .values_list("field", "value")
            .annotate(Count("pk"))
            .order_by()
        )
        counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for field, value, products in rows:
            counts[field][value] = products
        return counts

    def _prices(self, question: Question) -> PriceSpan | None:
        """Return the ends of the span, which is not cut into buckets."""
        anyhow = replace(question, price=None)
        spans = list_prices(channel=self._channel, currency=question.currency)
        ends = spans.filter(entry__in=self._entries(anyhow)).aggregate(
            low=Min("minimum"), high=Max("maximum")
        )
        return None if ends["low"] is None else PriceSpan(ends["low"], ends["high"])

    def _entries(self, question: Question) -> QuerySet[Any]:
        return self._documents(question).order_by().values("entry")


def _as_list_question(question: Question) -> ProductQuestion:
    """Return the filters and the price as lists ask for them."""
    terms = tuple((facet.field, facet.values) for facet in question.filters)
    price = question.price or PriceFilter(question.currency)
    return ProductQuestion(question.currency, terms, price.minimum, price.maximum)


def _sort_of(sort: Sort) -> ListSort:
    """Return the order of lists; by relevance, what is featured comes first."""
    return ListSort.FEATURED if sort is Sort.RELEVANCE else ListSort(sort.value)


def _having_words(documents: QuerySet[Any], words: Words) -> QuerySet[Any]:
    """Return the documents with enough of the concepts in their names."""
    concepts = [_contains(concept) for concept in words.concepts[:MOST_CONCEPTS]]
    if not concepts:
        return documents.none() if words.codes else documents
    if words.required >= len(concepts):
        return documents.filter(reduce(and_, concepts))
    had = reduce(add, (Case(When(each, then=1), default=Value(0)) for each in concepts))
    return documents.alias(had=had).filter(had__gte=max(words.required, 1))


def _contains(concept: Concept) -> Q:
    """A name has one of the ways to say it, word by word."""
    ways = (
        reduce(and_, (Q(sort_name__icontains=_root(token)) for token in alternative.tokens), Q())
        for alternative in concept.alternatives[:MOST_ALTERNATIVES]
        if alternative.tokens
    )
    return reduce(or_, ways, Q(pk__in=()))


def _root(token: Token) -> str:
    """Return the stem when the word begins with it, so that "rugs" are found in "rug"."""
    return token.stem if token.plain.startswith(token.stem) else token.plain
