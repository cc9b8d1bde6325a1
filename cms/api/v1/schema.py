"""What the contract says about each operation."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from commerce.core.api.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE

from . import serializers

_PATH = OpenApiParameter(
    "path",
    str,
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


def _operation(name: str, serializer: Any, example: Any = None, **options: Any) -> dict[str, Any]:
    examples = [OpenApiExample("Answer", example, response_only=True)] if example else []
    return {
        "operation_id": name,
        "tags": ["content"],
        "responses": {200: serializer},
        "examples": examples,
        "auth": [],
        **options,
    }


PAGE_LIST = _operation(
    "content_pages_list",
    serializers.PageSummaryPageSerializer,
    parameters=[
        OpenApiParameter("page", int, description="The page of the list, counted from 1."),
        OpenApiParameter(
            "page_size",
            int,
            description=f"How many on a page: {DEFAULT_PAGE_SIZE} unless told, {MAX_PAGE_SIZE} at most.",
        ),
    ],
)
PAGE_DETAIL = _operation(
    "content_page_retrieve", serializers.ContentPageSerializer, _PAGE_EXAMPLE, parameters=[_PATH]
)
MENUS = _operation("content_menus_retrieve", serializers.MenusSerializer, _MENUS_EXAMPLE)
BANNERS = _operation("content_banners_retrieve", serializers.BannersSerializer, _BANNERS_EXAMPLE)
