"""A product for whoever writes about it: its texts as they are stored, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.catalogue.models import (
    AttributeOptionTranslation,
    AttributeTranslation,
    CategoryTranslation,
    ProductClassTranslation,
    ProductTranslation,
)
from commerce.oscar.catalogue.models import Category, Product, ProductAttributeValue
from commerce.tenancy.selectors import list_channels

if TYPE_CHECKING:
    from commerce.oscar.catalogue.models import ProductImage

# The base texts stand in Oscar's columns.
BASE_COLUMNS: Final[Mapping[str, str]] = ProductTranslation.base_columns


def find_writable_product(*, pk: int) -> Product | None:
    """Return a product of the shop at work that has texts of its own; variants have their parent's."""
    rows = Product.objects.exclude(structure=Product.CHILD).select_related("product_class")
    found: Product | None = rows.filter(pk=pk).first()
    return found


def list_text_locales(*, tenant_id: int) -> list[str]:
    """Return the languages that texts are written in: the base one, and those of the channels."""
    found = {settings.LANGUAGE_CODE: None}
    for channel in list_channels().filter(tenant=tenant_id):
        found |= dict.fromkeys(channel.locales)
    return list(found)


def read_product_texts(*, product: Product, locale: str) -> dict[str, str]:
    """Return the texts as they are stored in that language, none of another in their place."""
    if locale == settings.LANGUAGE_CODE:
        return {name: getattr(product, column) or "" for name, column in BASE_COLUMNS.items()}
    row = ProductTranslation.objects.filter(product=product, locale=locale).first()
    return {name: getattr(row, name, "") for name in BASE_COLUMNS}


def lock_product(*, pk: int) -> Product | None:
    """Return the product as it is now, locked, if there is one yet."""
    rows = Product.objects.select_for_update(of=("self",)).select_related("product_class")
    found: Product | None = rows.filter(pk=pk).first()
    return found


def list_product_images(*, product: Product) -> list[ProductImage]:
    """Return the pictures of a product and its variants, in their order."""
    return [
        image
        for owner in (product, *product.children.order_by("pk"))
        for image in owner.images.order_by("display_order", "pk")
    ]


def list_product_facts(*, product: Product, locale: str) -> list[tuple[str, str]]:
    """Return what is known of a product beside its texts, as name and value in that language.

    Its kind, its categories, its attributes, and what its variants differ in. Some ten queries.
    """
    with translation.override(locale):
        return [
            each
            for each in (
                (_("Product type"), _class_name(product, locale)),
                *_categories(product, locale),
                *_attributes(product, locale),
            )
            if each[1]
        ]


def _class_name(product: Product, locale: str) -> str:
    kind = product.product_class
    if kind is None:
        return ""
    said = ProductClassTranslation.objects.filter(product_class=kind, locale=locale).first()
    return said.name if said and said.name else str(kind.name)


def _categories(product: Product, locale: str) -> Iterator[tuple[str, str]]:
    for category in product.categories.order_by("path"):
        line: list[Category] = [*category.get_ancestors(), category]
        said = _told(CategoryTranslation, "category", [each.pk for each in line], locale, "name")
        yield _("Category"), " › ".join(said.get(each.pk) or each.name for each in line)


def _attributes(product: Product, locale: str) -> list[tuple[str, str]]:
    """Each attribute once, with all values that the product or its variants have."""
    rows = list(
        ProductAttributeValue.objects.filter(product__in=[product, *product.children.all()])
        .select_related("attribute", "value_option")
        .prefetch_related("value_multi_option")
        .order_by("attribute__position", "attribute__code", "pk")
    )
    names = _told(
        AttributeTranslation, "attribute", {row.attribute_id for row in rows}, locale, "name"
    )
    options = {option.pk: option.option for row in rows for option in _options(row)}
    labels = _told(AttributeOptionTranslation, "option", options, locale, "label")
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        key = (names.get(row.attribute_id) or row.attribute.name, row.attribute.unit)
        for value in _values(row, labels):
            found.setdefault(key, {})[value] = None
    return [(name, f"{', '.join(values)} {unit}".strip()) for (name, unit), values in found.items()]


def _values(row: ProductAttributeValue, labels: Mapping[int, str]) -> list[str]:
    if options := _options(row):
        return [labels.get(option.pk) or option.option for option in options]
    if row.attribute.type in ("file", "image", "entity"):
        return []
    if row.attribute.type == "float" and row.value_float is not None:
        return [f"{row.value_float:g}"]
    text = " ".join(str(row.value_as_text or "").split())
    return [text] if text else []


def _options(row: ProductAttributeValue) -> list[Any]:
    if row.attribute.type == "multi_option":
        return list(row.value_multi_option.all())
    return [row.value_option] if row.value_option is not None else []


def _told(model: Any, owner: str, keys: Any, locale: str, name: str) -> dict[int, str]:
    rows = model.objects.filter(**{f"{owner}__in": list(keys), "locale": locale})
    return dict(rows.values_list(f"{owner}_id", name))
