"""What a product can be filtered by."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from .facts import ProductFacts
from .schema import Badge
from .vocabulary import Vocabulary

# A set of bits in a signed 64-bit column. Variants beyond the last bit share it.
LAST_BIT = 61
ALL_VARIANTS = (1 << (LAST_BIT + 1)) - 1

CATEGORY = "category"
AVAILABLE = "available"
BADGE = "badge"
ATTRIBUTE_PREFIX = "attr."
TRUE = "true"


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
    for lineage in facts.lineages:
        for category_id in lineage:
            bits[CATEGORY, str(category_id)] = ALL_VARIANTS
    for badge in badges:
        bits[BADGE, badge] = ALL_VARIANTS
    for index, variant in enumerate(facts.variants):
        bit = 1 << min(index, LAST_BIT)
        if variant.status != "out_of_stock":
            bits[AVAILABLE, TRUE] |= bit
        for attribute_id, values in variant.values.items():
            word = vocabulary.attributes.get(attribute_id)
            if word is not None and (word.is_facet or word.is_axis):
                for value in values:
                    bits[f"{ATTRIBUTE_PREFIX}{word.code}", value.code] |= bit
    return sorted(Term(field, value, mask) for (field, value), mask in bits.items())


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
