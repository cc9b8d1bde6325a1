"""Shapes of what a search answers: what code is checked by, and what the contract tells clients."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from commerce.catalogue.shapes import (
    Availability,
    Crumb,
    Image,
    PriceSpan,
    ProductCard,
    ProductId,
    VariantId,
)
from commerce.core.api.pagination import PageFrame
from commerce.core.money import MoneyJson
from commerce.core.shapes import Natural


class SearchMatch(TypedDict):
    variant_id: VariantId
    options: Annotated[dict[str, str], Meta(description="Value codes by option code.")]
    image: Image | None
    price: MoneyJson
    compare_at: MoneyJson | None
    lowest_30_days: MoneyJson | None
    availability: Availability
    is_from: Annotated[
        bool, Meta(description="Whether other variants that have everything cost more.")
    ]


class SearchReason(TypedDict):
    kind: Literal["viewed", "bought"]
    label: str


class SearchHit(ProductCard):
    """A product as lists of products have it, and which of its variants matched."""

    match: Annotated[
        SearchMatch | None,
        Meta(
            description="The variant that has everything asked for; null when nothing was asked of it."
        ),
    ]
    because: Annotated[
        SearchReason | None, Meta(description="Why a shopper's own history moved the product up.")
    ]


class SearchFacetValue(TypedDict):
    value: str
    label: str
    count: int
    swatch: str | None
    is_selected: bool
    depth: Annotated[int, Meta(description="Of a category in the tree; 0 otherwise.")]
    parent: Annotated[str | None, Meta(description="The value above, of a category.")]


class SearchPriceBucket(TypedDict("SearchPriceBucket", {"from": MoneyJson})):
    to: Annotated[
        MoneyJson, Meta(description="Prices below this one; the next bucket begins with it.")
    ]
    count: int


class SearchFacet(TypedDict):
    code: Annotated[
        str,
        Meta(
            description="The parameter that filters by it, such as `category` or `attr.<code>`; "
            "`price` stands for `price_min` and `price_max`."
        ),
    ]
    name: str
    type: Literal["choice", "range", "boolean"]
    is_single: Annotated[
        bool,
        Meta(description="Whether one value at most can be chosen, as in “so many stars or more”."),
    ]
    unit: str | None
    values: list[SearchFacetValue]
    minimum: MoneyJson | None
    maximum: MoneyJson | None
    buckets: list[SearchPriceBucket]


class Understood(TypedDict):
    field: Annotated[str, Meta(description="What to put into `literal` to take it as words.")]
    kind: Literal["category", "colour", "material", "brand", "attribute", "price"]
    value: Annotated[str, Meta(description="Of a price, both ends with a dash between: `-200`.")]
    label: str
    words: Annotated[str, Meta(description="The words of the text that say so.")]


class SearchQuery(TypedDict):
    text: str
    understood: list[Understood]
    corrected: Annotated[
        str | None, Meta(description="What was searched for in the place of the text.")
    ]
    relaxation: Annotated[
        Literal["none", "fewer_words", "did_you_mean", "nearest_category", "popular"],
        Meta(description="What was given up, since nothing had everything."),
    ]
    nearest_category: Annotated[
        Crumb | None, Meta(description="Whose best sellers are shown, since nothing was found.")
    ]
    did_you_mean: list[str]


class SearchRedirect(TypedDict):
    url: Annotated[str, Meta(description="A path of the storefront, or an https address.")]


class SearchEngine(TypedDict):
    name: Annotated[
        str, Meta(extra_json_schema={"enum": ["elasticsearch", "embedded", "database"]})
    ]
    is_degraded: Annotated[bool, Meta(description="The database answers, with fewer features.")]
    reason: str | None


class SearchPageFrame(PageFrame):
    page_count: Annotated[Natural, Meta(description="Of those that can be asked for by number.")]


class SearchAnswer(SearchPageFrame):
    next_cursor: Annotated[
        str | None, Meta(description="Leads on, however deep; null behind the last product.")
    ]
    results: list[SearchHit]
    facets: list[SearchFacet]
    query: SearchQuery
    redirect: SearchRedirect | None
    engine: SearchEngine
    personalised: bool
    receipt: Annotated[str, Meta(description="To be sent along with the search's events.")]


class SearchFilters(TypedDict):
    count: int
    facets: list[SearchFacet]
    engine: SearchEngine


class HighlightPart(TypedDict):
    text: str
    is_match: bool


class SuggestedQuery(TypedDict):
    text: str
    highlighted: list[HighlightPart]
    count: Annotated[
        int | None,
        Meta(description="Products it found last; null when it was not asked lately."),
    ]


class SuggestedProduct(TypedDict):
    id: ProductId
    slug: str
    name: str
    image: Image | None
    prices: dict[str, PriceSpan]
    highlighted: list[HighlightPart]


class SuggestedCategory(TypedDict):
    slug: str
    name: str
    breadcrumb: Annotated[list[Crumb], Meta(description="From the root to its parent.")]
    highlighted: list[HighlightPart]


class SuggestedPage(TypedDict):
    path: str
    title: str
    highlighted: list[HighlightPart]


class Suggestions(TypedDict):
    queries: list[SuggestedQuery]
    products: list[SuggestedProduct]
    categories: list[SuggestedCategory]
    pages: list[SuggestedPage]
    corrected: str | None


class FoundPage(TypedDict):
    path: str
    title: str
    type: str
    excerpt: str
    highlighted: Annotated[list[HighlightPart], Meta(description="The excerpt in parts.")]


class FoundPages(SearchPageFrame):
    results: list[FoundPage]
