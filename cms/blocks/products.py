"""Products and categories on a page. Names, prices and pictures always come from the catalogue."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from cms.addresses import search_parameters, validate_search
from cms.enums import RailSource
from cms.references import Found, FoundProduct, Json, Kind, Rail, Reference
from commerce.catalogue.shapes import ProductCard
from commerce.core.shapes import component, record, schema_component

from .base import Code, PublicList, PublicStruct, public_of, shape_of
from .choosers import CategoryChoice, Picture, ProductChoice
from .links import LinkBlock

DEFAULT_LIMIT, MAX_LIMIT = 8, 24
# The storefront asks the search, or the reader's own device.
_FOUND_ELSEWHERE = {RailSource.SEARCH.value, RailSource.VIEWED.value}


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
    search = blocks.CharBlock(
        label=_("Search"),
        required=False,
        max_length=300,
        validators=[validate_search],
        help_text=_(
            "What follows the question mark of a list or search of this shop, such as "
            "q=oak+table&sort=price. Boosts and pins of the search hold here, too."
        ),
    )
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
            children=["heading", "source", "products", "category", "search", "limit"],
            settings=["link"],
        )
        description = _("A row of product cards, chosen by hand or found by a rule.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        source, errors = cleaned["source"], {}
        if source == RailSource.MANUAL and not cleaned["products"]:
            errors["products"] = ValidationError(_("Choose at least one product."))
        if source == RailSource.CATEGORY and not cleaned["category"]:
            errors["category"] = ValidationError(_("Choose the category."))
        if source == RailSource.SEARCH and not cleaned["search"]:
            errors["search"] = ValidationError(_("Say what is searched for."))
        if errors and not self.is_deferred_validation:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def references(self, raw: Any) -> Iterator[Reference | Rail]:
        yield from self.child_blocks["link"].references(raw.get("link"))
        rail = _rail(raw)
        if rail and rail.limit:
            yield rail
        elif rail is None:
            yield from self.child_blocks["products"].references(raw.get("products"))

    def public(self, raw: Any, found: Found) -> Json:
        rail = _rail(raw)
        chosen = self.child_blocks["products"].public(raw.get("products"), found)
        return {
            "heading": raw.get("heading") or "",
            "link": public_of(self.child_blocks["link"], raw.get("link"), found),
            "products": list(found.rails.get(rail, ())) if rail else chosen[: _limit(raw)],
            "source": raw.get("source") or RailSource.MANUAL.value,
            "search": _search(raw),
            "limit": _limit(raw),
        }

    def shape(self) -> Json:
        served = ("heading", "link", "products", "source")
        parts = {name: shape_of(self.child_blocks[name]) for name in served}
        search = {
            "type": ["string", "null"],
            "description": "Parameters for `search/products/`; the products are what it finds.",
        }
        limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT}
        return self.described(**parts, search=search, limit=limit)


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
    if source in _FOUND_ELSEWHERE:
        return Rail(source=source, limit=0)
    category = raw.get("category") if source == RailSource.CATEGORY.value else None
    return Rail(source=source, limit=_limit(raw), category=category)


def _search(raw: Any) -> str | None:
    is_searched = raw.get("source") == RailSource.SEARCH.value
    return search_parameters(raw.get("search") or "") if is_searched else None


class ComparedProduct(RailProduct):
    """A product of which the facts are looked up as well."""

    kind = Kind.COMPARED


class ComparisonBlock(PublicStruct):
    """Products side by side. What is said of them are the attributes of the catalogue."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    products = PublicList(ComparedProduct(), label=_("Products"), min_num=2, max_num=4)
    attributes = PublicList(
        Code(max_length=128),
        label=_("Attributes"),
        default=[],
        required=False,
        max_num=20,
        help_text=_("Codes of attributes, in this order. Empty: all that two products have."),
    )

    class Meta:
        icon = "table"
        label = _("Comparison")
        label_format = "{heading}"
        group = _("Shop")
        description = _("Two to four products with their facts in a table.")

    def public(self, raw: Any, found: Found) -> Json:
        keys = [item["value"] for item in raw.get("products") or ()]
        shown = [product for key in keys if (product := found.products.get(key))]
        wanted = [item["value"] for item in raw.get("attributes") or ()]
        return {
            "heading": raw.get("heading") or "",
            "products": [product.card for product in shown],
            "rows": _rows([product.attributes for product in shown], wanted),
        }

    def shape(self) -> Json:
        value = {"type": ["string", "null"]}
        texts: Json = {name: {"type": "string"} for name in ("code", "name")}
        row = record({**texts, "values": {"type": "array", "items": value}})
        return self.described(
            heading={"type": "string"},
            products=shape_of(self.child_blocks["products"]),
            rows={"type": "array", "items": schema_component("ComparisonRow", row)},
        )


def _rows(facts: Sequence[Sequence[Json]], wanted: Sequence[str]) -> list[Json]:
    """Return what is known of each product by attribute; an attribute nobody has is left out."""
    by_code = [{one["code"]: one for one in attributes} for attributes in facts]
    names = {one["code"]: one["name"] for attributes in facts for one in attributes}
    shared = [code for code in names if sum(code in one for one in by_code) > 1]
    return [
        {
            "code": code,
            "name": names[code],
            "values": [_said(one[code]) if code in one else None for one in by_code],
        }
        for code in wanted or shared
        if code in names
    ]


def _said(attribute: Json) -> str:
    return " ".join(part for part in (attribute["label"], attribute["unit"]) if part)
