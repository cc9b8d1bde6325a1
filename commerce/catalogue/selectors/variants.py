"""In what the variants of a product differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commerce.oscar.catalogue.models import Product, ProductAttribute


def find_twin(variant: Product, values: Mapping[str, Any]) -> Product | None:
    """Return another variant of the same parent with these options, if there is one.

    `values` are by name of the form's fields, such as `attr_colour`. Compared are the attributes
    that a shopper chooses by; where none is marked as such, all choices. The parent stays locked,
    so that two forms cannot make the same variant at once.
    """
    axes = _axes(variant.parent)
    if not axes:
        return None
    Product._base_manager.select_for_update().get(pk=variant.parent_id)
    wanted = [_key(values.get(f"attr_{axis.code}")) for axis in axes]
    siblings = Product._base_manager.filter(parent=variant.parent_id).exclude(pk=variant.pk)
    for sibling in siblings.prefetch_related("attribute_values"):
        known = {row.attribute_id: _key(row.value) for row in sibling.attribute_values.all()}
        if [known.get(axis.pk) for axis in axes] == wanted:
            return sibling
    return None


def _axes(parent: Product) -> list[ProductAttribute]:
    choices = [row for row in parent.get_product_class().attributes.all() if row.type == "option"]
    return [row for row in choices if row.is_variant_axis] or choices


def _key(value: Any) -> int | None:
    return None if value is None else value.pk
