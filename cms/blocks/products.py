"""Products and categories on a page. Names, prices and pictures always come from the catalogue."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from cms.enums import RailSource
from cms.references import Found, FoundProduct, Json, Rail, Reference
from commerce.catalogue.shapes import ProductCard
from commerce.core.shapes import component

from .base import PublicList, PublicStruct, public_of, shape_of
from .choosers import CategoryChoice, Picture, ProductChoice
from .links import LinkBlock

DEFAULT_LIMIT, MAX_LIMIT = 8, 24


class RailProduct(ProductChoice):
    """A chosen product; served as its card, or not at all while the channel does not sell it."""

    def public(self, raw: Any, found: Found) -> Json:
        product: FoundProduct | None = found.products.get(raw)
        return None if product is None else product.card

    def shape(self) -> Json:
        return component(ProductCard)


class ProductRailBlock(PublicStruct):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    source = blocks.ChoiceBlock(
        label=_("Which products"), choices=RailSource.choices, default=RailSource.MANUAL.value
    )
    products = PublicList(
        RailProduct(), label=_("Products"), default=[], required=False, max_num=MAX_LIMIT
    )
    category = CategoryChoice(required=False)
    limit = blocks.IntegerBlock(
        label=_("How many"), default=DEFAULT_LIMIT, min_value=1, max_value=MAX_LIMIT
    )
    link = LinkBlock(label=_("Link beside the heading"), required=False, is_optional=True)

    class Meta:
        icon = "tag"
        label = _("Products")
        label_format = "{heading}"
        group = _("Shop")
        form_layout = BlockGroup(
            children=["heading", "source", "products", "category", "limit"], settings=["link"]
        )
        description = _("A row of product cards, chosen by hand or found by a rule.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        source, errors = cleaned["source"], {}
        if source == RailSource.MANUAL and not cleaned["products"]:
            errors["products"] = ValidationError(_("Choose at least one product."))
        if source == RailSource.CATEGORY and not cleaned["category"]:
            errors["category"] = ValidationError(_("Choose the category."))
        if errors and not self.is_deferred_validation:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def references(self, raw: Any) -> Iterator[Reference | Rail]:
        yield from self.child_blocks["link"].references(raw.get("link"))
        if rail := _rail(raw):
            yield rail
        else:
            yield from self.child_blocks["products"].references(raw.get("products"))

    def public(self, raw: Any, found: Found) -> Json:
        rail = _rail(raw)
        chosen = self.child_blocks["products"].public(raw.get("products"), found)
        return {
            "heading": raw.get("heading") or "",
            "link": public_of(self.child_blocks["link"], raw.get("link"), found),
            "products": list(found.rails.get(rail, ())) if rail else chosen[: _limit(raw)],
        }

    def shape(self) -> Json:
        served = ("heading", "link", "products")
        return self.described(**{name: shape_of(self.child_blocks[name]) for name in served})


class Tile(PublicStruct):
    category = CategoryChoice()
    image = Picture(
        label=_("Picture"), required=False, help_text=_("Empty: the picture of the category.")
    )
    text = blocks.CharBlock(label=_("Text"), required=False, max_length=160)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Category")

    def public(self, raw: Any, found: Found) -> Json:
        category = found.categories.get(raw.get("category"))
        if category is None:
            return None
        image = public_of(self.child_blocks["image"], raw.get("image"), found)
        return {
            "slug": category.slug,
            "name": category.name,
            "image": image or category.image,
            "text": raw.get("text") or "",
        }

    def shape(self) -> Json:
        named: Json = {"slug": {"type": "string"}, "name": {"type": "string"}}
        served = {name: shape_of(self.child_blocks[name]) for name in ("image", "text")}
        return self.described(**named, **served)


class CategoryTilesBlock(PublicStruct):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    tiles = PublicList(Tile(), label=_("Categories"), min_num=1, max_num=12)

    class Meta:
        icon = "grip"
        label = _("Categories")
        label_format = "{heading}"
        group = _("Shop")
        description = _("Large tiles that lead into the shop.")


def _limit(raw: Any) -> int:
    return min(raw.get("limit") or DEFAULT_LIMIT, MAX_LIMIT)


def _rail(raw: Any) -> Rail | None:
    """Return the rule by which the products are found, None when they were chosen by hand."""
    source = raw.get("source") or RailSource.MANUAL.value
    if source == RailSource.MANUAL.value:
        return None
    category = raw.get("category") if source == RailSource.CATEGORY.value else None
    return Rail(source=source, limit=_limit(raw), category=category)
