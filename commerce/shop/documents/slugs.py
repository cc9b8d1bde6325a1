"""Addresses: one slug per product, channel and locale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils.text import slugify

from commerce.shop.models import ProductDocument

from .rows import ProductRow, TextRow

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# Keyed by locale, then by product.
Slugs = dict[str, dict[int, str]]


def wanted_slug(row: ProductRow, texts: Mapping[str, TextRow], locale: str) -> str:
    """Return the slug a product would like: its translation's, else one of its own name."""
    text = texts.get(locale)
    own = (text.slug or slugify(text.name, allow_unicode=True)) if text else ""
    return (own or row.slug or row.public_id.lower())[:255]


def assign_slugs(
    channel: Channel, products: Iterable[ProductRow], texts: Mapping[int, Mapping[str, TextRow]]
) -> Slugs:
    """Return a slug for each product in each locale of the channel that no other product has.

    Who has a slug keeps it; another product that wants it gets the end of its id appended. One
    query.
    """
    products = list(products)
    wanted = {
        (locale, product.id): wanted_slug(product, texts.get(product.id, {}), locale)
        for locale in channel.locales
        for product in products
    }
    owners = _owners(channel, set(wanted.values()))
    slugs: Slugs = {locale: {} for locale in channel.locales}
    for locale in channel.locales:
        for product in products:
            slug = wanted[locale, product.id]
            if owners.setdefault((locale, slug), product.id) != product.id:
                slug = with_suffix(slug, product.public_id)
            slugs[locale][product.id] = slug
    return slugs


def with_suffix(slug: str, public_id: str) -> str:
    """Return the slug made unique by the random end of the id."""
    return f"{slug}-{public_id[-6:].lower()}"


def _owners(channel: Channel, slugs: set[str]) -> dict[tuple[str, str], int]:
    rows = ProductDocument.objects.in_channel(channel).filter(slug__in=slugs)
    return {
        (locale, slug): product_id
        for locale, slug, product_id in rows.values_list("locale", "slug", "product_id")
    }
