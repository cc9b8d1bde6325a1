"""Products and categories that others show by their key: on pages, in menus, in banners."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from commerce.catalogue.models import CategoryDocument, ProductDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commerce.tenancy.models import Channel


class ShownProduct(NamedTuple):
    """A product that the channel sells; `card` is JSON text."""

    slug: str
    card: str


class ShownCategory(NamedTuple):
    """A category that shoppers may see; `body` is JSON text."""

    slug: str
    name: str
    body: str


def find_products(
    *, channel: Channel, locale: str, product_ids: Iterable[int]
) -> dict[int, ShownProduct]:
    """Return the products that can be shown, by key; the others are missing. One query."""
    rows = ProductDocument.objects.in_channel(channel).filter(
        locale=locale, product_id__in=list(product_ids)
    )
    columns = rows.values_list("product_id", "slug", "card")
    return {product_id: ShownProduct(slug, card) for product_id, slug, card in columns}


def find_categories(
    *, channel: Channel, locale: str, category_ids: Iterable[int]
) -> dict[int, ShownCategory]:
    """Return the categories that can be shown, by key; the others are missing. One query."""
    rows = CategoryDocument.objects.in_channel(channel).filter(
        locale=locale, category_id__in=list(category_ids)
    )
    columns = rows.values_list("category_id", "slug", "name", "body")
    return {
        category_id: ShownCategory(slug, name, body) for category_id, slug, name, body in columns
    }
