"""The brands that products of a tenant have."""

from __future__ import annotations

from django.db.models import Q

from commerce.catalogue.documents.vocabulary import BRAND
from commerce.core.codes import code_of
from commerce.oscar.catalogue.models import ProductAttributeValue


def list_brands(*, tenant_id: int) -> list[str]:
    """Return the names of all brands in the tenant's own language, by name. One query."""
    rows = ProductAttributeValue.objects.filter(
        attribute__code=BRAND, attribute__product_class__tenant=tenant_id
    )
    named = rows.values_list("value_text", "value_option__option").distinct()
    return sorted({name for text, option in named if (name := option or text)})


def count_products_of_brand(*, tenant_id: int, name: str) -> int:
    """Return how many public products of the tenant have that brand. One query."""
    is_named = Q(value_text=name) | Q(value_option__option=name)
    rows = ProductAttributeValue.objects.filter(
        is_named,
        attribute__code=BRAND,
        attribute__product_class__tenant=tenant_id,
        product__is_public=True,
    )
    return rows.values("product").distinct().count()


def brand_code(name: str) -> str:
    """Return what lists are narrowed down to a brand by."""
    return code_of(name)
