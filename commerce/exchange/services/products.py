"""Writing a batch of products: some twenty queries, however many products it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from commerce.catalogue.services.bulk import Listing, write_listings, write_translations
from commerce.core.ids import new_public_id
from commerce.core.upsert import Upsert, Written
from commerce.exchange.enums import AttributeKind
from commerce.exchange.reports import ImportReport, Outcome
from commerce.exchange.rows import AttributeValueRow, ProductRow, Scalar, UnitRow, VariantRow
from commerce.exchange.selectors import find_products
from commerce.oscar.catalogue.models import (
    Product,
    ProductAttribute,
    ProductAttributeValue,
    ProductCategory,
)

from .vocabulary import Vocabulary, product_values

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

STANDALONE, PARENT, CHILD = "standalone", "parent", "child"


@dataclass(frozen=True)
class Family:
    """A row with the product it became, and its variants with theirs."""

    row: ProductRow
    product: Product
    variants: tuple[tuple[VariantRow, Product], ...]

    @property
    def members(self) -> Iterator[tuple[UnitRow, Product]]:
        """The product, then its variants."""
        yield self.row, self.product
        yield from self.variants


@dataclass
class ProductWriter:
    """Brings products, variants, texts, values, categories and listings to what rows say."""

    channel: Channel
    vocabulary: Vocabulary
    report: ImportReport
    now: datetime

    def write(self, rows: Sequence[ProductRow]) -> tuple[list[Family], set[int]]:
        """Return the families, and the keys of products whose documents are out of date."""
        families, touched = self._write_products(rows)
        touched |= self._write_values(families)
        touched |= self._write_categories(families)
        touched |= self._write_translations(families)
        touched |= self._write_listings(families)
        return families, touched

    def _write_products(self, rows: Sequence[ProductRow]) -> tuple[list[Family], set[int]]:
        skus = [unit.sku for row in rows for unit in row.units]
        known = find_products(tenant_id=self.channel.tenant_id, skus=skus)
        roots: Upsert[Product] = Upsert(Product.objects)
        products = [self._put_root(roots, row, known.get(row.sku)) for row in rows]
        touched = self._note("product", roots.write(touch=["date_updated"]))
        children: Upsert[Product] = Upsert(Product.objects)
        families = [
            Family(row, product, tuple(self._variants(row, product, known, children)))
            for row, product in zip(rows, products, strict=True)
        ]
        touched |= self._note("variant", children.write(touch=["date_updated"]))
        return families, touched

    def _put_root(self, roots: Upsert[Product], row: ProductRow, found: Product | None) -> Product:
        """A product keeps its address until the file names another one, whatever its name."""
        fields = self._root_fields(row)
        if found is not None and found.slug and not row.slug:
            fields["slug"] = found.slug
        return roots.put(found, fields, **self._initial(row.sku, "prod"))

    def _variants(
        self,
        row: ProductRow,
        parent: Product,
        known: Mapping[str, Product],
        upsert: Upsert[Product],
    ) -> Iterator[tuple[VariantRow, Product]]:
        for variant in row.variants:
            fields = {
                "structure": CHILD,
                "parent_id": parent.pk,
                "title": variant.name,
                "slug": slugify(variant.sku, allow_unicode=True),
                "upc": variant.barcode or None,
                "code": variant.sku,
                **_told_measures(variant),
            }
            found = known.get(variant.sku)
            yield variant, upsert.put(found, fields, **self._initial(variant.sku, "var"))

    def _root_fields(self, row: ProductRow) -> dict[str, Any]:
        return {
            "structure": PARENT if row.variants else STANDALONE,
            "product_class_id": self.vocabulary.product_class(row.product_class).pk,
            "title": row.name,
            "slug": row.slug or slugify(row.name, allow_unicode=True) or slugify(row.sku),
            "summary": row.summary,
            "description": row.description,
            "meta_title": row.seo_title,
            "meta_description": row.seo_description,
            "upc": row.barcode or None,
            "code": row.sku,
            **_told_measures(row),
        }

    def _initial(self, sku: str, prefix: str) -> dict[str, Any]:
        return {"tenant_id": self.channel.tenant_id, "public_id": new_public_id(prefix)}

    def _write_values(self, families: Iterable[Family]) -> set[int]:
        families = list(families)
        codes = self.vocabulary.attribute_codes()
        known = _by_owner(
            ProductAttributeValue.objects.filter(product__in=_ids(families)), "attribute_id"
        )
        upsert = Upsert(ProductAttributeValue.objects)
        surplus: list[ProductAttributeValue] = []
        for family in families:
            product_class = self.vocabulary.product_class(family.row.product_class)
            for row, product in family.members:
                before = known.get(product.pk, {})
                for value in _values_of(row):
                    attribute = self.vocabulary.attribute(product_class, value.code)
                    fields = self._value_fields(attribute, value.value)
                    found = before.pop(attribute.pk, None)
                    upsert.put(found, fields, attribute=attribute, product=product)
                # Values that the source could have given and did not give any more.
                surplus += [
                    value
                    for attribute_id, value in before.items()
                    if self.vocabulary.is_declared(codes.get(attribute_id, ""))
                ]
        touched = self._note("attribute value", upsert.write(), owner="product_id")
        return touched | self._remove("attribute value", surplus)

    def _value_fields(self, attribute: ProductAttribute, value: Scalar) -> dict[str, Any]:
        match attribute.type:
            case AttributeKind.OPTION:
                option = self.vocabulary.option(attribute, str(value))
                return {"value_option_id": option.pk}
            case AttributeKind.FLOAT:
                return {"value_float": float(value)}
        return {f"value_{attribute.type}": value}

    def _write_categories(self, families: Iterable[Family]) -> set[int]:
        told = [family for family in families if family.row.categories]
        known = _by_owner(
            ProductCategory.objects.filter(product__in=[each.product.pk for each in told]),
            "category_id",
        )
        upsert = Upsert(ProductCategory.objects)
        surplus: list[ProductCategory] = []
        for family in told:
            before = known.get(family.product.pk, {})
            tree = self.vocabulary.categories
            for category_id in {tree.find_or_make(path).pk: 0 for path in family.row.categories}:
                upsert.put(
                    before.pop(category_id, None),
                    {"product_id": family.product.pk, "category_id": category_id},
                )
            surplus += before.values()
        touched = self._note("category membership", upsert.write(), owner="product_id")
        return touched | self._remove("category membership", surplus)

    def _write_translations(self, families: Iterable[Family]) -> set[int]:
        texts = {
            family.product.pk: {
                each.locale: {
                    "name": each.name,
                    "slug": each.slug,
                    "summary": each.summary,
                    "description": each.description,
                    "seo_title": each.seo_title,
                    "seo_description": each.seo_description,
                }
                for each in family.row.translations
            }
            for family in families
            if family.row.translations
        }
        written = write_translations(subject="product", texts=texts)
        return self._note("translation", written, owner="product_id")

    def _write_listings(self, families: Iterable[Family]) -> set[int]:
        listings = {
            family.product.pk: Listing(
                is_published=family.row.is_published,
                published_at=family.row.published_at,
                is_featured=family.row.is_featured,
                position=family.row.position,
            )
            for family in families
        }
        written = write_listings(channel=self.channel, listings=listings, now=self.now)
        return self._note("listing", written, owner="product_id")

    def _note(self, kind: str, written: Written[Any], *, owner: str = "pk") -> set[int]:
        """Count what was written; return the products it belongs to."""
        self.report.note(kind, written)
        return {getattr(row, owner) for row in written.rows}

    def _remove(self, kind: str, rows: Collection[Any]) -> set[int]:
        if not rows:
            return set()
        type(next(iter(rows)))._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
        self.report.count(kind, Outcome.REMOVED, len(rows))
        return {row.product_id for row in rows}


def _values_of(row: UnitRow) -> Iterable[AttributeValueRow]:
    return product_values(row) if isinstance(row, ProductRow) else row.attributes


def _told_measures(row: UnitRow) -> dict[str, Any]:
    return {name: value for name, value in asdict(row.measures).items() if value is not None}


def _ids(families: Iterable[Family]) -> list[int]:
    return [product.pk for family in families for _row, product in family.members]


def _by_owner(rows: Iterable[Any], key: str) -> dict[int, dict[int, Any]]:
    """Rows by product, then by `key`."""
    owned: defaultdict[int, dict[int, Any]] = defaultdict(dict)
    for row in rows:
        owned[row.product_id][getattr(row, key)] = row
    return owned
