"""Products that were found, as lists show them, with the variant that has what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from search.query.filters import ATTRIBUTE_PREFIX, AVAILABLE, SELLER, VARIANT_FIELDS

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
        """Leave out what all variants of a product have alike."""
        facets = tuple(facet for facet in filters if _is_of_variants(facet.field))
        return cls(facets, price, currency)

    def __bool__(self) -> bool:
        return bool(self.facets) or self.price is not None

    def find_match(self, document: Json) -> Json | None:
        """Return the first variant that has everything; None when there is none, or no price."""
        for variant in document["variants"]:
            if self._accepts(variant):
                return self._match(variant, document["images"])
        return None

    def _accepts(self, variant: Json) -> bool:
        return (
            self.currency in variant["prices"]
            and all(_has(variant, facet) for facet in self.facets)
            and self._is_affordable(variant["prices"][self.currency])
        )

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
    """Put members behind those of the card, which is not read for it."""
    match = variants.find_match(orjson.loads(body)) if variants else None
    because = None if reason is None else reason._asdict()
    added = orjson.dumps({"match": match, "because": because}).decode()
    return f"{card[:-1]},{added[1:]}"


def _is_of_variants(field: str) -> bool:
    return field in VARIANT_FIELDS or field.startswith(ATTRIBUTE_PREFIX)


def _has(variant: Json, facet: FacetFilter) -> bool:
    """What a document does not tell of its variants does not choose between them."""
    if facet.field == AVAILABLE:
        return bool(variant["availability"]["is_available"])
    if facet.field == SELLER:
        return True
    own = variant["options"].get(facet.field.removeprefix(ATTRIBUTE_PREFIX))
    return own is None or own in facet.values
