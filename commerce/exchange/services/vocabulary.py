"""The words products are described with: classes, attributes, options and categories.

A tenant's vocabulary is small, so it is kept in memory while an import runs; words that are
missing are made when they are first used.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from commerce.catalogue.services.bulk import Subject, write_translations
from commerce.core.codes import code_of, distinct_code
from commerce.exchange.enums import AttributeKind
from commerce.exchange.reports import ImportReport, Outcome
from commerce.exchange.rows import (
    AttributeRow,
    AttributeValueRow,
    CategoryRow,
    DefinitionRow,
    LabelRow,
    OptionRow,
    ProductClassRow,
    ProductRow,
)
from commerce.oscar.catalogue.models import (
    AttributeOption,
    AttributeOptionGroup,
    ProductAttribute,
    ProductClass,
)

from .categories import CategoryTree

BRAND = AttributeRow(
    code="brand",
    name="Brand",
    kind=AttributeKind.OPTION,
    is_facet=True,
    labels=(
        LabelRow(locale="de", text="Marke"),
        LabelRow(locale="fr", text="Marque"),
        LabelRow(locale="ar", text="العلامة التجارية"),
    ),
)


CODE_LENGTH = 64
_SPACE = re.compile(r"[\s_]+")
_HYPHEN = re.compile(r"(?<=.) ?- ?(?!\d|$)")
_WORD = re.compile(r"[^\W\d_]{2}")


def label_key(label: str) -> str:
    """What makes two labels the same option: case, and spaces or hyphens between words, do not matter.

    Every other sign does: A, A+ and A- are three options, as are 3/4, 34, 3-4 and ¾.
    """
    text = unicodedata.normalize("NFC", label).casefold()
    return _HYPHEN.sub(" ", _SPACE.sub(" ", text).strip())


def is_code_of(text: str, *, code: str, label: str) -> bool:
    """Whether a cell that is no label gives the option by its code.

    A code that was only made from the label is taken when it has a word in it: the cell "3-4" is
    another value than the option "3/4", whose code it happens to be.
    """
    made = re.escape(code_of(label, limit=CODE_LENGTH - 6))
    is_made_of_label = re.fullmatch(rf"{made}(-\d+)?", code) is not None
    return text == code and (not is_made_of_label or bool(_WORD.search(code)))


@dataclass
class Vocabulary:
    """A tenant's words, and those that rows declare.

    `is_reworded` tells whether documents of products beyond the imported ones are out of
    date.
    """

    tenant_id: int
    report: ImportReport
    categories: CategoryTree
    is_reworded: bool = False
    _declared: dict[str, AttributeRow] = field(default_factory=lambda: {BRAND.code: BRAND})
    _declared_options: dict[str, dict[str, OptionRow]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _classes: dict[str, ProductClass] = field(default_factory=dict)
    _attributes: dict[tuple[int, str], ProductAttribute] = field(default_factory=dict)
    _groups: dict[str, AttributeOptionGroup] = field(default_factory=dict)
    _options: dict[tuple[int, str], AttributeOption] = field(default_factory=dict)
    _labels: dict[tuple[int, str], AttributeOption] = field(default_factory=dict)
    _settled: set[tuple[str, ...]] = field(default_factory=set)

    def load(self) -> None:
        """Read what the tenant has already."""
        classes = ProductClass.objects.filter(tenant=self.tenant_id)
        self._classes = {row.name: row for row in classes}
        attributes = ProductAttribute.objects.filter(product_class__tenant=self.tenant_id)
        self._attributes = {(row.product_class_id, row.code): row for row in attributes}
        groups = AttributeOptionGroup.objects.filter(tenant=self.tenant_id).exclude(code=None)
        self._groups = {row.code: row for row in groups}
        options = AttributeOption.objects.filter(group__tenant=self.tenant_id)
        for row in options:
            self._remember(row)

    def declare(self, row: DefinitionRow) -> None:
        """Take note of a definition; attributes and options are written when they are used."""
        match row:
            case AttributeRow():
                self._declared[row.code] = row
            case OptionRow():
                self._declared_options[row.attribute][label_key(row.label)] = row
            case ProductClassRow():
                self._settle_class(row)
            case CategoryRow():
                self.categories.settle(row)

    def is_declared(self, code: str) -> bool:
        """Whether the source speaks about the attribute, so that it decides about all its values."""
        return self._declared.get(code, BRAND) is not BRAND

    def attribute_codes(self) -> dict[int, str]:
        """The codes of all attributes by key."""
        return {row.pk: code for (_class_id, code), row in self._attributes.items()}

    def product_class(self, name: str) -> ProductClass:
        return self._classes.get(name) or self._settle_class(ProductClassRow(name=name))

    def attribute(self, product_class: ProductClass, code: str) -> ProductAttribute:
        """The attribute of that class, brought to its declaration the first time it is asked for."""
        found = self._attributes.get((product_class.pk, code))
        if found is not None and ("attribute", str(product_class.pk), code) in self._settled:
            return found
        return self._settle_attribute(product_class, self._declared[code])

    def option(self, attribute: ProductAttribute, text: str) -> AttributeOption:
        """The option that a cell gives by its label or its code; made when there is none."""
        return self._find_option(attribute.option_group_id, text) or self._settle_option(
            attribute.option_group, OptionRow(attribute=attribute.code, label=text)
        )

    def prepare(self, rows: Iterable[ProductRow]) -> None:
        """Make every word that these products use."""
        for row in rows:
            product_class = self.product_class(row.product_class)
            for path in row.categories:
                self.categories.find_or_make(path)
            for value in values_of(row):
                attribute = self.attribute(product_class, value.code)
                if attribute.type == AttributeKind.OPTION:
                    self.option(attribute, str(value.value))

    def _find_option(self, group_id: int, text: str) -> AttributeOption | None:
        by_label = self._labels.get((group_id, label_key(text)))
        by_code = self._options.get((group_id, text))
        if by_label or by_code is None:
            return by_label
        return by_code if is_code_of(text, code=text, label=by_code.option) else None

    def _remember(self, option: AttributeOption) -> None:
        if option.code:
            self._options[option.group_id, option.code] = option
        self._labels[option.group_id, label_key(option.option)] = option

    def _settle_class(self, row: ProductClassRow) -> ProductClass:
        wanted = {"requires_shipping": row.is_shipped, "track_stock": row.is_stock_tracked}
        found = self._classes.get(row.name)
        if found is None:
            found = ProductClass(tenant_id=self.tenant_id, name=row.name)
        self._save("product class", found, wanted)
        self._classes[row.name] = found
        self._label("product_class", found.pk, row.labels, "name")
        return found

    def _settle_attribute(self, product_class: ProductClass, row: AttributeRow) -> ProductAttribute:
        found = self._attributes.get((product_class.pk, row.code))
        if found is None:
            found = ProductAttribute(
                product_class=product_class, code=row.code, type=row.kind.value
            )
        wanted = {
            "name": row.name,
            "unit": row.unit,
            "is_variant_axis": row.is_axis,
            "is_facet": row.is_facet,
            "position": list(self._declared).index(row.code),
        }
        if row.kind == AttributeKind.OPTION:
            wanted["option_group"] = found.option_group or self._group(row)
        self._save("attribute", found, wanted)
        self._attributes[product_class.pk, row.code] = found
        self._settled.add(("attribute", str(product_class.pk), row.code))
        self._label("attribute", found.pk, row.labels, "name")
        if found.option_group is not None:
            self._settle_options(found)
        return found

    def _group(self, row: AttributeRow) -> AttributeOptionGroup:
        found = self._groups.get(row.code)
        if found is None:
            found = AttributeOptionGroup.objects.create(
                tenant_id=self.tenant_id, code=row.code, name=row.name
            )
            self._groups[row.code] = found
        return found

    def _settle_options(self, attribute: ProductAttribute) -> None:
        if ("options", attribute.code) in self._settled:
            return
        self._settled.add(("options", attribute.code))
        for position, row in enumerate(self._declared_options[attribute.code].values()):
            self._settle_option(attribute.option_group, row, position)

    def _settle_option(
        self, group: AttributeOptionGroup, row: OptionRow, position: int | None = None
    ) -> AttributeOption:
        """Bring the option with that code, else the one with that label, to its definition."""
        by_label = self._labels.get((group.pk, label_key(row.label)))
        found = self._options.get((group.pk, row.code)) or by_label
        codes = {code for group_id, code in self._options if group_id == group.pk}
        if found is None:
            code = row.code or distinct_code(row.label, taken=codes, limit=CODE_LENGTH)
            found = AttributeOption(group=group, code=code)
        wanted = {"option": row.label, "swatch": row.swatch}
        self._save(
            "option", found, wanted | {"position": len(codes) if position is None else position}
        )
        self._remember(found)
        self._label("option", found.pk, row.labels, "label")
        return found

    def _label(
        self, subject: Subject, pk: int, labels: Iterable[LabelRow], field_name: str
    ) -> None:
        texts = {label.locale: {field_name: label.text} for label in labels}
        if texts and write_translations(subject=subject, texts={pk: texts}).changed:
            self.is_reworded = True

    def _save(self, kind: str, row: Any, wanted: dict[str, Any]) -> bool:
        """Save the row if it is new or lacks a wanted value; tell whether it was."""
        different = [
            name for name, value in wanted.items() if (getattr(row, name) or "") != (value or "")
        ]
        if row.pk is not None and not different:
            self.report.count(kind, Outcome.UNCHANGED)
            return False
        self.report.count(kind, Outcome.CREATED if row.pk is None else Outcome.CHANGED)
        self.is_reworded |= row.pk is not None
        for name in different:
            setattr(row, name, wanted[name])
        row.save()
        return True


def values_of(row: ProductRow) -> Iterable[AttributeValueRow]:
    """All attribute values of a product and its variants, the brand too."""
    yield from product_values(row)
    for variant in row.variants:
        yield from variant.attributes


def product_values(row: ProductRow) -> Iterable[AttributeValueRow]:
    """The attribute values of the product itself, the brand too."""
    yield from row.attributes
    if row.brand:
        yield AttributeValueRow(BRAND.code, row.brand)
