"""Products and categories that others show by their key: on pages, in menus, in banners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast

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


def find_products_and_categories(
    *,
    channel: Channel,
    locale: str,
    product_ids: Iterable[int],
    category_ids: Iterable[int],
    has_body: bool = False,
) -> tuple[dict[int, ShownProduct], dict[int, ShownCategory]]:
    """Return what `find_products` and `find_categories` return, together in one query at most."""
    products, categories = list(product_ids), list(category_ids)
    if not products or not categories:
        return (
            find_products(channel=channel, locale=locale, product_ids=products, has_body=has_body),
            find_categories(channel=channel, locale=locale, category_ids=categories),
        )
    body = F("body") if has_body else Value("{}", output_field=TextField())
    goods = ProductDocument.objects.in_channel(channel).filter(product_id__in=products)
    rooms = CategoryDocument.objects.in_channel(channel).filter(category_id__in=categories)
    rows = _columns(goods, locale, "product_id", "card", body).union(
        _columns(rooms, locale, "category_id", "body", Cast("name", TextField())), all=True
    )
    found = [*rows]
    return (
        {key: ShownProduct(*parts) for kind, key, *parts in found if kind == "product_id"},
        {
            key: ShownCategory(slug, name, text)
            for kind, key, slug, text, name in found
            if kind == "category_id"
        },
    )


def _columns(rows: Any, locale: str, key: str, text: str, other: Any) -> Any:
    """The same columns of both kinds; the first one tells the kind."""
    kind = Value(key, output_field=CharField())
    told = rows.filter(locale=locale).order_by()
    return told.values_list(kind, F(key), F("slug"), F(text), other)
