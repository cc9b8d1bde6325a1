"""What the contract says about each operation."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from cms import shapes
from commerce.core.api.pagination import DEFAULT_PAGE_SIZE, page_parameters
from commerce.core.shapes import component

from .serializers import DraftTokenSerializer

PAGES = [
    OpenApiParameter(spec["name"], spec["schema"], description=spec["description"])
    for spec in page_parameters()
]
_PATH = OpenApiParameter(
    "path",
    {"type": "string", "pattern": "^/[^\\x00]*$", "maxLength": 1000},
    required=True,
    description="The path of the page without its language, such as `/about/`.",
    examples=[OpenApiExample("Home page", "/"), OpenApiExample("A page below it", "/about/")],
)
_PAGE_EXAMPLE = {
    "id": "page_2YJ7Q0T1D8N4V8K6W1R3M5B9ZC",
    "type": "content",
    "title": "About us",
    "path": "/about/",
    "locale": "en",
    "alternates": {"en": "/about/", "de": "/ueber-uns/"},
    "seo": {"title": "About us", "description": "Who makes our chairs.", "image": None},
    "breadcrumbs": [{"title": "Home", "path": "/"}],
    "article": None,
    "form": None,
    "legal": None,
    "category": None,
    "brand": None,
    "stores": None,
    "lookbook": None,
    "lookbooks": None,
    "body": [
        {
            "id": "0c6a3f6e-7f6e-4a57-9a0e-1d2f3a4b5c6d",
            "type": "rich_text",
            "value": {"html": "<p>Four people, one kiln.</p>"},
        }
    ],
    "published_at": "2026-03-02T08:00:00Z",
    "updated_at": "2026-03-09T14:30:00Z",
}
_PAGES_EXAMPLE = {
    "count": 1,
    "page": 1,
    "page_size": DEFAULT_PAGE_SIZE,
    "page_count": 1,
    "next": None,
    "previous": None,
    "results": [
        {
            "path": "/about/",
            "title": "About us",
            "type": "content",
            "locale": "en",
            "alternates": {"en": "/about/", "de": "/ueber-uns/"},
            "updated_at": "2026-03-09T14:30:00Z",
        }
    ],
}
_ARTICLES_EXAMPLE = {
    **{key: value for key, value in _PAGES_EXAMPLE.items() if key != "results"},
    "results": [
        {
            "path": "/journal/oil/",
            "title": "How much oil a table drinks",
            "article": {
                "lead": "Less than its owner thinks.",
                "picture": None,
                "authors": ["Ada Reed"],
                "tags": [{"code": "care", "name": "Care"}],
                "published_on": "2026-03-02",
            },
            "updated_at": "2026-03-09T14:30:00Z",
        }
    ],
    "tags": [{"code": "care", "name": "Care", "count": 1}],
}
_MENUS_EXAMPLE = {
    "header": [
        {
            "label": "Lighting",
            "url": "/categories/lighting",
            "children": [{"label": "Table lamps", "url": "/categories/table-lamps"}],
        }
    ],
    "footer": [{"label": "About us", "url": "/about", "children": []}],
}
_BANNERS_EXAMPLE = {
    "results": [
        {
            "id": "ban_5CJP6FSYYK8C6V6DWM6Y1VVCFC",
            "text": "Free delivery from 80 €.",
            "link": {"label": "How we deliver", "url": "/delivery"},
            "style": "promotion",
            "placement": "top",
            "is_dismissible": True,
        }
    ]
}


def _operation(
    name: str, shape: type, example: Any, summary: str, description: str, **options: Any
) -> dict[str, Any]:
    return {
        "operation_id": name,
        "summary": summary,
        "description": description,
        "tags": ["content"],
        "responses": {200: component(shape)},
        "examples": [OpenApiExample("Answer", example, response_only=True)],
        **options,
    }


PAGE_LIST = _operation(
    "content_pages_list",
    shapes.PageSummaryPage,
    _PAGES_EXAMPLE,
    "List the pages",
    "The public pages of a language, parents before their children.",
    parameters=PAGES,
)
PAGE_DETAIL = _operation(
    "content_page_retrieve",
    shapes.ContentPage,
    _PAGE_EXAMPLE,
    "Read the page at a path",
    (
        "Such as `/about/`; `/` is the home page. A page that is not there in this language answers "
        "404 with the paths of its other languages in `alternates`. Where a page has moved, "
        "`redirect_to` says where to send the reader: the end of a chain of redirects, never back "
        "to where the reader is."
    ),
    parameters=[_PATH],
)
ARTICLE_LIST = _operation(
    "content_articles_list",
    shapes.ArticlePage,
    _ARTICLES_EXAMPLE,
    "List the articles of a blog",
    "The public articles below the page at that path, the newest first; a page of another kind has none.",
    parameters=[
        *PAGES,
        _PATH,
        OpenApiParameter("tag", {"type": "string", "maxLength": 100}, description="Code of a tag."),
    ],
)
LEGAL_VERSION = _operation(
    "content_legal_version_retrieve",
    shapes.LegalVersionText,
    {
        "version": "leg_01JD40AAAABBBBCCCCDDDDEEEE",
        "number": 3,
        "dated": "2026-05-03",
        "path": "/legal-versions/leg_01JD40AAAABBBBCCCCDDDDEEEE",
        "kind": "terms",
        "title": "Terms of sale",
        "locale": "en",
        "is_in_force": True,
        "body": _PAGE_EXAMPLE["body"],
    },
    "Read a version of a legal text",
    (
        "As it was published, whatever became of its page. `legal.versions` of the page has all of "
        "them; an order names the one that its buyer agreed to."
    ),
)
PLACES = _operation(
    "content_places_retrieve",
    shapes.Places,
    {
        "categories": [{"slug": "lighting", "path": "/about-light/"}],
        "brands": [{"code": "reed-sons", "path": "/reed/"}],
    },
    "List the categories and brands that have a page",
    (
        "A storefront shows the page of a category around its list, and reads this once for all of "
        "them. Few and small: there are no pages of this list."
    ),
)
ROBOTS = _operation(
    "content_robots_retrieve",
    shapes.Robots,
    {"text": "User-agent: *\nDisallow: /*/clearance\n"},
    "Read the rules for search engines",
    "What editors have added for this channel; checked when it was written.",
)
MENUS = _operation(
    "content_menus_retrieve",
    shapes.Menus,
    _MENUS_EXAMPLE,
    "Read the menus",
    "Those of header and footer; a place without a menu has no entries.",
)
BANNERS = _operation(
    "content_banners_retrieve",
    shapes.Banners,
    _BANNERS_EXAMPLE,
    "Read the banners",
    "The announcements that are on show now.",
)
_DRAFT_EXAMPLE = {
    "page": _PAGE_EXAMPLE,
    "menus": _MENUS_EXAMPLE,
    "banners": _BANNERS_EXAMPLE["results"],
    "currency": "EUR",
    "moment": None,
    "is_editing": False,
    "edit_url": "",
    "branding": None,
    "checker": "",
}
DRAFT = _operation(
    "content_draft_open",
    shapes.Draft,
    _DRAFT_EXAMPLE,
    "Open a draft",
    (
        "For the storefront, which shows a page as it would be if it were published. The token comes "
        "with the address that the back office gives out, is good for one draft, one channel and one "
        "language, and is sent in the body, so that no log has it. That a link was opened is counted."
    ),
    request=DraftTokenSerializer,
)
DRAFT["examples"].append(
    OpenApiExample("A token", {"token": "WyJsIiw3XQ.1tCx2y.9fW1c"}, request_only=True)
)
