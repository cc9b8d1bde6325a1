"""A document as Elasticsearch keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commerce.catalogue.registry import fields_of_products
from search.query.document import IndexDocument, IndexedVariant
from search.query.filters import facet_token

from .amounts import step_of, to_units
from .names import shop_of

Json = dict[str, Any]
Variant = tuple[frozenset[str], tuple[tuple[str, int], ...]]


def record_of(document: IndexDocument, channel: str) -> Json:
    """Return the document as one JSON object. Variants that are alike are kept once."""
    variants = _distinct(document)
    record = _numbers_of(document)
    record |= {
        "channel": channel,
        "shops": {shop_of(channel): _weighed(document)},
        "words": document.words,
        "codes": document.codes,
        "facets": _facets_of(document),
        "heads": document.heads,
        "price": _spans_of(document),
        "is_simple": len(variants) <= 1,
    }
    if len(variants) > 1:
        record["variants"] = [_variant_record(variant) for variant in variants]
    return record


def _weighed(document: IndexDocument) -> Json:
    """Return what is compared with other documents of the channel."""
    weighed: Json = {field.value: text for field, text in document.complete_texts().items()}
    return weighed if document.vector is None else {**weighed, "vector": document.vector}


def _numbers_of(document: IndexDocument) -> Json:
    numbers: Json = {
        "product_id": document.product_id,
        "checksum": document.checksum,
        "sort_name": document.sort_name,
        "appeal": document.appeal,
        "published_at": document.published_at,
        "is_featured": int(document.is_featured),
        "position": document.position,
        "sold": document.sold,
        "rating": document.rating,
        "discount": document.discount,
    }
    return numbers if document.margin is None else {**numbers, "margin": document.margin}


def _facets_of(document: IndexDocument) -> list[str]:
    of_variants = (token for variant in document.variants for token in variant.facets)
    return list(dict.fromkeys((*document.facets, *of_variants)))


def _spans_of(document: IndexDocument) -> Json:
    return {
        currency: {
            "minimum": to_units(low),
            "maximum": to_units(high),
            "step": step_of(to_units(low)),
        }
        for currency, (low, high) in document.prices.items()
    }


def _distinct(document: IndexDocument) -> list[Variant]:
    shared = _shared_by_all(document)
    found = (_key_of(variant, shared) for variant in document.variants)
    return list(dict.fromkeys(found))


def _shared_by_all(document: IndexDocument) -> frozenset[str]:
    """Return the facets that no variant has of its own: they belong to each of them."""
    own = {token for variant in document.variants for token in variant.facets}
    return frozenset(_of_variants(token for token in document.facets if token not in own))


def _key_of(variant: IndexedVariant, shared: frozenset[str]) -> Variant:
    amounts = sorted((currency, to_units(amount)) for currency, amount in variant.prices.items())
    return shared.union(_of_variants(variant.facets)), tuple(amounts)


def _of_variants(tokens: Iterable[str]) -> Iterable[str]:
    of_products = tuple(
        name if name.endswith(".") else facet_token(name, "") for name in fields_of_products()
    )
    return (token for token in tokens if not token.startswith(of_products))


def _variant_record(variant: Variant) -> Json:
    facets, amounts = variant
    return {"facets": sorted(facets), "price": dict(amounts)}
