"""The answer to a question, found by looking at every document and every variant in turn."""

from collections import Counter
from dataclasses import dataclass, replace

from search.query.answer import Bucket, PriceSpan
from search.query.buckets import bucket_number, bucket_width
from search.query.document import IndexedVariant
from search.query.filters import facet_token
from search.query.question import Question, Sort

NOTHING_SOLD = IndexedVariant((), {})


@dataclass(frozen=True)
class Oracle:
    """Knows the documents, and nothing of indexes."""

    documents: tuple

    def find(self, question):
        """Return the documents that answer the question."""
        return [
            each
            for each in self.documents
            if each.product_id not in question.hidden
            and (not question.only or each.product_id in question.only)
            and (each.product_id in question.pinned or has_words(each, question))
            and passing(each, question)
        ]

    def count(self, question, field):
        """Return how many products have each value, without regard to filters on the field."""
        others = tuple(each for each in question.filters if each.field != field)
        widened = replace(question, filters=others)
        counts = Counter()
        for each in self.find(widened):
            tokens = {token for one in passing(each, widened) for token in facets_of(each, one)}
            counts.update(token for token in tokens if token.startswith(f"{field}:"))
        return {token.removeprefix(f"{field}:"): count for token, count in counts.items()}

    def prices(self, question):
        """Return the span of prices, without regard to the price filter."""
        found = self.find(replace(question, price=None))
        spans = [
            each.prices[question.currency] for each in found if question.currency in each.prices
        ]
        if not spans:
            return None
        lowest = [low for low, _ in spans]
        width = bucket_width(min(lowest), max(lowest))
        counts = Counter(bucket_number(amount, width) for amount in lowest)
        buckets = tuple(
            Bucket(width * number, width * (number + 1), counts[number])
            for number in range(min(counts), max(counts) + 1)
        )
        return PriceSpan(min(lowest), max(high for _, high in spans), buckets)

    def in_order(self, question):
        """Return the ids in an order that needs no scores."""
        found = sorted(self.find(question), key=lambda each: -each.product_id)
        found.sort(key=lambda each: sort_key(each, question))
        pinned = [i for i in question.pinned if i in {each.product_id for each in found}]
        return [*pinned, *(e.product_id for e in found if e.product_id not in pinned)]


def has_words(document, question: Question):
    """Whether the document has enough of the concepts, or a code."""
    words = question.words
    if words is None or not (words.concepts or words.codes):
        return True
    if set(words.codes) & set(document.codes):
        return True
    if words.codes and any(code.startswith(words.beginnings) for code in document.codes):
        return True
    had = sum(_has_concept(document, each, question.weights) for each in words.concepts)
    return bool(words.concepts) and had >= max(words.required, 1)


def passing(document, question: Question):
    """Return the variants that satisfy all filters; what is not sold has one without a price."""
    return [
        each
        for each in document.variants or (NOTHING_SOLD,)
        if all(_has_value(facets_of(document, each), one) for one in question.filters)
        and _costs(each, question.price)
    ]


def facets_of(document, one):
    """Return the facets of a variant: its own, and those that no variant has of its own."""
    own = {token for each in document.variants for token in each.facets}
    return {*one.facets, *(token for token in document.facets if token not in own)}


def sort_key(document, question: Question):
    """Return what the order compares, before the id."""
    if question.sort is Sort.RELEVANCE:
        return (not document.is_featured, document.position)
    if question.sort is Sort.NAME:
        return document.sort_name.encode()
    if question.sort in (Sort.PRICE, Sort.PRICE_DESCENDING):
        low, _ = document.prices.get(question.currency, (None, None))
        sign = 1 if question.sort is Sort.PRICE else -1
        return (low is None, sign * (low or 0))
    return -{
        Sort.NEWEST: document.published_at,
        Sort.RATING: document.rating,
        Sort.BESTSELLING: document.sold,
        Sort.DISCOUNT: document.discount,
    }[question.sort]


def _has_concept(document, concept, weights):
    return any(_has_alternative(document, each, weights) for each in concept.alternatives)


def _has_alternative(document, alternative, weights):
    fields = {
        field: document.texts.get(field, "").split()
        for field, weight in weights.items()
        if weight > 0
    }
    if alternative.is_phrase:
        return any(_runs(alternative.tokens, field, text) for field, text in fields.items())
    return all(
        any(token.in_field(field) in text for field, text in fields.items())
        for token in alternative.tokens
    )


def _runs(tokens, field, text):
    wanted = [token.in_field(field) for token in tokens]
    return any(text[start : start + len(wanted)] == wanted for start in range(len(text)))


def _has_value(facets, one):
    return any(facet_token(one.field, value) in facets for value in one.values)


def _costs(one, price):
    if price is None:
        return True
    amount = one.prices.get(price.currency)
    if amount is None:
        return False
    above = price.minimum is None or amount >= price.minimum
    return above and (price.maximum is None or amount <= price.maximum)
