"""Telling the facts of a product in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from commerce.catalogue.shapes import (
    Attribute,
    Badge,
    Brand,
    Crumb,
    Document,
    Image,
    Option,
    ProductClass,
    Rating,
    Seo,
    Variant,
)

from .facts import ImageFacts, ProductFacts, VariantFacts
from .offers import availability, price_span, variant_prices
from .rows import ProductRow, RatingRow, TextRow
from .texts import Text, fallback_chain, plain_text, safe_html, shorten
from .values import Value
from .vocabulary import BRAND, AttributeWord, Vocabulary

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

NEW_FOR = timedelta(days=30)


def own_text(base: str | None, texts: Mapping[str, TextRow], field: str) -> Text:
    """Return one text of a product with its translations."""
    return Text(base or "", {locale: getattr(row, field) for locale, row in texts.items()})


def iso(moment: datetime) -> str:
    """Return the time in UTC with a Z, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def badges_of(facts: ProductFacts, now: datetime) -> list[Badge]:
    """Return what a card is marked with. "new" ends after NEW_FOR, when the document is rebuilt."""
    badges: list[Badge] = []
    if now - facts.listing.published_at < NEW_FOR:
        badges.append("new")
    if any(row.compare_at is not None for rows in facts.spans.values() for row in rows):
        badges.append("sale")
    return badges


@dataclass(frozen=True)
class Narrator:
    """Tells products in one locale of one channel."""

    channel: Channel
    locale: str
    vocabulary: Vocabulary

    @cached_property
    def chain(self) -> tuple[str, ...]:
        return fallback_chain(self.locale, self.channel.default_locale)

    def name(self, row: ProductRow, texts: Mapping[str, TextRow]) -> str:
        return own_text(row.title, texts, "name").in_locale(self.chain)

    def document(
        self, facts: ProductFacts, *, slugs: Mapping[str, str], badges: list[Badge]
    ) -> Document:
        """Return the whole document; `slugs` are the product's own by locale."""
        chain = self.chain
        name = self.name(facts.row, facts.texts)
        summary = own_text(facts.row.summary, facts.texts, "summary").in_locale(chain)
        description = own_text(facts.row.description, facts.texts, "description").in_locale(chain)
        images: list[Image] = [
            {**known.image, "alt": self._alt(known, name)} for known in facts.images
        ]
        variants = [self._variant(variant, facts, name) for variant in facts.variants]
        return {
            "id": facts.row.public_id,
            "slug": slugs[self.locale],
            "name": name,
            "summary": summary,
            "brand": self._brand(facts),
            "image": _nth(images, 0),
            "hover_image": _nth(images, 1),
            "prices": {currency: price_span(rows) for currency, rows in facts.spans.items()},
            "availability": availability(variant.status for variant in facts.variants),
            "rating": rating_json(facts.rating),
            "options": [self._option(axis, facts) for axis in facts.axes],
            "variant_count": len(variants),
            "default_variant_id": variants[0]["id"] if len(variants) == 1 else None,
            "badges": badges,
            "description": safe_html(description),
            "images": images,
            "attributes": self._attributes(facts),
            "variants": variants,
            "categories": self._crumbs(lineage[-1] for lineage in facts.lineages),
            "breadcrumbs": self._breadcrumbs(facts),
            "product_class": self._product_class(facts),
            "seo": self._seo(facts, name, summary or plain_text(description)),
            "alternates": dict(slugs),
            "locale": self.locale,
            "published_at": iso(facts.listing.published_at),
        }

    def _alt(self, image: ImageFacts, name: str) -> str:
        """Where nobody has written a caption in the language, its readers hear the product's name."""
        own = image.captions.get(self.locale, "")
        if self.locale == self.channel.default_locale:
            own = own or image.caption
        return own or name

    def _brand(self, facts: ProductFacts) -> Brand | None:
        for attribute_id, values in facts.shared.items():
            word = self.vocabulary.attributes.get(attribute_id)
            if word is not None and word.code == BRAND:
                return {"code": values[0].code, "label": values[0].label.in_locale(self.chain)}
        return None

    def _option(self, axis: AttributeWord, facts: ProductFacts) -> Option:
        used: dict[str, Value] = {}
        for variant in facts.variants:
            for value in variant.values.get(axis.id, ()):
                used.setdefault(value.code, value)
        ordered = sorted(used.values(), key=lambda value: value.position)
        return {
            "code": axis.code,
            "name": axis.name.in_locale(self.chain),
            "values": [
                {
                    "code": value.code,
                    "label": value.label.in_locale(self.chain),
                    "swatch": value.swatch,
                }
                for value in ordered
            ],
        }

    def _variant(self, variant: VariantFacts, facts: ProductFacts, product_name: str) -> Variant:
        chosen = {
            axis.code: variant.values[axis.id][0]
            for axis in facts.axes
            if axis.id in variant.values
        }
        name = self.name(variant.row, variant.texts)
        labels = " / ".join(value.label.in_locale(self.chain) for value in chosen.values())
        return {
            "id": variant.row.public_id,
            "sku": variant.sku,
            "ean": variant.row.upc or None,
            "name": name or labels or product_name,
            "options": {code: value.code for code, value in chosen.items()},
            "prices": variant_prices(variant.prices),
            "availability": availability([variant.status]),
            "image_ids": variant.image_ids,
        }

    def _attributes(self, facts: ProductFacts) -> list[Attribute]:
        axes = {axis.id for axis in facts.axes}
        words = [
            word
            for attribute_id in facts.shared
            if attribute_id not in axes
            and (word := self.vocabulary.attributes.get(attribute_id)) is not None
        ]
        return [
            self._attribute(word, facts.shared[word.id])
            for word in sorted(words, key=lambda word: word.rank)
        ]

    def _attribute(self, word: AttributeWord, values: tuple[Value, ...]) -> Attribute:
        return {
            "code": word.code,
            "name": word.name.in_locale(self.chain),
            "label": ", ".join(value.label.in_locale(self.chain) for value in values),
            "value": ",".join(value.code for value in values),
            "unit": word.unit,
        }

    def _crumbs(self, category_ids: Iterable[int]) -> list[Crumb]:
        """A category whose own document is still to be built is left out until then."""
        known, channel_id = self.vocabulary.categories, self.channel.pk
        words = (known.get((channel_id, self.locale, pk)) for pk in category_ids)
        return [{"slug": word.slug, "name": word.name} for word in words if word is not None]

    def _breadcrumbs(self, facts: ProductFacts) -> list[Crumb]:
        """The way to the product through its deepest category, the first one among equals."""
        deepest: tuple[int, ...] = max(facts.lineages, key=len, default=())
        return self._crumbs(deepest)

    def _product_class(self, facts: ProductFacts) -> ProductClass | None:
        if (word := facts.product_class) is None:
            return None
        return {"code": word.code, "name": word.name.in_locale(self.chain)}

    def _seo(self, facts: ProductFacts, name: str, about: str) -> Seo:
        title = own_text(facts.row.meta_title, facts.texts, "seo_title")
        description = own_text(facts.row.meta_description, facts.texts, "seo_description")
        return {
            "title": title.in_locale(self.chain) or name,
            "description": description.in_locale(self.chain) or shorten(about),
        }


def rating_json(rating: RatingRow) -> Rating:
    return {"average": rating.shown, "count": rating.reviews}


def _nth(images: list[Image], index: int) -> Image | None:
    return images[index] if index < len(images) else None
