"""Reads of what an import meets in the catalogue, and of imports that were begun."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from commerce.exchange.enums import ImportStatus
from commerce.exchange.models import ImportRun
from commerce.oscar.catalogue.models import Product, ProductAttribute
from commerce.oscar.partner.models import StockRecord

if TYPE_CHECKING:
    from django.db.models import QuerySet


def find_products(*, tenant_id: int, skus: Collection[str]) -> dict[str, Product]:
    """Return the products and variants of a tenant by SKU, in two queries.

    One that was made by hand has the SKU in its stock record only.
    """
    products = Product.objects.filter(tenant=tenant_id)
    found = {product.code: product for product in products.filter(code__in=skus)}
    stocked = (
        StockRecord.objects.filter(partner__tenant=tenant_id, partner_sku__in=skus)
        .exclude(product__code__in=skus)
        .select_related("product")
    )
    return {record.partner_sku: record.product for record in stocked} | found


def list_running(*, pk: int) -> QuerySet[ImportRun]:
    """Return the run of that key while it has not ended."""
    return ImportRun.objects.filter(pk=pk, status=ImportStatus.RUNNING)


def list_attribute_types(*, tenant_id: int) -> dict[tuple[str, str], str]:
    """Return the types of a tenant's attributes by the name of their class and their code."""
    rows = ProductAttribute.objects.filter(product_class__tenant=tenant_id)
    return {
        (name, code): type_
        for name, code, type_ in rows.values_list("product_class__name", "code", "type")
    }


def list_barcodes(*, tenant_id: int, barcodes: Collection[str]) -> dict[str, int]:
    """Return the keys of the tenant's products that have these barcodes."""
    rows = Product.objects.filter(tenant=tenant_id, upc__in=barcodes) if barcodes else ()
    return {row.upc: row.pk for row in rows}


def list_allocated(*, tenant_id: int, skus: Collection[str]) -> dict[str, int]:
    """Return how many are promised to orders, by SKU, in the stock an import writes."""
    rows = StockRecord.objects.filter(partner__tenant=tenant_id, partner_sku__in=skus)
    # The tenant's first partner is the one whose stock imports bring up to date.
    return {row.partner_sku: row.num_allocated or 0 for row in rows.order_by("-partner_id")}
