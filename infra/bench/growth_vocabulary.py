"""The words of a grown catalogue in the database: categories, attributes, options and sellers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from commerce.core.codes import code_of
from commerce.exchange.rows import CategoryRow
from commerce.exchange.services import import_rows
from commerce.oscar.catalogue.models import (
    AttributeOption,
    AttributeOptionGroup,
    Category,
    ProductAttribute,
    ProductClass,
)
from commerce.oscar.partner.models import Partner
from infra.bench.growth_rows import BRANDS, Words
from infra.bench.growth_words import COLOURS, KINDS, STYLES

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

CLASS = "Grown goods"
SELLERS = ("Heron House", "Northern Supply", "The Old Mill", "Rook & Reed", "Harbour Goods")
AXES = ("colour", "size")


def ensure_sellers(channel: Channel) -> tuple[str, ...]:
    """Return the codes of the partners who sell what was grown; made when missing."""
    for name in SELLERS:
        Partner.objects.get_or_create(tenant=channel.tenant, code=code_of(name), name=name)
    return tuple(code_of(name) for name in SELLERS)


def ensure_words(channel: Channel) -> Words:
    """Return the keys of all categories, attributes and options; made when missing."""
    import_rows(rows=list(_categories()), channel=channel)
    product_class, _ = ProductClass.objects.get_or_create(
        tenant=channel.tenant, slug=code_of(CLASS), defaults={"name": CLASS}
    )
    attributes = {
        code: _ensure_attribute(product_class, code, position)
        for position, code in enumerate((*_choices(), "width"))
    }
    return Words(
        product_class=product_class.pk,
        attributes={code: attribute.pk for code, attribute in attributes.items()},
        options=_ensure_options(attributes),
        categories=_category_keys(channel),
    )


def _categories() -> Iterator[CategoryRow]:
    """Departments, kinds and kinds of one material: about four hundred."""
    for kind in KINDS:
        for material in kind.materials:
            narrow = f"{material} {kind.plural.lower()}"
            yield CategoryRow(path=(kind.department, kind.plural, narrow))


def _choices() -> dict[str, tuple[str, ...]]:
    """The options of each attribute that is a choice, by its code."""
    return {
        "colour": tuple(COLOURS),
        "size": tuple(dict.fromkeys(size for kind in KINDS for size in kind.sizes)),
        "material": tuple(dict.fromkeys(name for kind in KINDS for name in kind.materials)),
        "style": STYLES,
        "brand": BRANDS,
    }


def _ensure_attribute(product_class: ProductClass, code: str, position: int) -> ProductAttribute:
    is_choice = code != "width"
    group = None
    if is_choice:
        group, _ = AttributeOptionGroup.objects.get_or_create(
            tenant=product_class.tenant, code=f"grown-{code}", defaults={"name": code.title()}
        )
    found, _ = ProductAttribute.objects.get_or_create(
        product_class=product_class,
        code=code,
        defaults={
            "name": code.title(),
            "type": "option" if is_choice else "integer",
            "option_group": group,
            "unit": "" if is_choice else "cm",
            "is_facet": True,
            "is_variant_axis": code in AXES,
            "position": position,
        },
    )
    return found


def _ensure_options(attributes: dict[str, ProductAttribute]) -> dict[tuple[str, str], int]:
    AttributeOption.objects.bulk_create(
        (
            AttributeOption(
                group=attributes[code].option_group,
                option=label,
                code=code_of(label, limit=64),
                swatch=COLOURS.get(label, ""),
                position=position,
            )
            for code, labels in _choices().items()
            for position, label in enumerate(labels)
        ),
        ignore_conflicts=True,
    )
    codes = {attributes[code].option_group_id: code for code in _choices()}
    rows = AttributeOption.objects.filter(group__in=codes)
    return {
        (codes[group_id], label): pk
        for group_id, label, pk in rows.values_list("group_id", "option", "pk")
    }


def _category_keys(channel: Channel) -> dict[tuple[str, ...], int]:
    names: dict[str, tuple[str, ...]] = {}
    keys: dict[tuple[str, ...], int] = {}
    rows = Category.objects.filter(tenant=channel.tenant).order_by("path")
    for pk, path, name in rows.values_list("pk", "path", "name"):
        names[path] = (*names.get(path[: -Category.steplen], ()), name)
        keys[names[path]] = pk
    return keys
