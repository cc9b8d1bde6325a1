"""Products that were found, as lists show them, with the variant that has what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from commerce.catalogue.registry import is_of_variants, kind_of_field

if TYPE_CHECKING:
    from search.query.filters import FacetFilter, PriceFilter

Json = dict[str, Any]


class Reason(NamedTuple):
    """Why a shopper's own history moved a product up: `kind` is "viewed" or "bought"."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class VariantFilter:
    """What was asked of the variants of a product; nothing, when it is empty."""

    facets: tuple[FacetFilter, ...]
    price: PriceFilter | None
    currency: str

    @classmethod
    def of(
        cls, filters: Iterable[FacetFilter], price: PriceFilter | None, currency: str
    ) -> VariantFilter:
        """Leave out what no variant has of its own in any product."""
        facets = tuple(facet for facet in filters if is_of_variants(facet.field))
        return cls(facets, price, currency)

    def __bool__(self) -> bool:
        return bool(self.facets) or self.price is not None

    def find_match(self, document: Json) -> Json | None:
        """Return the variant that has everything: the cheapest of those that can be bought.

        None when there is none, and when nothing is asked that this product's variants differ in: its
        brand says nothing about a colour.
        """
        asked = self._asked_of(document)
        if not asked and self.price is None:
            return None
        found = [variant for variant in document["variants"] if self._accepts(variant, asked)]
        if not found:
            return None
        best = min(found, key=self._preference)
        amounts = {self._amount(variant) for variant in found}
        return {**self._match(best, document["images"]), "is_from": len(amounts) > 1}

    def _asked_of(self, document: Json) -> list[FacetFilter]:
        """Return what is asked of something that some variant of the product tells."""
        variants = document["variants"]
        return [
            facet
            for facet in self.facets
            if any(_told(variant, facet) is not None for variant in variants)
        ]

    def _accepts(self, variant: Json, asked: Sequence[FacetFilter]) -> bool:
        return (
            self.currency in variant["prices"]
            and all(_told(variant, facet) in facet.values for facet in asked)
            and self._is_affordable(variant["prices"][self.currency])
        )

    def _preference(self, variant: Json) -> tuple[bool, Decimal]:
        return not variant["availability"]["is_available"], self._amount(variant)

    def _amount(self, variant: Json) -> Decimal:
        return Decimal(variant["prices"][self.currency]["price"]["amount"])

    def _is_affordable(self, price: Json) -> bool:
        if self.price is None:
            return True
        amount = Decimal(price["price"]["amount"])
        low, high = self.price.minimum, self.price.maximum
        return (low is None or low <= amount) and (high is None or amount <= high)

    def _match(self, variant: Json, images: Sequence[Json]) -> Json:
        price = variant["prices"][self.currency]
        wanted = next(iter(variant["image_ids"]), None)
        return {
            "variant_id": variant["id"],
            "options": variant["options"],
            "image": next((image for image in images if image["id"] == wanted), None),
            "price": price["price"],
            "compare_at": price["compare_at"],
            "lowest_30_days": price.get("lowest_30_days"),
            "availability": variant["availability"],
        }


def write_hits(
    product_ids: Iterable[int],
    documents: Mapping[int, tuple[str, str]],
    *,
    variants: VariantFilter,
    reasons: Mapping[int, Reason],
) -> list[str]:
    """Return each product as one JSON text, in the given order, without those no longer shown."""
    return [
        _hit(*documents[product_id], variants, reasons.get(product_id))
        for product_id in product_ids
        if product_id in documents
    ]


def _hit(card: str, body: str, variants: VariantFilter, reason: Reason | None) -> str:
    """Put members behind those of the card, which is read only where variants have to be told apart."""
    match = variants.find_match(orjson.loads(card) | orjson.loads(body)) if variants else None
    because = None if reason is None else reason._asdict()
    added = orjson.dumps({"match": match, "because": because}).decode()
    return f"{card[:-1]},{added[1:]}"


def _told(variant: Json, facet: FacetFilter) -> str | None:
    kind = kind_of_field(facet.field)
    return (
        None if kind is None or kind.of_variant is None else kind.of_variant(variant, facet.field)
    )
