"""How the operations of the search are described in the contract."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema

from commerce.catalogue.registry import VALUES, list_facet_kinds
from commerce.core.api.pagination import page_parameters
from commerce.core.shapes import component
from search.finding import shapes as found
from search.query.question import MAX_WINDOW, Sort
from search.services.saved_searches import MOST_SAVED

from . import examples, serializers
from .parameters import LITERAL

TAG: Final = "Search"
MAX_TEXT: Final = 200
MAX_PREFIX: Final = 100

_ID = "[a-z]{2,8}_[0-9A-Z]{26}"

# Says of a parameter which kind of facet it is of, for clients that read addresses.
FACET: Final = "x-facet"
# Each member of the object is a parameter of its own.
EXPLODED: Final[dict[str, Any]] = {"style": "form", "explode": True}

TEXT = OpenApiParameter(
    "q", {"type": "string", "maxLength": MAX_TEXT}, description="What is looked for."
)
FILTERS = [
    *(
        OpenApiParameter(
            parameter.name,
            dict(parameter.schema),
            description=parameter.description,
            examples=[OpenApiExample("Example", value=parameter.example)],
            extensions={FACET: kind.code},
            **EXPLODED if kind.is_family else {},
        )
        for kind in list_facet_kinds()
        for parameter in kind.parameters
    ),
    OpenApiParameter(
        LITERAL,
        dict(VALUES),
        description=(
            "Fields, with commas, that are not to be understood from the text: "
            "`literal=attr.colour,price` takes those words as words."
        ),
    ),
]
SORT = OpenApiParameter("sort", str, enum=[sort.value for sort in Sort], default="relevance")
PAGES = [
    OpenApiParameter(spec["name"], spec["schema"], description=spec["description"])
    for spec in page_parameters()
]
CURSOR = OpenApiParameter(
    "cursor", str, description="The `next_cursor` of the same search; in the place of `page`."
)
FACETS = OpenApiParameter("facets", bool, default=True, description="Whether to count facets.")
VIEWED = OpenApiParameter(
    "viewed",
    {"type": "string", "pattern": f"^{_ID}(,{_ID}){{0,19}}$"},
    description=(
        "Ids of at most 20 products that a consenting shopper looked at lately, with commas. "
        "Read only where the channel ranks personally."
    ),
)


def _example(value: Any, *, is_request: bool = False) -> OpenApiExample:
    return OpenApiExample(
        "Example", value=value, request_only=is_request, response_only=not is_request
    )


search_products = extend_schema(
    tags=[TAG],
    operation_id="search_products",
    summary="Search products",
    description=(
        "Colours, categories, brands and price limits in the text become filters, told in "
        "`query.understood`; when nothing has all the words, `query.relaxation` tells what was "
        f"given up. Pages end at {MAX_WINDOW:,} products; `next_cursor` leads on."
    ),
    parameters=[TEXT, *FILTERS, SORT, *PAGES, CURSOR, FACETS, VIEWED],
    responses={200: component(found.SearchAnswer)},
    examples=[_example(examples.ANSWER)],
)
search_filters = extend_schema(
    tags=[TAG],
    operation_id="search_filters",
    summary="What a search can be narrowed down by",
    description="A facet's own selection does not shrink its own counts.",
    parameters=[TEXT, *FILTERS],
    responses={200: component(found.SearchFilters)},
    examples=[_example(examples.FILTERS)],
)
search_suggestions = extend_schema(
    tags=[TAG],
    operation_id="search_suggestions",
    summary="Suggest while a text is typed",
    description="Without a text, what is popular.",
    parameters=[
        OpenApiParameter(
            "q", {"type": "string", "maxLength": MAX_PREFIX}, description="What was typed so far."
        )
    ],
    responses={200: component(found.Suggestions)},
    examples=[_example(examples.SUGGESTIONS)],
)
search_pages = extend_schema(
    tags=[TAG],
    operation_id="search_pages",
    summary="Search the pages of the website",
    description="Those that have the words of the text, with the words marked.",
    parameters=[TEXT, *PAGES],
    responses={200: component(found.FoundPages)},
    examples=[_example(examples.PAGES)],
)
record_event = extend_schema(
    tags=[TAG],
    operation_id="search_events_create",
    summary="Tell what became of a search",
    description=(
        "For counting only: no user, address or cookie is kept, and nothing at all without "
        "`consent`. Telling the same twice counts once."
    ),
    request=serializers.SearchEventSerializer,
    responses={204: None},
    examples=[_example(examples.EVENT, is_request=True)],
)
saved_list = extend_schema(
    tags=[TAG],
    operation_id="search_saved_list",
    summary="The signed-in customer's saved searches, newest first",
    description="With the words and the filters that each was saved with.",
    responses=serializers.SavedSearchListSerializer,
    examples=[_example({"results": [examples.SAVED]})],
)
saved_create = extend_schema(
    tags=[TAG],
    operation_id="search_saved_create",
    summary="Save a search, to be told by e-mail when something new matches",
    description=(
        "Words and filters are checked as those of a search are. A customer has "
        f"{MOST_SAVED} saved searches at most."
    ),
    request=serializers.SavedSearchInputSerializer,
    responses={201: serializers.SavedSearchSerializer},
    examples=[_example(examples.SAVED_INPUT, is_request=True), _example(examples.SAVED)],
)
saved_delete = extend_schema(
    tags=[TAG],
    operation_id="search_saved_destroy",
    summary="Forget a saved search",
    description="No more letters are sent about it.",
    request=None,
    responses={204: None},
)
