"""Examples of the contract."""

from __future__ import annotations

from typing import Any

MOSS = "var_01K9ZV3M5Q7XKRW2D8N4B6T0D1"


def money(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


def image(number: str, name: str) -> dict[str, Any]:
    url = f"https://shop.example.com/media/renditions/products/{name}-960.webp"
    return {
        "id": f"img_01K9ZV3M5Q7XKRW2D8N4B6T{number}",
        "alt": "Linen cushion",
        "width": 1600,
        "height": 1600,
        "url": url,
        "sources": [{"width": 960, "url": url}],
    }


PICTURE = image("0A1", "linen-cushion-moss")
PRICES = {
    "EUR": {
        "from": money("29.00"),
        "to": money("39.00"),
        "compare_at": money("35.00"),
        "lowest_30_days": money("33.00"),
    }
}
IN_STOCK = {"status": "in_stock", "is_available": True}
RECEIPT = "eyJjIjoxLCJsIjoiZW4iLCJxIjoiZ3JlZW4gY3VzaGlvbiJ9:1wLqTe:0bK9hK0cI2n6w2mJ3v1oQ8"
SEARCH_ID = "3f0c6c1e-5d0b-4b0e-9d5c-0f5f3a9e7b11"

HIT: dict[str, Any] = {
    "id": "prod_01K9ZV3M5Q7XKRW2D8N4B6T0C9",
    "slug": "linen-cushion",
    "name": "Linen cushion",
    "summary": "Washed until it gave in.",
    "brand": {"code": "reed-and-rook", "label": "Reed & Rook"},
    "image": PICTURE,
    "hover_image": None,
    "prices": PRICES,
    "availability": IN_STOCK,
    "rating": {"average": "4.6", "count": 12},
    "options": [
        {
            "code": "colour",
            "name": "Colour",
            "values": [{"code": "moss", "label": "Moss", "swatch": "#6b7a4b"}],
        }
    ],
    "variant_count": 2,
    "default_variant_id": None,
    "badges": ["sale"],
    "match": {
        "variant_id": MOSS,
        "options": {"colour": "moss"},
        "image": PICTURE,
        "price": money("29.00"),
        "compare_at": money("35.00"),
        "lowest_30_days": money("33.00"),
        "availability": IN_STOCK,
        "is_from": False,
    },
    "because": None,
}


def facet(code: str, name: str, *values: dict[str, Any], **members: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"unit": None, "minimum": None, "maximum": None, "buckets": []}
    plain = {"code": code, "name": name, "type": "choice", "is_single": False}
    return {**plain, "values": [*values], **empty, **members}


def value(code: str, label: str, count: int, **members: Any) -> dict[str, Any]:
    plain = {"swatch": None, "is_selected": False, "depth": 0, "parent": None}
    return {"value": code, "label": label, "count": count, **plain, **members}


FACETS = [
    facet(
        "category",
        "Category",
        value("textiles", "Textiles", 12),
        value("cushions", "Cushions", 9, depth=1, parent="textiles"),
    ),
    facet(
        "price",
        "Price",
        type="range",
        minimum=money("29.00"),
        maximum=money("79.00"),
        buckets=[
            {"from": money("20.00"), "to": money("40.00"), "count": 8},
            {"from": money("40.00"), "to": money("60.00"), "count": 3},
            {"from": money("60.00"), "to": money("80.00"), "count": 1},
        ],
    ),
    facet(
        "attr.colour",
        "Colour",
        value("moss", "Moss", 7, swatch="#6b7a4b", is_selected=True),
        value("clay", "Clay", 5, swatch="#b4552d"),
    ),
    facet(
        "available", "Availability", value("true", "In stock", 11), type="boolean", is_single=True
    ),
]
ENGINE = {"name": "elasticsearch", "is_degraded": False, "reason": None}
FRAME = {"count": 1, "page": 1, "page_size": 24, "page_count": 1, "next": None, "previous": None}
ANSWER: dict[str, Any] = {
    **FRAME,
    "next_cursor": None,
    "results": [HIT],
    "facets": FACETS,
    "query": {
        "text": "moss cushion under 50",
        "understood": [
            {
                "field": "attr.colour",
                "kind": "colour",
                "value": "moss",
                "label": "Moss",
                "words": "moss",
            },
            {
                "field": "price",
                "kind": "price",
                "value": "-50",
                "label": "up to €50.00",
                "words": "under 50",
            },
        ],
        "corrected": None,
        "relaxation": "none",
        "nearest_category": None,
        "did_you_mean": [],
    },
    "redirect": None,
    "engine": ENGINE,
    "personalised": False,
    "receipt": RECEIPT,
}
FILTERS: dict[str, Any] = {"count": 12, "facets": FACETS, "engine": ENGINE}


def parts(match: str, rest: str) -> list[dict[str, Any]]:
    return [{"text": match, "is_match": True}, {"text": rest, "is_match": False}]


SUGGESTIONS: dict[str, Any] = {
    "queries": [{"text": "cushion covers", "highlighted": parts("cu", "shion covers"), "count": 9}],
    "products": [
        {
            "id": HIT["id"],
            "slug": HIT["slug"],
            "name": HIT["name"],
            "image": PICTURE,
            "prices": PRICES,
            "highlighted": [
                {"text": "Linen ", "is_match": False},
                *parts("cu", "shion"),
            ],
        }
    ],
    "categories": [
        {
            "slug": "cushions",
            "name": "Cushions",
            "breadcrumb": [{"slug": "textiles", "name": "Textiles"}],
            "highlighted": parts("Cu", "shions"),
        }
    ],
    "pages": [
        {
            "path": "/guides/cushions/",
            "title": "Cushions by the armful",
            "highlighted": parts("Cu", "shions by the armful"),
        }
    ],
    "corrected": None,
}
PAGES: dict[str, Any] = {
    **FRAME,
    "results": [
        {
            "path": "/returns/",
            "title": "Returns",
            "type": "content",
            "excerpt": "Send back what does not fit within 30 days.",
            "highlighted": [
                {"text": "Send ", "is_match": False},
                *parts("back", " what does not fit within 30 days."),
            ],
        }
    ],
}
EVENT: dict[str, Any] = {
    "consent": True,
    "search_id": SEARCH_ID,
    "receipt": RECEIPT,
    "type": "click",
    "product_id": HIT["id"],
    "position": 3,
}
SAVED_INPUT: dict[str, Any] = {
    "name": "Green cushions",
    "q": "cushion",
    "filters": {"attr.colour": "moss", "price_max": "50"},
}
SAVED: dict[str, Any] = {
    "id": "saved_01K9ZV3M5Q7XKRW2D8N4B6T0F1",
    **SAVED_INPUT,
    "created_at": "2026-11-18T16:20:05Z",
}
