"""What a product can be filtered by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from commerce.catalogue.shapes import Badge

from .facts import ProductFacts, VariantFacts
from .rows import RatingRow
from .vocabulary import Vocabulary

# A set of bits in a signed 64-bit column. Variants beyond the last bit share it.
LAST_BIT = 61
ALL_VARIANTS = (1 << (LAST_BIT + 1)) - 1

CATEGORY = "category"
AVAILABLE = "available"
BADGE = "badge"
SELLER = "seller"
RATING = "rating"
ATTRIBUTE_PREFIX = "attr."
TRUE = "true"
LOWEST_RATINGS = range(1, 5)


class Term(NamedTuple):
    """A value to filter by, and the variants that have it as a set of bits."""

    field: str
    value: str
    variants: int


class Span(NamedTuple):
    """The product's prices in one currency."""

    currency: str
    minimum: Decimal
    maximum: Decimal
    is_reduced: bool


def terms_of(facts: ProductFacts, badges: list[Badge], vocabulary: Vocabulary) -> list[Term]:
    """Return the product's filter values, sorted."""
    bits: defaultdict[tuple[str, str], int] = defaultdict(int)
    for field_and_value in _of_product(facts, badges):
        bits[field_and_value] = ALL_VARIANTS
    for index, variant in enumerate(facts.variants):
        for field_and_value in _of_variant(variant, vocabulary):
            bits[field_and_value] |= 1 << min(index, LAST_BIT)
    return sorted(Term(field, value, mask) for (field, value), mask in bits.items())


def _of_product(facts: ProductFacts, badges: list[Badge]) -> Iterator[tuple[str, str]]:
    for lineage in facts.lineages:
        for category_id in lineage:
            yield CATEGORY, str(category_id)
    for badge in badges:
        yield BADGE, badge
    for stars in stars_reached(facts.rating):
        yield RATING, str(stars)


def _of_variant(variant: VariantFacts, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if variant.status != "out_of_stock":
        yield AVAILABLE, TRUE
    if variant.seller:
        yield SELLER, variant.seller
    for attribute_id, values in variant.values.items():
        word = vocabulary.attributes.get(attribute_id)
        if word is not None and word.is_term:
            for value in values:
                yield f"{ATTRIBUTE_PREFIX}{word.code}", value.code


def stars_reached(rating: RatingRow) -> list[int]:
    """Return the numbers of stars that the rating has at least, as it is shown; none unreviewed."""
    if rating.shown is None:
        return []
    return [stars for stars in LOWEST_RATINGS if Decimal(rating.shown) >= stars]


def spans_of(facts: ProductFacts) -> list[Span]:
    """Return the price span of each currency, sorted."""
    return sorted(
        Span(
            currency,
            min(row.amount for row in rows),
            max(row.amount for row in rows),
            any(row.compare_at is not None for row in rows),
        )
        for currency, rows in facts.spans.items()
    )
