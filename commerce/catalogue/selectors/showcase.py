"""Products and categories that others show by their key: on pages, in menus, in banners."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from commerce.catalogue.models import CategoryDocument, ProductDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commerce.tenancy.models import Channel


class ShownProduct(NamedTuple):
    """A product that the channel sells; `card` and, if it was asked for, `body` are JSON text."""

    slug: str
    card: str
    body: str = "{}"


class ShownCategory(NamedTuple):
    """A category that shoppers may see; `body` is JSON text."""

    slug: str
    name: str
    body: str


def find_products(
    *, channel: Channel, locale: str, product_ids: Iterable[int], has_body: bool = False
) -> dict[int, ShownProduct]:
    """Return the products that can be shown, by key; the others are missing. One query.

    `has_body` reads what product pages say beside what lists say, too.
    """
    rows = ProductDocument.objects.in_channel(channel).filter(
        locale=locale, product_id__in=list(product_ids)
    )
    names = ("product_id", "slug", "card", "body") if has_body else ("product_id", "slug", "card")
    return {product_id: ShownProduct(*parts) for product_id, *parts in rows.values_list(*names)}


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
