"""How the operations of the catalogue are described in the contract."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema

from commerce.catalogue.selectors.categories import CategoryDetail
from commerce.catalogue.selectors.channel import ChannelBranding, ChannelLocale, DescribedChannel
from commerce.catalogue.shapes import StoredDocument
from commerce.core.api.pagination import page_parameters
from commerce.core.shapes import component

from . import examples, serializers, shapes
from .parameters import DEFAULT_SIZE, DOCUMENT_FIELDS, MOST_AT_ONCE, MOST_IDS

TAG = "Catalogue"
# Parts that are called otherwise in the code, where these names have another meaning.
component(ChannelLocale, name="Locale")
component(ChannelBranding, name="Branding")

_ID = "prod_[0-9A-Z]{26}"
_FIELD = f"({'|'.join(DOCUMENT_FIELDS)})"

FEED = [
    OpenApiParameter(
        "updated_since",
        {"type": "string", "format": "date-time"},
        description="Only what changed then or later, with what was withdrawn.",
    ),
    OpenApiParameter(
        "ids",
        {"type": "string", "pattern": f"^{_ID}(,{_ID}){{0,{MOST_IDS - 1}}}$"},
        description=f"Only these products, {MOST_IDS} at most, with commas.",
    ),
    OpenApiParameter(
        "fields",
        {"type": "string", "pattern": f"^{_FIELD}(,{_FIELD})*$"},
        description=f"Members wanted, with commas: some of {', '.join(DOCUMENT_FIELDS)}. "
        "Without it, those of a card.",
    ),
    OpenApiParameter(
        "cursor", str, description="The `next_cursor` of the same question, to go on behind it."
    ),
    OpenApiParameter(
        "page_size",
        {"type": "integer", "minimum": 1, "maximum": MOST_AT_ONCE, "default": DEFAULT_SIZE},
        description="How many changes to return at once.",
    ),
]
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
    summary="Follow the products",
    description=(
        "The cards of all products in the order of their last change, the oldest first, to keep a "
        "copy of them. Follow `next_cursor` to its end; ask later with the last `updated_until` as "
        "`updated_since`, and no change is missed: what changed is in `results`, what is shown no "
        "longer in `withdrawn`. Shoppers' lists are what the search is for."
    ),
    parameters=FEED,
    responses={200: component(shapes.ProductPage)},
    examples=_example(
        {
            "count": 1,
            "next_cursor": None,
            "updated_until": "2026-11-28T10:00:00.000001Z",
            "withdrawn": [
                {"id": "prod_01K9ZV3M5Q7XKRW2D8N4B6T0C8", "withdrawn_at": "2026-11-28T09:00:00Z"}
            ],
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
    summary="Retired: what a list of products can be narrowed down by",
    description="Answers 410 `gone` for one release: `/api/v1/search/filters/` has it.",
    deprecated=True,
    responses={},
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
