"""The words documents are made of: product types, attributes, options and categories of a tenant."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from commerce.catalogue.models import (
    AttributeOptionTranslation,
    AttributeTranslation,
    CategoryDocument,
    ProductClassTranslation,
)
from commerce.core.codes import code_of
from commerce.oscar.catalogue.models import (
    AttributeOption,
    Category,
    ProductAttribute,
    ProductClass,
)

from .texts import Text
from .values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel


BRAND = "brand"


class ClassWord(NamedTuple):
    code: str
    name: Text
    is_stock_tracked: bool


class AttributeWord(NamedTuple):
    id: int
    code: str
    name: Text
    type: str
    unit: str | None
    is_axis: bool
    is_facet: bool
    rank: int

    @property
    def is_term(self) -> bool:
        """True when products can be found by its values, whether or not a filter offers them."""
        return self.is_facet or self.is_axis or self.code == BRAND


class CategoryWord(NamedTuple):
    """A category's name and slug in one channel and locale."""

    slug: str
    name: str


@dataclass(frozen=True)
class Vocabulary:
    """Everything a batch of products needs to know about its tenant's catalogue.

    `lineage` lists, for each category that shoppers may see, its ancestors and itself from the
    root down. `categories` is keyed by channel, locale and category.
    """

    classes: dict[int, ClassWord]
    attributes: dict[int, AttributeWord]
    options: dict[int, Value]
    lineage: dict[int, tuple[int, ...]]
    categories: dict[tuple[int, str, int], CategoryWord]


def load_vocabulary(tenant_id: int, channels: Sequence[Channel]) -> Vocabulary:
    """Read the vocabulary of a tenant for these channels. The number of queries is fixed."""
    return Vocabulary(
        classes=_classes(tenant_id),
        attributes=_attributes(tenant_id),
        options=_options(tenant_id),
        lineage=visible_lineage(tenant_id),
        categories={
            (channel.pk, locale, category_id): CategoryWord(slug, name)
            for channel in channels
            for locale, category_id, slug, name in CategoryDocument.objects.in_channel(
                channel
            ).values_list("locale", "category_id", "slug", "name")
        },
    )


def visible_lineage(tenant_id: int) -> dict[int, tuple[int, ...]]:
    """Return for each visible category the ids from its root down to itself, in tree order."""
    by_path: dict[str, int] = {}
    lineage: dict[int, tuple[int, ...]] = {}
    rows = Category.objects.filter(tenant_id=tenant_id).order_by("path")
    for pk, path, is_public in rows.values_list("pk", "path", "is_public"):
        parent_path = path[: -Category.steplen]
        if is_public and (not parent_path or parent_path in by_path):
            by_path[path] = pk
            lineage[pk] = (*lineage.get(by_path.get(parent_path, 0), ()), pk)
    return lineage


def _translated(rows: QuerySet[Any], owner: str, field: str) -> dict[int, dict[str, str]]:
    texts: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for owner_id, locale, text in rows.values_list(owner, "locale", field):
        texts[owner_id][locale] = text
    return texts


def _classes(tenant_id: int) -> dict[int, ClassWord]:
    names = _translated(
        ProductClassTranslation.objects.filter(product_class__tenant_id=tenant_id),
        "product_class_id",
        "name",
    )
    rows = ProductClass.objects.filter(tenant_id=tenant_id)
    return {
        pk: ClassWord(slug, Text(name, names.get(pk, {})), track_stock)
        for pk, slug, name, track_stock in rows.values_list("pk", "slug", "name", "track_stock")
    }


def _attributes(tenant_id: int) -> dict[int, AttributeWord]:
    names = _translated(
        AttributeTranslation.objects.filter(attribute__product_class__tenant_id=tenant_id),
        "attribute_id",
        "name",
    )
    rows = ProductAttribute.objects.filter(product_class__tenant_id=tenant_id).order_by(
        "position", "code", "pk"
    )
    columns = ("pk", "code", "name", "type", "unit", "is_variant_axis", "is_facet")
    return {
        pk: AttributeWord(
            pk, code, Text(name, names.get(pk, {})), type_, unit or None, is_axis, is_facet, rank
        )
        for rank, (pk, code, name, type_, unit, is_axis, is_facet) in enumerate(
            rows.values_list(*columns)
        )
    }


def _options(tenant_id: int) -> dict[int, Value]:
    labels = _translated(
        AttributeOptionTranslation.objects.filter(option__group__tenant_id=tenant_id),
        "option_id",
        "label",
    )
    rows = AttributeOption.objects.filter(group__tenant_id=tenant_id).order_by("position", "option")
    return {
        pk: Value(code or code_of(option), Text(option, labels.get(pk, {})), swatch or None, rank)
        for rank, (pk, code, option, swatch) in enumerate(
            rows.values_list("pk", "code", "option", "swatch")
        )
    }
