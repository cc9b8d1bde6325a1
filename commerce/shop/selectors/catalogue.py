"""Reads of the catalogue behind the documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models.functions import Coalesce

from commerce.oscar.catalogue.models import Product


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


def list_root_ids(*, tenant_id: int) -> list[int]:
    """Return the ids of all standalone products and parents of a tenant, in order."""
    rows = Product.objects.filter(tenant=tenant_id, parent=None).order_by("pk")
    return list(rows.values_list("pk", flat=True))
