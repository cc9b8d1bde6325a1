"""Writing stock, prices and pictures of a batch of families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commerce.catalogue.events import PriceChanged, StockChanged
from commerce.core.bus import publish
from commerce.core.ids import new_public_id
from commerce.core.translated import translated
from commerce.core.upsert import Upsert
from commerce.exchange.errors import ImportCrossedError
from commerce.exchange.reports import ImportReport, Outcome
from commerce.exchange.rows import ImageRow, PriceRow, UnitRow
from commerce.oscar.catalogue.models import Product, ProductImage
from commerce.oscar.partner.models import Partner, StockRecord, StockRecordPrice

from .pictures import PictureStore
from .products import Family

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


@dataclass
class OfferWriter:
    """Brings stock and prices to what rows say. Prices in other currencies are left alone."""

    channel: Channel
    partner: Partner
    report: ImportReport

    def write(self, families: Iterable[Family]) -> set[int]:
        """Return the products whose documents are out of date; publishes what changed."""
        units = [unit for family in families for unit in _units(family)]
        records, touched = self._write_stock(units)
        return touched | self._write_prices(units, records)

    def _write_stock(
        self, units: Sequence[tuple[UnitRow, Product]]
    ) -> tuple[dict[int, StockRecord], set[int]]:
        known = _own_records(self.partner, [product.pk for _row, product in units])
        self._refuse_promised(units, known)
        upsert = Upsert(StockRecord.objects)
        records = {
            product.pk: upsert.put(
                known.get(product.pk),
                self._stock_fields(row),
                product=product,
                partner=self.partner,
                **({"num_in_stock": 0} if row.stock is None else {}),
            )
            for row, product in units
        }
        written = upsert.write(touch=["date_updated"])
        self.report.note("stock record", written)
        if changed := tuple(sorted(record.product_id for record in written.changed)):
            publish(StockChanged(product_ids=changed))
        return records, {record.product_id for record in written.rows}

    def _refuse_promised(
        self, units: Sequence[tuple[UnitRow, Product]], known: Mapping[int, StockRecord]
    ) -> None:
        """Orders that were placed since the rows were checked may have taken what is left."""
        for row, product in units:
            record = known.get(product.pk)
            if record and row.stock is not None and row.stock < (record.num_allocated or 0):
                raise ImportCrossedError

    def _stock_fields(self, row: UnitRow) -> dict[str, Any]:
        """Oscar's dashboard shows the price in the channel's default currency."""
        fields: dict[str, Any] = {"partner_sku": row.sku}
        if row.stock is not None:
            fields["num_in_stock"] = row.stock
        for price in row.prices:
            if price.currency == self.channel.default_currency:
                fields |= {"price": price.amount, "price_currency": price.currency}
        return fields

    def _write_prices(
        self,
        units: Sequence[tuple[UnitRow, Product]],
        records: dict[int, StockRecord],
    ) -> set[int]:
        rows = StockRecordPrice.objects.filter(
            channel=self.channel, stockrecord__in=[record.pk for record in records.values()]
        )
        known = {(row.stockrecord_id, row.currency): row for row in rows}
        upsert = Upsert(StockRecordPrice.objects)
        for row, product in units:
            record = records[product.pk]
            for price in row.prices:
                upsert.put(
                    known.get((record.pk, price.currency)),
                    _price_fields(price),
                    stockrecord=record,
                    channel=self.channel,
                    currency=price.currency,
                )
        written = upsert.write()
        self.report.note("price", written)
        owners = {record.pk: pk for pk, record in records.items()}
        if changed := tuple(sorted({owners[row.stockrecord_id] for row in written.changed})):
            publish(PriceChanged(product_ids=changed))
        return {owners[row.stockrecord_id] for row in written.rows}


@dataclass
class ImageWriter:
    """Brings the pictures of products to those of their rows, in their order.

    A row without pictures leaves those of its product alone.
    """

    pictures: PictureStore
    report: ImportReport

    def write(self, families: Iterable[Family]) -> set[int]:
        """Return the products whose documents are out of date."""
        if not self.pictures.is_open:
            return set()
        told = [
            (row.images, product)
            for family in families
            for row, product in family.members
            if row.images
        ]
        known: defaultdict[int, dict[str, ProductImage]] = defaultdict(dict)
        owners = [product.pk for _images, product in told]
        for image in ProductImage.objects.filter(product__in=owners).order_by("display_order"):
            known[image.product_id][image.original.name] = image
        upsert = Upsert(ProductImage.objects)
        surplus: list[ProductImage] = []
        for images, product in told:
            before = known[product.pk]
            self._put(upsert, images, product, before)
            surplus += before.values()
        written = upsert.write()
        self.report.note("picture", written)
        return {row.product_id for row in written.rows} | self._remove(surplus)

    def _put(
        self,
        upsert: Upsert[ProductImage],
        images: Iterable[ImageRow],
        product: Product,
        before: dict[str, ProductImage],
    ) -> None:
        for order, image in enumerate(images):
            picture = self.pictures.get(image.file)
            known = before.pop(picture.name, None)
            upsert.put(
                known,
                {"display_order": order, **_captions(image, known)},
                public_id=new_public_id("img"),
                product=product,
                original=picture.name,
                width=picture.width,
                height=picture.height,
                renditions={"source": picture.name, "files": picture.files},
            )

    def _remove(self, images: Sequence[ProductImage]) -> set[int]:
        """Remove rows; files stay, as other products may show the same content."""
        ProductImage.objects.filter(pk__in=[image.pk for image in images]).delete()
        if images:
            self.report.count("picture", Outcome.REMOVED, len(images))
        return {image.product_id for image in images}


def ensure_partner(tenant_id: int, name: str) -> Partner:
    """Return the partner who holds the tenant's stock; the first import may have to make it."""
    partner = Partner.objects.filter(tenant=tenant_id).order_by("pk").first()
    return partner or Partner.objects.create(tenant_id=tenant_id, name=name)


def _price_fields(price: PriceRow) -> dict[str, Any]:
    fields: dict[str, Any] = {"amount": price.amount, "compare_at": price.compare_at}
    return fields if price.cost is None else {**fields, "cost": price.cost}


def _units(family: Family) -> Iterator[tuple[UnitRow, Product]]:
    """What can be bought: the variants, or the product that has none."""
    return iter(family.variants or ((family.row, family.product),))


def _own_records(partner: Partner, product_ids: Sequence[int]) -> dict[int, StockRecord]:
    """What the import's partner has of each product, locked; else the record it is sold from."""
    rows = StockRecord.objects.select_for_update().filter(
        partner__tenant=partner.tenant_id, product__in=product_ids
    )
    own = sorted(rows.order_by("pk"), key=lambda row: (row.partner_id != partner.pk, row.pk))
    return {row.product_id: row for row in reversed(own)}


def _captions(image: ImageRow, known: ProductImage | None) -> dict[str, Any]:
    """What a source says of a picture; what it does not speak of stays, languages one by one."""
    fields: dict[str, Any] = {} if image.alt is None else {"caption": image.alt}
    translations = known.translations if known else {}
    row = ProductImage(caption=fields.get("caption", known.caption if known else ""))
    for locale, text in image.alts.items():
        texts = {"caption": text}
        translations = translated(translations, locale=locale, texts=texts, row=row)
    return {**fields, "translations": translations} if image.alts else fields
