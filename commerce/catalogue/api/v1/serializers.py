"""The shapes of the catalogue's answers, for the contract.

Nothing is serialised with these: answers are stored documents. A test holds both to each other.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from commerce.core.api.fields import (
    ConstantField,
    CurrencyField,
    IdField,
    LineField,
    LinesField,
    LocaleField,
    MoneyField,
    TextField,
)
from commerce.core.api.inputs import InputSerializer
from commerce.core.api.pagination import PageSerializer

STATUSES = ("in_stock", "low_stock", "out_of_stock")
BADGES = ("new", "sale")
FILTER_TYPES = ("choice", "range", "boolean")
DIRECTIONS = ("ltr", "rtl")
COLOUR = "^#[0-9a-fA-F]{6}$"


class AvailabilitySerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=STATUSES)
    is_available = serializers.BooleanField()


class BrandSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class ImageSourceSerializer(serializers.Serializer[Any]):
    width = serializers.IntegerField(min_value=0)
    url = serializers.URLField()


class ImageSerializer(serializers.Serializer[Any]):
    id = IdField("img", "cat")
    alt = serializers.CharField()
    width = serializers.IntegerField(help_text="Of the original, in pixels.")
    height = serializers.IntegerField(help_text="Of the original, in pixels.")
    url = serializers.URLField(help_text="A WebP rendition of a usual width.")
    sources = ImageSourceSerializer(many=True)


class PriceSpanSerializer(serializers.Serializer[Any]):
    to = MoneyField()
    compare_at = MoneyField(allow_null=True, help_text="What the cheapest variant cost before.")

    def get_fields(self) -> dict[str, Any]:
        # "from" cannot be the name of a class attribute.
        return {"from": MoneyField(), **super().get_fields()}


class VariantPriceSerializer(serializers.Serializer[Any]):
    price = MoneyField()
    compare_at = MoneyField(allow_null=True)


class RatingSerializer(serializers.Serializer[Any]):
    average = serializers.CharField(allow_null=True, help_text="From 1 to 5, one decimal place.")
    count = serializers.IntegerField(min_value=0)


class OptionValueSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    swatch = serializers.CharField(allow_null=True, help_text="A colour such as #6b7a4b.")


class OptionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    values = OptionValueSerializer(many=True)


@extend_schema_serializer(component_name="ProductCard")
class CardSerializer(serializers.Serializer[Any]):
    """What a list shows of a product."""

    id = IdField("prod")
    slug = serializers.CharField()
    name = serializers.CharField()
    summary = serializers.CharField()
    brand = BrandSerializer(allow_null=True)
    image = ImageSerializer(allow_null=True)
    hover_image = ImageSerializer(allow_null=True)
    prices = serializers.DictField(child=PriceSpanSerializer(), help_text="By currency.")
    availability = AvailabilitySerializer()
    rating = RatingSerializer()
    options = OptionSerializer(many=True)
    variant_count = serializers.IntegerField(min_value=0)
    default_variant_id = IdField(
        "var", "prod", allow_null=True, help_text="Set when there is only one variant."
    )
    badges = serializers.ListField(child=serializers.ChoiceField(choices=BADGES))


@extend_schema_serializer(component_name="ProductCardPart")
class CardPartSerializer(CardSerializer):
    """Of a card, the members that the parameter `fields` asked for."""

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


class ListedCardField(serializers.JSONField):
    """A card, or a part of it."""


class ListedCardExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Cards in lists are whole, unless `fields` asked for a part of them."""

    target_class = ListedCardField

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        shapes = (CardSerializer, CardPartSerializer)
        return {"anyOf": [auto_schema.resolve_serializer(one, direction).ref for one in shapes]}


class AttributeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.CharField(help_text="For filters; several codes have commas between them.")
    unit = serializers.CharField(allow_null=True)


class VariantSerializer(serializers.Serializer[Any]):
    id = IdField("var", "prod")
    sku = serializers.CharField()
    ean = serializers.CharField(allow_null=True, help_text="The bar code: EAN, UPC or GTIN.")
    name = serializers.CharField()
    options = serializers.DictField(
        child=serializers.CharField(), help_text="Value codes by option code."
    )
    prices = serializers.DictField(child=VariantPriceSerializer(), help_text="By currency.")
    availability = AvailabilitySerializer()
    image_ids = serializers.ListField(child=IdField("img"))


class CrumbSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()


class ProductClassSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()


class SeoSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    description = serializers.CharField()


@extend_schema_serializer(component_name="ProductDocument")
class DocumentSerializer(CardSerializer):
    """Everything there is to know of a product, in one language."""

    description = serializers.CharField(help_text="Safe HTML.")
    images = ImageSerializer(many=True)
    attributes = AttributeSerializer(many=True)
    variants = VariantSerializer(many=True)
    categories = CrumbSerializer(many=True)
    breadcrumbs = CrumbSerializer(many=True)
    product_class = ProductClassSerializer(allow_null=True)
    seo = SeoSerializer()
    alternates = serializers.DictField(
        child=serializers.CharField(), help_text="The product's slug in each locale."
    )
    locale = LocaleField()
    version = serializers.IntegerField(min_value=0)
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


@extend_schema_serializer(component_name="ProductPage")
class ProductPageSerializer(PageSerializer):
    results = serializers.ListField(child=ListedCardField())


class FilterValueSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField(min_value=0)
    swatch = serializers.CharField(allow_null=True)


class ProductFilterSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="`category`, `price`, `available` or `attr.<code>`.")
    name = serializers.CharField()
    type = serializers.ChoiceField(choices=FILTER_TYPES)
    values = FilterValueSerializer(many=True)
    minimum = MoneyField(allow_null=True)
    maximum = MoneyField(allow_null=True)


class ProductFiltersSerializer(serializers.Serializer[Any]):
    filters = ProductFilterSerializer(many=True)


class ReviewSerializer(serializers.Serializer[Any]):
    """What a customer wrote. Texts are plain: neither HTML nor links are meant by anything in them."""

    id = IdField("rev")
    score = serializers.IntegerField(min_value=1, max_value=5, help_text="Stars.")
    title = serializers.CharField()
    body = serializers.CharField(help_text="Lines end with a line feed.")
    author = serializers.CharField(
        allow_null=True, help_text="First name and an initial; null when no name is known."
    )
    written_at = serializers.DateTimeField()
    is_verified_purchase = serializers.BooleanField(
        help_text="Whether the author has ordered the product with the account they wrote from."
    )


class ScoreCountSerializer(serializers.Serializer[Any]):
    score = serializers.IntegerField(min_value=1, max_value=5)
    count = serializers.IntegerField(min_value=0)


class ReviewSummarySerializer(RatingSerializer):
    """All reviews of the product, whatever the page shows; the same as the product's `rating`."""

    distribution = ScoreCountSerializer(
        many=True, help_text="Five entries, from 5 stars to 1; their counts add up to `count`."
    )


class ReviewPageSerializer(PageSerializer):
    results = ReviewSerializer(many=True)
    summary = ReviewSummarySerializer()


class WriteReviewSerializer(InputSerializer):
    score = serializers.IntegerField(min_value=1, max_value=5, help_text="Stars.")
    title = LineField(max_length=120)
    body = LinesField(max_length=4000)


class WrittenReviewSerializer(serializers.Serializer[Any]):
    status = ConstantField("pending", help_text="Staff read it before others do.")


class CategoryNodeSerializer(serializers.Serializer[Any]):
    """A category in the tree, with the categories below it."""

    id = IdField("cat")
    slug = serializers.CharField()
    name = serializers.CharField()
    image = ImageSerializer(allow_null=True)
    product_count = serializers.IntegerField(help_text="Products here and below.")
    children = serializers.SerializerMethodField()

    @extend_schema_field(
        {
            "type": "array",
            "items": {"$ref": "#/components/schemas/CategoryNode"},
        }
    )
    def get_children(self, node: Any) -> list[Any]:
        return list(node["children"])


class CategoryTreeSerializer(serializers.Serializer[Any]):
    results = CategoryNodeSerializer(many=True)


class CategorySerializer(serializers.Serializer[Any]):
    id = IdField("cat")
    slug = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField(help_text="Safe HTML.")
    image = ImageSerializer(allow_null=True)
    product_count = serializers.IntegerField(help_text="Products here and below.")
    breadcrumbs = CrumbSerializer(many=True, help_text="From the root to this category.")
    children = CategoryNodeSerializer(many=True)
    parent = CrumbSerializer(allow_null=True)
    seo = SeoSerializer()
    alternates = serializers.DictField(child=serializers.CharField())


class LocaleSerializer(serializers.Serializer[Any]):
    code = LocaleField()
    name = serializers.CharField(help_text="In the language itself.")
    direction = serializers.ChoiceField(choices=DIRECTIONS)


class CurrencySerializer(serializers.Serializer[Any]):
    code = CurrencyField()
    symbol = serializers.CharField()
    minor_units = serializers.IntegerField(min_value=0)


class CountrySerializer(serializers.Serializer[Any]):
    code = TextField({"pattern": "^[A-Z]{2}$"}, help_text="ISO 3166-1.")
    name = serializers.CharField()


class BrandingSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    tagline = serializers.CharField()
    logo_url = serializers.URLField(allow_null=True)
    primary_colour = TextField({"pattern": COLOUR})
    accent_colour = TextField({"pattern": COLOUR})
    support_email = serializers.CharField()


class ChannelSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    default_locale = LocaleField()
    locales = LocaleSerializer(many=True)
    default_currency = CurrencyField()
    currencies = CurrencySerializer(many=True)
    countries = CountrySerializer(many=True)
    branding = BrandingSerializer()
