"""The shapes of the search's answers, for the contract, and the bodies that are sent to it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction, extend_schema_field
from rest_framework import serializers

from commerce.catalogue.enums import FacetType
from commerce.core.api.fields import CleanField, IdField, LineField, MoneyField
from commerce.core.api.inputs import InputSerializer
from commerce.core.api.pagination import PageSerializer
from search.enums import Relaxation, UnderstoodKind

from .shapes import MAX_SAVED_VALUE, SAVED_FILTERS

SEARCH = "search"
EVENT_TYPES = (SEARCH, "click", "add_to_cart")
ENGINES = ("elasticsearch", "embedded", "database")


def _component(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _nullable(name: str) -> dict[str, Any]:
    return {"oneOf": [_component(name), {"type": "null"}]}


@extend_schema_field(_nullable("Image"))
class PictureField(serializers.JSONField):
    """A picture as products have them, or null."""


@extend_schema_field(_component("Availability"))
class AvailabilityField(serializers.JSONField):
    """Whether it can be bought, as products tell it."""


# No docstring: the contract would repeat it for every component.
class Answer(serializers.Serializer[Any]):
    pass


class SearchMatchSerializer(Answer):
    variant_id = IdField("var", "prod")
    options = serializers.DictField(
        child=serializers.CharField(), help_text="Value codes by option code."
    )
    image = PictureField()
    price = MoneyField()
    compare_at = MoneyField(allow_null=True)
    availability = AvailabilityField()
    is_from = serializers.BooleanField(
        help_text="Whether other variants that have everything cost more."
    )


class SearchReasonSerializer(Answer):
    kind = serializers.ChoiceField(["viewed", "bought"])
    label = serializers.CharField()  # type: ignore[assignment]


class SearchHitPartSerializer(Answer):
    match = SearchMatchSerializer(
        allow_null=True,
        help_text="The variant that has everything asked for; null when nothing was asked of it.",
    )
    because = SearchReasonSerializer(
        allow_null=True, help_text="Why a shopper's own history moved the product up."
    )


class HitField(serializers.JSONField):
    """A product as lists of products have it, and which of its variants matched."""


class HitExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """A hit is the product's card, which is described elsewhere, and a little more."""

    target_class = HitField

    def get_name(self) -> str:
        return "SearchHit"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        part = auto_schema.resolve_serializer(SearchHitPartSerializer, direction)
        return {"allOf": [_component("ProductCard"), part.ref]}


class SearchFacetValueSerializer(Answer):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()
    swatch = serializers.CharField(allow_null=True)
    is_selected = serializers.BooleanField()
    depth = serializers.IntegerField(help_text="Of a category in the tree; 0 otherwise.")
    parent = serializers.CharField(  # type: ignore[assignment]
        allow_null=True, help_text="The value above, of a category."
    )


class SearchPriceBucketSerializer(Answer):
    to = MoneyField(help_text="Prices below this one; the next bucket begins with it.")
    count = serializers.IntegerField()

    def get_fields(self) -> dict[str, Any]:
        # "from" cannot be the name of a class attribute.
        return {"from": MoneyField(), **super().get_fields()}


class SearchFacetSerializer(Answer):
    code = serializers.CharField(
        help_text="The parameter that filters by it, such as `category` or `attr.<code>`; "
        "`price` stands for `price_min` and `price_max`."
    )
    name = serializers.CharField()
    type = serializers.ChoiceField(FacetType.choices)
    is_single = serializers.BooleanField(
        help_text="Whether one value at most can be chosen, as in “so many stars or more”."
    )
    unit = serializers.CharField(allow_null=True)
    values = SearchFacetValueSerializer(many=True)
    minimum = MoneyField(allow_null=True)
    maximum = MoneyField(allow_null=True)
    buckets = SearchPriceBucketSerializer(many=True)


class UnderstoodSerializer(Answer):
    field = serializers.CharField(help_text="What to put into `literal` to take it as words.")
    kind = serializers.ChoiceField(UnderstoodKind.choices)
    value = serializers.CharField(help_text="Of a price, both ends with a dash between: `-200`.")
    label = serializers.CharField()  # type: ignore[assignment]
    words = serializers.CharField(help_text="The words of the text that say so.")


class SearchQuerySerializer(Answer):
    text = serializers.CharField()
    understood = UnderstoodSerializer(many=True)
    corrected = serializers.CharField(
        allow_null=True, help_text="What was searched for in the place of the text."
    )
    relaxation = serializers.ChoiceField(
        Relaxation.choices, help_text="What was given up, since nothing had everything."
    )
    did_you_mean = serializers.ListField(child=serializers.CharField())


class SearchRedirectSerializer(Answer):
    url = serializers.CharField(help_text="A path of the storefront, or an https address.")


class SearchEngineSerializer(Answer):
    name = serializers.ChoiceField(ENGINES)
    is_degraded = serializers.BooleanField(help_text="The database answers, with fewer features.")
    reason = serializers.CharField(allow_null=True)


class SearchPageFrameSerializer(PageSerializer):
    page_count = serializers.IntegerField(
        min_value=0, help_text="Of those that can be asked for by number."
    )


class SearchAnswerSerializer(SearchPageFrameSerializer):
    next_cursor = serializers.CharField(
        allow_null=True, help_text="Leads on, however deep; null behind the last product."
    )
    results = serializers.ListField(child=HitField())
    facets = SearchFacetSerializer(many=True)
    query = SearchQuerySerializer()
    redirect = SearchRedirectSerializer(allow_null=True)
    engine = SearchEngineSerializer()
    personalised = serializers.BooleanField()
    receipt = serializers.CharField(help_text="To be sent along with the search's events.")


class SearchFiltersSerializer(Answer):
    count = serializers.IntegerField()
    facets = SearchFacetSerializer(many=True)
    engine = SearchEngineSerializer()


class HighlightPartSerializer(Answer):
    text = serializers.CharField()
    is_match = serializers.BooleanField()


class SuggestedQuerySerializer(Answer):
    text = serializers.CharField()
    highlighted = HighlightPartSerializer(many=True)
    count = serializers.IntegerField(
        allow_null=True, help_text="Products it found last; null when it was not asked lately."
    )


@extend_schema_field(
    {"type": "object", "additionalProperties": _component("PriceSpan")},
)
class PricesField(serializers.JSONField):
    """Price spans by currency."""


class SuggestedProductSerializer(Answer):
    id = IdField("prod")
    slug = serializers.CharField()
    name = serializers.CharField()
    image = PictureField()
    prices = PricesField()
    highlighted = HighlightPartSerializer(many=True)


class SuggestionCrumbSerializer(Answer):
    slug = serializers.CharField()
    name = serializers.CharField()


class SuggestedCategorySerializer(Answer):
    slug = serializers.CharField()
    name = serializers.CharField()
    breadcrumb = SuggestionCrumbSerializer(many=True, help_text="From the root to its parent.")
    highlighted = HighlightPartSerializer(many=True)


class SuggestedPageSerializer(Answer):
    path = serializers.CharField()
    title = serializers.CharField()
    highlighted = HighlightPartSerializer(many=True)


class SuggestionsSerializer(Answer):
    queries = SuggestedQuerySerializer(many=True)
    products = SuggestedProductSerializer(many=True)
    categories = SuggestedCategorySerializer(many=True)
    pages = SuggestedPageSerializer(many=True)
    corrected = serializers.CharField(allow_null=True)


class FoundPageSerializer(Answer):
    path = serializers.CharField()
    title = serializers.CharField()
    type = serializers.CharField()
    excerpt = serializers.CharField()
    highlighted = HighlightPartSerializer(many=True, help_text="The excerpt in parts.")


class FoundPagesSerializer(SearchPageFrameSerializer):
    results = FoundPageSerializer(many=True)


class SearchEventSerializer(InputSerializer):
    """What became of a search. Without `consent` nothing of it is kept."""

    consent = serializers.BooleanField(default=False)
    search_id = serializers.UUIDField(help_text="Made by the client, new for each search.")
    receipt = serializers.CharField(max_length=2000, help_text="From the search's answer.")
    type = serializers.ChoiceField(EVENT_TYPES)
    product_id = serializers.CharField(
        max_length=40, required=False, help_text="Required for everything but `search`."
    )
    position = serializers.IntegerField(
        min_value=1, max_value=10_000, required=False, help_text="Of the product, counted from 1."
    )
    line_id = serializers.CharField(
        max_length=40, required=False, help_text="The cart line, for `add_to_cart`."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["type"] != SEARCH and "product_id" not in attrs:
            raise serializers.ValidationError({"product_id": _("Tell which product it was.")})
        return attrs


@extend_schema_field(SAVED_FILTERS)
class FiltersField(serializers.DictField):
    """Filters by the names of their parameters, taken as they are."""

    child = serializers.CharField(max_length=MAX_SAVED_VALUE, trim_whitespace=False)


class SavedSearchInputSerializer(InputSerializer):
    name = LineField(max_length=120, required=False, allow_blank=True)
    q = CleanField(max_length=200, required=False, allow_blank=True)
    filters = FiltersField(
        required=False, help_text="The filters of the search by the names of its parameters."
    )


class SavedSearchSerializer(Answer):
    id = IdField("saved")
    name = serializers.CharField()
    q = serializers.CharField()
    filters = serializers.DictField(child=serializers.CharField())
    created_at = serializers.DateTimeField()


class SavedSearchListSerializer(Answer):
    results = SavedSearchSerializer(many=True)
