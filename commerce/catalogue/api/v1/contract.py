"""How the operations of the catalogue are described in the contract."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema

from commerce.catalogue.documents.schema import CARD_FIELDS, StoredDocument
from commerce.catalogue.selectors.categories import CategoryDetail
from commerce.catalogue.selectors.channel import ChannelBranding, ChannelLocale, DescribedChannel
from commerce.catalogue.selectors.matching import Sort
from commerce.core.api.pagination import page_parameters
from commerce.core.shapes import component

from . import examples, serializers, shapes
from .parameters import MAX_ATTRIBUTES

TAG = "Catalogue"
# Parts that are called otherwise in the code, where these names have another meaning.
component(ChannelLocale, name="Locale")
component(ChannelBranding, name="Branding")

# Values with commas between them, none of them empty.
VALUES = {"type": "string", "pattern": r"^[^,\u0000]+(,[^,\u0000]+){0,49}$"}
SLUG = {"type": "string", "pattern": r"^[^\u0000]+$"}
ATTRIBUTES = {
    "type": "object",
    "propertyNames": {"pattern": "^attr[.][a-zA-Z_][0-9a-zA-Z_]{0,127}$"},
    "additionalProperties": VALUES,
    "maxProperties": MAX_ATTRIBUTES,
}
_FIELD = f"({'|'.join(CARD_FIELDS)})"
_AMOUNT = {"type": "string", "pattern": r"^\d{1,10}(\.\d{1,4})?$"}

QUESTION = [
    OpenApiParameter("category", SLUG, description="Slug of one category; those below it count."),
    OpenApiParameter("price_min", _AMOUNT, description="Lowest price, in the currency asked for."),
    OpenApiParameter("price_max", _AMOUNT, description="Highest price, in the currency asked for."),
    OpenApiParameter("available", bool, description="Only what can be bought now."),
    OpenApiParameter("on_sale", bool, description="Only what is reduced in the currency."),
    OpenApiParameter(
        "attributes",
        ATTRIBUTES,
        style="form",
        explode=True,
        description=(
            "One parameter `attr.<code>` per attribute, with one or more value codes: "
            "`attr.colour=moss,clay&attr.size=l`. One variant must have a value of each."
        ),
    ),
]
SORT = OpenApiParameter("sort", str, enum=[sort.value for sort in Sort], default="featured")
FIELDS = OpenApiParameter(
    "fields",
    {"type": "string", "pattern": f"^{_FIELD}(,{_FIELD})*$"},
    description=f"Members wanted, with commas: some of {', '.join(CARD_FIELDS)}.",
)
RATING = OpenApiParameter(
    "rating",
    {"type": "integer", "minimum": 1, "maximum": 5},
    description="Only reviews with exactly this many stars.",
)
PAGES = [
    OpenApiParameter(spec["name"], spec["schema"], description=spec["description"])
    for spec in page_parameters()
]


MOVED = (
    "An address that it had before answers 404 with `redirect_to`: its path in the storefront, "
    "without the language. Addresses change on purpose only, and old ones are kept for good."
)


def _example(value: Any) -> list[OpenApiExample]:
    return [OpenApiExample("Example", value=value, response_only=True)]


product_list = extend_schema(
    tags=[TAG],
    operation_id="products_list",
    summary="List products",
    description="The cards of the products that answer a question, a page at a time.",
    parameters=[*QUESTION, SORT, FIELDS, *PAGES],
    responses={200: component(shapes.ProductPage)},
    examples=_example(
        {
            "count": 1,
            "page": 1,
            "page_size": 24,
            "page_count": 1,
            "next": None,
            "previous": None,
            "results": [examples.CARD],
        }
    ),
)
product_detail = extend_schema(
    tags=[TAG],
    operation_id="products_retrieve",
    summary="Get a product by its slug in any locale",
    description=(
        "The whole document: texts, options, variants, prices by currency, pictures. " + MOVED
    ),
    responses={200: component(StoredDocument, name="ProductDocument")},
    examples=_example(examples.DOCUMENT),
)
product_filters = extend_schema(
    tags=[TAG],
    operation_id="product_filters_retrieve",
    summary="What a list of products can be narrowed down by",
    description="A filter's own selection does not shrink its own counts.",
    parameters=QUESTION,
    responses=serializers.ProductFiltersSerializer,
    examples=_example(examples.FILTERS),
)
product_reviews = extend_schema(
    tags=[TAG],
    operation_id="product_reviews_list",
    summary="List the reviews of a product",
    description=(
        "What customers wrote and staff approved, the newest first, with how all of the reviews "
        "spread over the stars. " + MOVED
    ),
    parameters=[RATING, *PAGES],
    responses={200: component(shapes.ReviewPage)},
    examples=_example(examples.REVIEWS),
)
product_review_create = extend_schema(
    tags=[TAG],
    operation_id="product_reviews_create",
    summary="Write a review",
    description=(
        "One per customer and product; 409 `already_reviewed` for a second one. Texts are plain. "
        "Nobody else reads it before staff have approved it."
    ),
    request=serializers.WriteReviewSerializer,
    responses={201: component(shapes.WrittenReview)},
    examples=[
        OpenApiExample("Review", value=examples.WRITE_REVIEW, request_only=True),
        OpenApiExample(
            "Kept", value={"status": "pending"}, response_only=True, status_codes=["201"]
        ),
    ],
)
category_tree = extend_schema(
    tags=[TAG],
    operation_id="categories_list",
    summary="Get the category tree",
    description="All categories of the channel, with how many products each has.",
    responses={200: component(shapes.CategoryTree)},
    examples=_example({"results": [examples.CATEGORY_NODE]}),
)
category_detail = extend_schema(
    tags=[TAG],
    operation_id="categories_retrieve",
    summary="Get a category by its slug in any locale",
    description="With its path, its children and its slug in each locale. " + MOVED,
    responses={200: component(CategoryDetail, name="Category")},
    examples=_example(examples.CATEGORY),
)
channel_detail = extend_schema(
    tags=["Channel"],
    operation_id="channel_retrieve",
    summary="Get the channel: its languages, currencies, countries and looks",
    description="What a front end needs to know before it shows anything.",
    responses={200: component(DescribedChannel, name="Channel")},
    examples=_example(examples.CHANNEL),
)
