"""The shape of the answers, for the OpenAPI contract. The answers are made by `cms.documents`."""

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


@extend_schema_field({"oneOf": [{"$ref": "#/components/schemas/Image"}, {"type": "null"}]})
class PictureField(serializers.JSONField):
    """A picture as products have them, or null."""


@extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/ProductCard"}})
class CardsField(serializers.JSONField):
    """Products as lists of products have them."""


class LinkSerializer(serializers.Serializer):
    label = serializers.CharField()
    url = serializers.CharField(
        help_text="A storefront path without language (`/about`), or an https address."
    )


class HeroValueSerializer(serializers.Serializer):
    heading = serializers.CharField()
    text = serializers.CharField()
    image = PictureField()
    link = LinkSerializer(allow_null=True)
    alignment = serializers.ChoiceField(HeroAlignment.choices)
    theme = serializers.ChoiceField(HeroTheme.choices)


class ImageTextValueSerializer(serializers.Serializer):
    image = PictureField()
    heading = serializers.CharField()
    html = serializers.CharField()
    link = LinkSerializer(allow_null=True)
    side = serializers.ChoiceField(PictureSide.choices)


class RichTextValueSerializer(serializers.Serializer):
    html = serializers.CharField(help_text="Clean HTML: headings, paragraphs, lists, links.")


class QuoteValueSerializer(serializers.Serializer):
    text = serializers.CharField()
    author = serializers.CharField()


class AccordionItemSerializer(serializers.Serializer):
    question = serializers.CharField()
    html = serializers.CharField()


class AccordionValueSerializer(serializers.Serializer):
    heading = serializers.CharField()
    items = AccordionItemSerializer(many=True)


class ProductRailValueSerializer(serializers.Serializer):
    heading = serializers.CharField()
    link = LinkSerializer(allow_null=True)
    products = CardsField()


class TileSerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    image = PictureField()
    text = serializers.CharField()


class CategoryTilesValueSerializer(serializers.Serializer):
    heading = serializers.CharField()
    tiles = TileSerializer(many=True)


class UspItemSerializer(serializers.Serializer):
    icon = serializers.ChoiceField(PromiseIcon.choices)
    title = serializers.CharField()
    text = serializers.CharField()


class UspRowValueSerializer(serializers.Serializer):
    items = UspItemSerializer(many=True)


class BlockSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    type = serializers.CharField()


class HeroBlockSerializer(BlockSerializer):
    value = HeroValueSerializer()


class ImageTextBlockSerializer(BlockSerializer):
    value = ImageTextValueSerializer()


class RichTextBlockSerializer(BlockSerializer):
    value = RichTextValueSerializer()


class QuoteBlockSerializer(BlockSerializer):
    value = QuoteValueSerializer()


class AccordionBlockSerializer(BlockSerializer):
    value = AccordionValueSerializer()


class ProductRailBlockSerializer(BlockSerializer):
    value = ProductRailValueSerializer()


class CategoryTilesBlockSerializer(BlockSerializer):
    value = CategoryTilesValueSerializer()


class UspRowBlockSerializer(BlockSerializer):
    value = UspRowValueSerializer()


BLOCKS = {
    "hero": HeroBlockSerializer,
    "image_text": ImageTextBlockSerializer,
    "rich_text": RichTextBlockSerializer,
    "quote": QuoteBlockSerializer,
    "accordion": AccordionBlockSerializer,
    "product_rail": ProductRailBlockSerializer,
    "category_tiles": CategoryTilesBlockSerializer,
    "usp_row": UspRowBlockSerializer,
}


class PageCrumbSerializer(serializers.Serializer):
    title = serializers.CharField()
    path = serializers.CharField()


class PageSeoSerializer(serializers.Serializer):
    title = serializers.CharField()
    description = serializers.CharField()
    image = PictureField()


class ContentPageSerializer(serializers.Serializer):
    id = serializers.CharField(help_text="The same in all languages of the page.")
    type = serializers.ChoiceField(["home", "content", "landing"])
    title = serializers.CharField()
    path = serializers.CharField()
    locale = serializers.CharField()
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


class PageSummarySerializer(serializers.Serializer):
    path = serializers.CharField()
    title = serializers.CharField()
    type = serializers.ChoiceField(["home", "content", "landing"])
    locale = serializers.CharField()
    updated_at = serializers.DateTimeField()


class PageSummaryPageSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    page = serializers.IntegerField()
    page_size = serializers.IntegerField()
    page_count = serializers.IntegerField()
    next = serializers.IntegerField(allow_null=True)
    previous = serializers.IntegerField(allow_null=True)
    results = PageSummarySerializer(many=True)


class MenuItemSerializer(LinkSerializer):
    children = LinkSerializer(many=True)


class MenusSerializer(serializers.Serializer):
    header = MenuItemSerializer(many=True)
    footer = MenuItemSerializer(many=True)


class BannerSerializer(serializers.Serializer):
    id = serializers.CharField(help_text="The same in all languages of the banner.")
    text = serializers.CharField()
    link = LinkSerializer(allow_null=True)
    style = serializers.ChoiceField(BannerStyle.choices)
    placement = serializers.ChoiceField(BannerPlacement.choices)
    is_dismissible = serializers.BooleanField()


class BannersSerializer(serializers.Serializer):
    results = BannerSerializer(many=True)
