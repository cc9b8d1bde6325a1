"""What is true of a product in one channel, in whatever language it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from commerce.catalogue.shapes import AvailabilityStatus, Image

from .history import History, lowest_before
from .offers import Offer, best_status
from .renditions import image_json
from .rows import NO_RATING, ImageRow, ListingRow, PriceRow, ProductRow, RatingRow, Rows, TextRow
from .values import Value, ValueRow, plain_value
from .vocabulary import AttributeWord, ClassWord, Vocabulary

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

Values = Mapping[int, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """A picture, told but for its words."""

    caption: str
    captions: Mapping[str, str]
    image: Image


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """A variant as it is sold in one channel. A standalone product is its own only variant."""

    row: ProductRow
    texts: Mapping[str, TextRow]
    sku: str
    seller: str
    values: Values
    prices: Mapping[str, PriceRow]
    status: AvailabilityStatus
    image_ids: list[str]


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """A product in one channel.

    `shared` holds the attribute values on which all variants agree, `axes` the attributes that a
    shopper chooses a variant by, `lineages` the visible categories from root to leaf.
    """

    row: ProductRow
    texts: Mapping[str, TextRow]
    listing: ListingRow
    product_class: ClassWord | None
    variants: tuple[VariantFacts, ...]
    axes: tuple[AttributeWord, ...]
    shared: Values
    images: tuple[ImageFacts, ...]
    rating: RatingRow
    lineages: tuple[tuple[int, ...], ...]

    @property
    def spans(self) -> dict[str, list[PriceRow]]:
        """The variants' prices by currency."""
        spans: dict[str, list[PriceRow]] = {}
        for variant in self.variants:
            for currency, row in variant.prices.items():
                spans.setdefault(currency, []).append(row)
        return spans


@dataclass(frozen=True)
class FactFinder:
    """Turns the rows of a batch into the facts of its products."""

    rows: Rows
    vocabulary: Vocabulary
    locales: frozenset[str]
    now: datetime
    # Empty in a channel that does not tell what a reduced price was before.
    history: History = field(default_factory=dict)

    def find(
        self, product: ProductRow, listing: ListingRow, channel: Channel
    ) -> ProductFacts | None:
        """Return the facts; None for a parent that has no variant to sell."""
        family = self._family(product)
        if not family:
            return None
        product_class = self.vocabulary.classes.get(product.product_class_id or 0)
        inherited = self._values(product.id)
        images = distinct_images(self._images([product, *family]))
        variants = tuple(
            self._variant(row, inherited, product_class, channel, images) for row in family
        )
        return ProductFacts(
            row=product,
            texts=self.rows.texts.get(product.id, {}),
            listing=listing,
            product_class=product_class,
            variants=variants,
            axes=self._axes(variants) if product.structure == "parent" else (),
            shared=shared_values(variants),
            images=tuple(_image(row) for row in images),
            rating=self.rows.ratings.get(product.id, NO_RATING),
            lineages=self._lineages(product.id),
        )

    def _family(self, product: ProductRow) -> list[ProductRow]:
        if product.structure == "parent":
            return self.rows.children.get(product.id, [])
        return [product]

    def _variant(
        self,
        row: ProductRow,
        inherited: Values,
        product_class: ClassWord | None,
        channel: Channel,
        images: Sequence[ImageRow],
    ) -> VariantFacts:
        is_tracked = product_class is None or product_class.is_stock_tracked
        offers = self._offers(row.id, channel, is_tracked)
        own = self._values(row.id) if row.parent_id else {}
        first = next(iter(offers.values()), None)
        stock = first.stock if first else next(iter(self.rows.stock.get(row.id, ())), None)
        return VariantFacts(
            row=row,
            texts=self.rows.texts.get(row.id, {}),
            sku=stock.sku if stock else "",
            seller=stock.seller if stock else "",
            values={**inherited, **own},
            prices={currency: self._price(row, offer) for currency, offer in offers.items()},
            status=best_status(offer.stock for offer in offers.values())
            if is_tracked
            else ("in_stock" if offers else "out_of_stock"),
            image_ids=self._image_ids(row, images),
        )

    def _price(self, row: ProductRow, offer: Offer) -> PriceRow:
        shown = self.history.get((row.id, offer.price.currency), ())
        return offer.price._replace(lowest=lowest_before(shown, offer.price, now=self.now))

    def _offers(self, product_id: int, channel: Channel, is_tracked: bool) -> dict[str, Offer]:
        """Return from which seller the product is sold in each currency of the channel."""
        stock = self.rows.stock.get(product_id, ())
        priced: dict[str, list[Offer]] = {currency: [] for currency in channel.currencies}
        for record in stock:
            for price in self.rows.prices.get(record.id, ()):
                if price.channel_id == channel.pk and price.currency in priced:
                    priced[price.currency].append(Offer(record, price))
        return {
            currency: min(offers, key=lambda offer: offer.rank(is_tracked))
            for currency, offers in priced.items()
            if offers
        }

    def _images(self, products: Iterable[ProductRow]) -> Iterable[ImageRow]:
        seen: set[int] = set()
        for product in products:
            if product.id not in seen:
                seen.add(product.id)
                yield from self.rows.images.get(product.id, ())

    def _image_ids(self, row: ProductRow, images: Sequence[ImageRow]) -> list[str]:
        own = {image.original for image in self.rows.images.get(row.id, ())}
        return [image.picture.public_id for image in images if image.original in own]

    def _values(self, product_id: int) -> dict[int, tuple[Value, ...]]:
        values: dict[int, tuple[Value, ...]] = {}
        for row in self.rows.values.get(product_id, ()):
            if (value := self._value(row)) is not None:
                values[row.attribute_id] = (*values.get(row.attribute_id, ()), value)
        return values

    def _value(self, row: ValueRow) -> Value | None:
        if row.option_id is not None:
            return self.vocabulary.options.get(row.option_id)
        return plain_value(row, self.locales)

    def _axes(self, variants: Iterable[VariantFacts]) -> tuple[AttributeWord, ...]:
        used = {attribute_id for variant in variants for attribute_id in variant.values}
        words = self.vocabulary.attributes
        chosen = [words[pk] for pk in used if pk in words and words[pk].is_axis]
        return tuple(sorted(chosen, key=lambda word: word.rank))

    def _lineages(self, product_id: int) -> tuple[tuple[int, ...], ...]:
        known = self.vocabulary.lineage
        return tuple(
            known[category_id]
            for category_id in self.rows.categories.get(product_id, ())
            if category_id in known
        )


def _image(row: ImageRow) -> ImageFacts:
    told = {locale: texts.get("caption", "") for locale, texts in row.translations.items()}
    return ImageFacts(row.caption, told, image_json(row.picture))


def distinct_images(images: Iterable[ImageRow]) -> tuple[ImageRow, ...]:
    """Return the images without those that show a file again, as variants of one colour do."""
    by_file: dict[str, ImageRow] = {}
    for image in images:
        by_file.setdefault(image.original, image)
    return tuple(by_file.values())


def shared_values(variants: Sequence[VariantFacts]) -> dict[int, tuple[Value, ...]]:
    """Return the attribute values that all variants have in common."""
    first, *others = variants
    return {
        attribute_id: values
        for attribute_id, values in first.values.items()
        if all(other.values.get(attribute_id) == values for other in others)
    }
