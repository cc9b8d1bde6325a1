"""The shape of the answers, for the OpenAPI contract. The answers are made by `cms.documents`."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from cms.enums import (
    BannerPlacement,
    BannerStyle,
    HeroAlignment,
    HeroTheme,
    PictureSide,
    PromiseIcon,
)
from commerce.core.api.fields import ConstantField, IdField, LocaleField
from commerce.core.api.pagination import PageSerializer


@extend_schema_field({"oneOf": [{"$ref": "#/components/schemas/Image"}, {"type": "null"}]})
class PictureField(serializers.JSONField):
    """A picture as products have them, or null."""


@extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/ProductCard"}})
class CardsField(serializers.JSONField):
    """Products as lists of products have them."""


# No docstring: the contract would repeat it for every component.
class Answer(serializers.Serializer[Any]):
    pass


class LinkSerializer(Answer):
    label = serializers.CharField()  # type: ignore[assignment]
    url = serializers.CharField(
        help_text="A storefront path without language (`/about`), or an https address."
    )


class HeroValueSerializer(Answer):
    heading = serializers.CharField()
    text = serializers.CharField()
    image = PictureField()
    link = LinkSerializer(allow_null=True)
    alignment = serializers.ChoiceField(HeroAlignment.choices)
    theme = serializers.ChoiceField(HeroTheme.choices)


class ImageTextValueSerializer(Answer):
    image = PictureField()
    heading = serializers.CharField()
    html = serializers.CharField()
    link = LinkSerializer(allow_null=True)
    side = serializers.ChoiceField(PictureSide.choices)


class RichTextValueSerializer(Answer):
    html = serializers.CharField(help_text="Clean HTML: headings, paragraphs, lists, links.")


class QuoteValueSerializer(Answer):
    text = serializers.CharField()
    author = serializers.CharField()


class AccordionItemSerializer(Answer):
    question = serializers.CharField()
    html = serializers.CharField()


class AccordionValueSerializer(Answer):
    heading = serializers.CharField()
    items = AccordionItemSerializer(many=True)


class ProductRailValueSerializer(Answer):
    heading = serializers.CharField()
    link = LinkSerializer(allow_null=True)
    products = CardsField()


class TileSerializer(Answer):
    slug = serializers.CharField()
    name = serializers.CharField()
    image = PictureField()
    text = serializers.CharField()


class CategoryTilesValueSerializer(Answer):
    heading = serializers.CharField()
    tiles = TileSerializer(many=True)


class UspItemSerializer(Answer):
    icon = serializers.ChoiceField(PromiseIcon.choices)
    title = serializers.CharField()
    text = serializers.CharField()


class UspRowValueSerializer(Answer):
    items = UspItemSerializer(many=True)


class BlockSerializer(Answer):
    id = serializers.UUIDField()


class HeroBlockSerializer(BlockSerializer):
    type = ConstantField("hero")
    value = HeroValueSerializer()


class ImageTextBlockSerializer(BlockSerializer):
    type = ConstantField("image_text")
    value = ImageTextValueSerializer()


class RichTextBlockSerializer(BlockSerializer):
    type = ConstantField("rich_text")
    value = RichTextValueSerializer()


class QuoteBlockSerializer(BlockSerializer):
    type = ConstantField("quote")
    value = QuoteValueSerializer()


class AccordionBlockSerializer(BlockSerializer):
    type = ConstantField("accordion")
    value = AccordionValueSerializer()


class ProductRailBlockSerializer(BlockSerializer):
    type = ConstantField("product_rail")
    value = ProductRailValueSerializer()


class CategoryTilesBlockSerializer(BlockSerializer):
    type = ConstantField("category_tiles")
    value = CategoryTilesValueSerializer()


class UspRowBlockSerializer(BlockSerializer):
    type = ConstantField("usp_row")
    value = UspRowValueSerializer()


BLOCKS: dict[str, serializers.Serializer[Any] | type[serializers.Serializer[Any]]] = {
    "hero": HeroBlockSerializer,
    "image_text": ImageTextBlockSerializer,
    "rich_text": RichTextBlockSerializer,
    "quote": QuoteBlockSerializer,
    "accordion": AccordionBlockSerializer,
    "product_rail": ProductRailBlockSerializer,
    "category_tiles": CategoryTilesBlockSerializer,
    "usp_row": UspRowBlockSerializer,
}


class PageCrumbSerializer(Answer):
    title = serializers.CharField()
    path = serializers.CharField()


class PageSeoSerializer(Answer):
    title = serializers.CharField()
    description = serializers.CharField()
    image = PictureField()


class ContentPageSerializer(Answer):
    id = IdField("page", help_text="The same in all languages of the page.")
    type = serializers.ChoiceField(["home", "content", "landing"])
    title = serializers.CharField()
    path = serializers.CharField()
    locale = LocaleField()
    alternates = serializers.DictField(
        child=serializers.CharField(), help_text="The path in each language of the page."
    )
    seo = PageSeoSerializer()
    breadcrumbs = PageCrumbSerializer(many=True)
    body = PolymorphicProxySerializer(
        component_name="Block", serializers=BLOCKS, resource_type_field_name="type", many=True
    )
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class PageSummarySerializer(Answer):
    path = serializers.CharField()
    title = serializers.CharField()
    type = serializers.ChoiceField(["home", "content", "landing"])
    locale = LocaleField()
    updated_at = serializers.DateTimeField()


class PageSummaryPageSerializer(PageSerializer):
    results = PageSummarySerializer(many=True)


class MenuItemSerializer(LinkSerializer):
    children = LinkSerializer(many=True)


class MenusSerializer(Answer):
    header = MenuItemSerializer(many=True)
    footer = MenuItemSerializer(many=True)


class BannerSerializer(Answer):
    id = IdField("ban", help_text="The same in all languages of the banner.")
    text = serializers.CharField()
    link = LinkSerializer(allow_null=True)
    style = serializers.ChoiceField(BannerStyle.choices)  # type: ignore[assignment]
    placement = serializers.ChoiceField(BannerPlacement.choices)
    is_dismissible = serializers.BooleanField()


class BannersSerializer(Answer):
    results = BannerSerializer(many=True)
