"""Shapes of the catalogue's answers that stand in no stored document."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from msgspec import Meta

from commerce.catalogue.selectors.categories import CategoryNode
from commerce.catalogue.shapes import ProductCard, Rating, StoredDocument, Withdrawn
from commerce.core.api.pagination import PageFrame
from commerce.core.shapes import Moment, Natural, component, part_of, public_id_meta

Stars = Annotated[int, Meta(ge=1, le=5)]


class Review(TypedDict):
    """What a customer wrote. Texts are plain: neither HTML nor links are meant by anything in them."""

    id: Annotated[str, public_id_meta("rev")]
    score: Annotated[Stars, Meta(description="Stars.")]
    title: str
    body: Annotated[str, Meta(description="Lines end with a line feed.")]
    author: Annotated[
        str | None, Meta(description="First name and an initial; null when no name is known.")
    ]
    written_at: Moment
    is_verified_purchase: Annotated[
        bool,
        Meta(
            description="Whether the author has ordered the product with the account they wrote from."
        ),
    ]


class ScoreCount(TypedDict):
    score: Stars
    count: Natural


class ReviewSummary(Rating):
    """All reviews of the product, whatever the page shows; the same as the product's `rating`."""

    distribution: Annotated[
        list[ScoreCount],
        Meta(description="Five entries, from 5 stars to 1; their counts add up to `count`."),
    ]


class ReviewPage(PageFrame):
    results: list[Review]
    summary: ReviewSummary


class WrittenReview(TypedDict):
    status: Annotated[Literal["pending"], Meta(description="Staff read it before others do.")]


class CategoryTree(TypedDict):
    results: list[CategoryNode]


# Cards in lists are whole, unless `fields` asked for a part of the document.
_LISTED = {"anyOf": [component(ProductCard), part_of(StoredDocument, name="ProductPart")]}


class ProductPage(TypedDict):
    count: Annotated[
        Natural | None,
        Meta(description="How many products there are in all; null behind the first page."),
    ]
    next_cursor: Annotated[str | None, Meta(description="Leads on; null on the last page.")]
    updated_until: Annotated[
        Moment | None,
        Meta(description="The time of the last change here: the `updated_since` to go on from."),
    ]
    withdrawn: Annotated[
        list[Withdrawn], Meta(description="What is shown no longer; only with `updated_since`.")
    ]
    results: Annotated[list[Any], Meta(extra_json_schema={"items": _LISTED})]
