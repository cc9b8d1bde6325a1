"""Who sells a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from commerce.oscar.catalogue.models import Product
from commerce.oscar.partner.models import StockRecord
from commerce.tenancy.permissions import current_scope, everywhere

if TYPE_CHECKING:
    from collections.abc import Collection


def list_offers(product: Product) -> QuerySet[StockRecord]:
    """Return what the person at work may see of the stock of a product and its variants."""
    return StockRecord.objects.filter(Q(product=product) | Q(product__parent=product))


def is_shared(product: Product) -> bool:
    """Whether others than the seller at work sell the product, or a variant of its family."""
    root = product.parent_id or product.pk
    own = own_partner_ids()
    with everywhere():
        offers = StockRecord.objects.filter(Q(product=root) | Q(product__parent=root))
        return offers.exclude(partner__in=own).exists()


def without_shared(products: QuerySet[Product]) -> QuerySet[Product]:
    """Return those of the products that nobody but the seller at work sells."""
    own = own_partner_ids()
    others = StockRecord._base_manager.exclude(partner__in=own)
    return products.exclude(pk__in=others.values("product")).exclude(
        pk__in=others.exclude(product__parent=None).values("product__parent")
    )


def own_partner_ids() -> Collection[int]:
    """Return the partners that the person at work sells for; none for members of staff."""
    scope = current_scope()
    return (scope.partner_ids() if scope else None) or ()
