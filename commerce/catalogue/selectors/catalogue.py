"""Reads of the catalogue behind the documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.db.models.functions import Coalesce

from commerce.catalogue.models import ProductEntry
from commerce.catalogue.registry import BADGE, CATEGORY
from commerce.oscar.catalogue.models import Category, Product
from commerce.oscar.order.models import Line
from commerce.tenancy.selectors import list_channels

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def roots_by_tenant(product_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the standalone products and parents that these products belong to, by tenant."""
    rows = (
        Product.objects.filter(pk__in=list(product_ids))
        .annotate(root_id=Coalesce("parent_id", "pk"))
        .order_by("root_id")
        .values_list("tenant_id", "root_id")
        .distinct()
    )
    roots: defaultdict[int, list[int]] = defaultdict(list)
    for tenant_id, root_id in rows:
        roots[tenant_id].append(root_id)
    return roots


def list_root_ids(*, tenant_id: int, product_class_id: int | None = None) -> list[int]:
    """Return the ids of a tenant's standalone products and parents, of one type or all, in order."""
    rows = Product.objects.filter(tenant=tenant_id, parent=None).order_by("pk")
    if product_class_id is not None:
        rows = rows.filter(product_class=product_class_id)
    return list(rows.values_list("pk", flat=True))


def list_root_ids_in_category(*, tenant_id: int, category_id: int) -> list[int]:
    """Return the products in or below a category, and those whose documents still say so."""
    category = Category.objects.filter(tenant=tenant_id, pk=category_id).first()
    below = Category.get_tree(category) if category else Category.objects.none()
    inside = Product.objects.filter(tenant=tenant_id, categories__in=below)
    ids = set(inside.values_list("pk", flat=True))
    for channel in list_channels().filter(tenant=tenant_id):
        said = ProductEntry.objects.in_channel(channel).filter(
            terms__field=CATEGORY, terms__value=str(category_id)
        )
        ids.update(said.values_list("product_id", flat=True))
    return sorted(ids)


def list_aged_product_ids(*, channel: Channel, published_before: datetime) -> list[int]:
    """Return the products that documents call new although they were published before then."""
    entries = ProductEntry.objects.in_channel(channel).filter(
        terms__field=BADGE, terms__value="new", published_at__lte=published_before
    )
    return list(entries.order_by("product_id").values_list("product_id", flat=True))


def count_sold(*, channel: Channel) -> dict[int, int]:
    """Return how many pieces each product sold in the channel, its variants included."""
    rows = (
        Line.objects.filter(order__channel=channel, product__isnull=False)
        .exclude(order__status="cancelled")
        .values_list(Coalesce("product__parent_id", "product_id"))
        .annotate(Sum("quantity"))
        .order_by()
    )
    return dict(rows)
