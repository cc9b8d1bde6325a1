"""Judging rows against what the catalogue holds already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from commerce.exchange.rows import AttributeRow, ProductRow, Row, RowError, UnitRow
from commerce.exchange.selectors import (
    find_products,
    list_allocated,
    list_attribute_types,
    list_barcodes,
)
from commerce.oscar.catalogue.models import Product

from .products import CHILD, PARENT, STANDALONE
from .vocabulary import values_of


@dataclass
class ConflictFinder:
    """Finds rows that would turn an existing product into something else. Four queries a batch."""

    tenant_id: int
    _types: dict[tuple[str, str], str] | None = None
    _declared: dict[str, AttributeRow] = field(default_factory=dict)

    def note(self, row: Row) -> None:
        """Take note of the types that attributes are declared with."""
        if isinstance(row, AttributeRow):
            self._declared[row.code] = row

    def check(self, rows: Sequence[ProductRow]) -> Iterator[RowError]:
        """Yield the conflicts of a batch."""
        units = [unit for row in rows for unit in row.units]
        known = find_products(tenant_id=self.tenant_id, skus=[unit.sku for unit in units])
        owners = list_barcodes(
            tenant_id=self.tenant_id, barcodes=[unit.barcode for unit in units if unit.barcode]
        )
        for unit in units:
            owner = owners.get(unit.barcode)
            found = known.get(unit.sku)
            if owner is not None and (found is None or found.pk != owner):
                detail = gettext("Another product has this barcode.")
                yield _error(unit, "barcode", "duplicate_barcode", detail)
        allocated = list_allocated(tenant_id=self.tenant_id, skus=[unit.sku for unit in units])
        for unit in units:
            if unit.stock is not None and 0 <= unit.stock < allocated.get(unit.sku, 0):
                detail = gettext("%(allocated)d of %(sku)s are promised to orders.")
                values = {"allocated": allocated[unit.sku], "sku": unit.sku}
                yield _error(unit, "stock", "stock_below_allocated", detail % values)
        for row in rows:
            yield from self._types_of(row)
            yield from _structure_of(row, known)

    def _types_of(self, row: ProductRow) -> Iterator[RowError]:
        if self._types is None:
            self._types = list_attribute_types(tenant_id=self.tenant_id)
        for code in sorted({value.code for value in values_of(row)}):
            declared = self._declared.get(code)
            stored = self._types.get((row.product_class, code))
            if stored and declared and stored != declared.kind:
                detail = gettext("The attribute has another type in the catalogue: %(type)s.")
                yield _error(row, f"attr:{code}", "type_differs", detail % {"type": stored})


def _structure_of(row: ProductRow, known: Mapping[str, Product]) -> Iterator[RowError]:
    found = known.get(row.sku)
    expected = PARENT if row.variants else STANDALONE
    if found is not None and found.structure != expected:
        yield _error(row, "sku", "structure_differs", _what_it_is(found))
    for variant in row.variants:
        other = known.get(variant.sku)
        if other is not None and other.structure != CHILD:
            yield _error(variant, "sku", "structure_differs", _what_it_is(other))
        elif other is not None and (found is None or other.parent_id != found.pk):
            detail = gettext("The SKU is a variant of another product.")
            yield _error(variant, "sku", "variant_of_other_product", detail)


def _what_it_is(product: Product) -> str:
    match product.structure:
        case "child":
            return gettext("In the catalogue the SKU is a variant.")
        case "parent":
            return gettext("In the catalogue the product has variants.")
    return gettext("In the catalogue the product has no variants.")


def _error(row: UnitRow, column: str, code: str, detail: str) -> RowError:
    return RowError(line=row.line, sku=row.sku, column=column, code=code, detail=detail)
