"""Where something is that was found at an older address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.db.models import Case, QuerySet, Value, When

from commerce.catalogue.models import (
    CategoryAddress,
    CategoryDocument,
    ProductAddress,
    ProductDocument,
)

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def find_moved_product(*, channel: Channel, locale: str, slug: str) -> str | None:
    """Return the storefront path, without its language, of the product that once had that slug."""
    old = ProductAddress.objects.in_channel(channel)
    product_id = _owner(old, locale, slug, "product_id")
    documents = ProductDocument.objects.in_channel(channel).filter(product=product_id)
    return _path("products", documents.filter(locale=locale))


def find_moved_category(*, channel: Channel, locale: str, slug: str) -> str | None:
    """Return the storefront path, without its language, of the category that once had that slug."""
    old = CategoryAddress.objects.in_channel(channel)
    category_id = _owner(old, locale, slug, "category_id")
    documents = CategoryDocument.objects.in_channel(channel).filter(category=category_id)
    return _path("categories", documents.filter(locale=locale))


def _owner(addresses: QuerySet[Any], locale: str, slug: str, owner: str) -> int | None:
    """The requested locale's own addresses come first."""
    is_own = Case(When(locale=locale, then=Value(0)), default=Value(1))
    rows = addresses.filter(slug=slug).order_by(is_own, owner)
    found: int | None = rows.values_list(owner, flat=True).first()
    return found


def _path(folder: str, documents: QuerySet[Any]) -> str | None:
    slug = documents.values_list("slug", flat=True).first()
    return None if slug is None else f"/{folder}/{quote(slug, safe='')}"
