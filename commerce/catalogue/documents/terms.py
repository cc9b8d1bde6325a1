"""What a product can be filtered by: where the terms of each kind of facet come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from commerce.catalogue.enums import FacetType
from commerce.catalogue.registry import (
    ATTRIBUTE_PREFIX,
    AVAILABLE,
    CATEGORY,
    DISCOUNT,
    ON_SALE,
    PERCENTS,
    RATING,
    SELLER,
    STARS,
    TRUE,
    FacetKind,
    list_facet_kinds,
)
from commerce.catalogue.shapes import Badge

from .facts import ProductFacts, VariantFacts
from .offers import largest_discount
from .rows import RatingRow
from .vocabulary import Vocabulary

# A set of bits in a signed 64-bit column. Variants beyond the last bit share it.
LAST_BIT: Final = 61
ALL_VARIANTS: Final = (1 << (LAST_BIT + 1)) - 1


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


@dataclass(frozen=True, slots=True)
class Telling:
    """What terms are made of: a product in one channel. `currency` is what the channel counts in."""

    facts: ProductFacts
    badges: list[Badge]
    vocabulary: Vocabulary
    currency: str


# A value, or in a family of facets the name of a member and its value.
Value = str | tuple[str, str]
OfProduct = Callable[[Telling], Iterable[Value]]
OfVariant = Callable[[Telling, VariantFacts], Iterable[Value]]

_of_products: dict[str, OfProduct] = {}
_of_variants: dict[str, OfVariant] = {}


def of_product(code: str) -> Callable[[OfProduct], OfProduct]:
    """Take the terms of a kind of facet, in which variants never differ, from the function."""

    def register(source: OfProduct) -> OfProduct:
        _of_products[code] = source
        return source

    return register


def of_variant(code: str) -> Callable[[OfVariant], OfVariant]:
    """Take the terms of a kind of facet from the function, which is asked for each variant."""

    def register(source: OfVariant) -> OfVariant:
        _of_variants[code] = source
        return source

    return register


def terms_of(telling: Telling) -> list[Term]:
    """Return the product's filter values, sorted."""
    bits: defaultdict[tuple[str, str], int] = defaultdict(int)
    for kind in list_facet_kinds():
        for value, variants in _values_of(kind, telling):
            member, own = ("", value) if isinstance(value, str) else value
            bits[f"{kind.field}{member}", own] |= variants
    return sorted(Term(field, value, mask) for (field, value), mask in bits.items())


def _values_of(kind: FacetKind, telling: Telling) -> Iterator[tuple[Value, int]]:
    """Yield the values of one kind with the variants that have them; a price is no term."""
    if kind.type is FacetType.RANGE:
        return
    if not kind.is_of_variants:
        for value in _of_products[kind.code](telling):
            yield value, ALL_VARIANTS
        return
    for index, variant in enumerate(telling.facts.variants):
        for value in _of_variants[kind.code](telling, variant):
            yield value, 1 << min(index, LAST_BIT)


@of_product(CATEGORY)
def _categories(telling: Telling) -> Iterator[str]:
    for lineage in telling.facts.lineages:
        yield from map(str, lineage)


@of_product(ON_SALE)
def _badges(telling: Telling) -> Iterable[str]:
    """All of them: what is new has to be found again when it is new no longer."""
    return telling.badges


@of_product(RATING)
def _ratings(telling: Telling) -> Iterable[str]:
    return stars_reached(telling.facts.rating)


@of_variant(AVAILABLE)
def _available(_telling: Telling, variant: VariantFacts) -> Iterator[str]:
    if variant.status != "out_of_stock":
        yield TRUE


@of_variant(DISCOUNT)
def _discount(telling: Telling, variant: VariantFacts) -> Iterator[str]:
    if (price := variant.prices.get(telling.currency)) is not None:
        reduced_by = largest_discount([price])
        yield from (percent for percent in PERCENTS if reduced_by >= int(percent))


@of_variant(SELLER)
def _seller(_telling: Telling, variant: VariantFacts) -> Iterator[str]:
    if variant.seller:
        yield variant.seller


@of_variant(ATTRIBUTE_PREFIX)
def _attributes(telling: Telling, variant: VariantFacts) -> Iterator[tuple[str, str]]:
    for attribute_id, values in variant.values.items():
        word = telling.vocabulary.attributes.get(attribute_id)
        if word is not None and word.is_term:
            for value in values:
                yield word.code, value.code


def stars_reached(rating: RatingRow) -> list[str]:
    """Return the numbers of stars that the rating has at least, as it is shown; none unreviewed."""
    if rating.shown is None:
        return []
    return [stars for stars in STARS if Decimal(rating.shown) >= int(stars)]


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
