"""Answers as the documentation shows them."""

from __future__ import annotations

from typing import Any


def money(amount: str, currency: str = "EUR") -> dict[str, str]:
    return {"amount": amount, "currency": currency}


def image(number: str, alt: str, name: str) -> dict[str, Any]:
    base = f"https://shop.example.com/media/renditions/products/{name}"
    sources = [{"width": width, "url": f"{base}-{width}.webp"} for width in (480, 960, 1440)]
    return {
        "id": f"img_01K9ZV3M5Q7XKRW2D8N4B6T{number}",
        "alt": alt,
        "width": 1600,
        "height": 1600,
        "url": sources[1]["url"],
        "sources": sources,
    }


IN_STOCK = {"status": "in_stock", "is_available": True}
LOW_STOCK = {"status": "low_stock", "is_available": True}
CUSHION = image("0A1", "Linen cushion", "linen-cushion-moss")
DETAIL = image("0A2", "Linen cushion", "linen-cushion-detail")

CARD: dict[str, Any] = {
    "id": "prod_01K9ZV3M5Q7XKRW2D8N4B6T0C9",
    "slug": "linen-cushion",
    "name": "Linen cushion",
    "summary": "Washed until it gave in.",
    "brand": {"code": "reed-and-rook", "label": "Reed & Rook"},
    "image": CUSHION,
    "hover_image": DETAIL,
    "prices": {
        "EUR": {
            "from": money("29.00"),
            "to": money("39.00"),
            "compare_at": money("35.00"),
            "lowest_30_days": money("33.00"),
        },
        "USD": {
            "from": money("32.00", "USD"),
            "to": money("43.00", "USD"),
            "compare_at": None,
            "lowest_30_days": None,
        },
    },
    "availability": IN_STOCK,
    "rating": {"average": "4.6", "count": 12},
    "options": [
        {
            "code": "colour",
            "name": "Colour",
            "values": [
                {"code": "moss", "label": "Moss", "swatch": "#6b7a4b"},
                {"code": "clay", "label": "Clay", "swatch": "#b4552d"},
            ],
        }
    ],
    "variant_count": 2,
    "default_variant_id": None,
    "badges": ["sale"],
}

VARIANTS: list[dict[str, Any]] = [
    {
        "id": "var_01K9ZV3M5Q7XKRW2D8N4B6T0D1",
        "sku": "CUSHION-MOSS",
        "ean": "4006381333931",
        "name": "Moss",
        "options": {"colour": "moss"},
        "prices": {
            "EUR": {
                "price": money("29.00"),
                "compare_at": money("35.00"),
                "lowest_30_days": money("33.00"),
            }
        },
        "availability": IN_STOCK,
        "image_ids": [CUSHION["id"]],
    },
    {
        "id": "var_01K9ZV3M5Q7XKRW2D8N4B6T0D2",
        "sku": "CUSHION-CLAY",
        "ean": None,
        "name": "Clay",
        "options": {"colour": "clay"},
        "prices": {"EUR": {"price": money("39.00"), "compare_at": None, "lowest_30_days": None}},
        "availability": LOW_STOCK,
        "image_ids": [],
    },
]

DOCUMENT: dict[str, Any] = {
    **CARD,
    "description": "<p>Stone-washed linen with a feather filling.</p>",
    "images": [CUSHION, DETAIL],
    "attributes": [
        {
            "code": "width",
            "name": "Width",
            "label": "45",
            "value": "45",
            "unit": "cm",
        }
    ],
    "variants": VARIANTS,
    "categories": [{"slug": "cushions", "name": "Cushions"}],
    "breadcrumbs": [
        {"slug": "textiles", "name": "Textiles"},
        {"slug": "cushions", "name": "Cushions"},
    ],
    "product_class": {"code": "textile", "name": "Textile"},
    "seo": {"title": "Linen cushion", "description": "Washed until it gave in."},
    "alternates": {"en": "linen-cushion", "de": "leinenkissen"},
    "locale": "en",
    "published_at": "2026-11-02T09:00:00Z",
    "version": 3,
    "updated_at": "2026-11-18T16:20:05Z",
}

CATEGORY_NODE: dict[str, Any] = {
    "id": "cat_01K9ZV3M5Q7XKRW2D8N4B6T0E1",
    "slug": "textiles",
    "name": "Textiles",
    "image": None,
    "product_count": 31,
    "children": [
        {
            "id": "cat_01K9ZV3M5Q7XKRW2D8N4B6T0E2",
            "slug": "cushions",
            "name": "Cushions",
            "image": None,
            "product_count": 12,
            "children": [],
        }
    ],
}

CATEGORY: dict[str, Any] = {
    "id": "cat_01K9ZV3M5Q7XKRW2D8N4B6T0E2",
    "slug": "cushions",
    "name": "Cushions",
    "description": "<p>For the end of the day.</p>",
    "image": None,
    "product_count": 12,
    "breadcrumbs": [
        {"slug": "textiles", "name": "Textiles"},
        {"slug": "cushions", "name": "Cushions"},
    ],
    "children": [],
    "parent": {"slug": "textiles", "name": "Textiles"},
    "seo": {"title": "Cushions", "description": "For the end of the day."},
    "alternates": {"en": "cushions", "de": "kissen"},
}

CHANNEL: dict[str, Any] = {
    "code": "reed-and-rook",
    "name": "Reed & Rook",
    "default_locale": "en",
    "locales": [
        {"code": "en", "name": "English", "direction": "ltr"},
        {"code": "ar", "name": "العربية", "direction": "rtl"},
    ],
    "default_currency": "EUR",
    "currencies": [{"code": "EUR", "symbol": "€", "minor_units": 2}],
    "countries": [{"code": "DE", "name": "Germany"}],
    "branding": {
        "name": "Reed & Rook",
        "tagline": "Things that stay.",
        "logo_url": None,
        "favicon_url": None,
        "primary_colour": "#24352f",
        "accent_colour": "#b4552d",
        "background_colour": "#f8f4eb",
        "surface_colour": "#fdfbf7",
        "text_colour": "#1d2a23",
        "dark": {"background_colour": "#151b18", "text_colour": "#ece6da"},
        "heading_font": "newsreader",
        "text_font": "instrument-sans",
        "font_url": None,
        "corners": "soft",
        "density": "normal",
        "support_email": "hello@reedandrook.example",
    },
}

WRITE_REVIEW = {
    "score": 5,
    "title": "Silent, at last",
    "body": "No ticking whatsoever.\nI have been late twice and felt calm about it.",
}
REVIEWS = {
    "count": 1,
    "page": 1,
    "page_size": 24,
    "page_count": 1,
    "next": None,
    "previous": None,
    "results": [
        {
            "id": "rev_01K7EKV8G0Q5J3N9D2M8B4ZTXR",
            **WRITE_REVIEW,
            "author": "Maud E.",
            "written_at": "2026-10-13T09:30:00Z",
            "is_verified_purchase": True,
        }
    ],
    "summary": {
        "average": "5.0",
        "count": 1,
        "distribution": [
            {"score": 5, "count": 1},
            {"score": 4, "count": 0},
            {"score": 3, "count": 0},
            {"score": 2, "count": 0},
            {"score": 1, "count": 0},
        ],
    },
}

WITHDRAWN: dict[str, Any] = {"id": CARD["id"], "withdrawn_at": "2026-11-18T16:20:05Z"}
STOCK_LEVEL: dict[str, Any] = {
    "id": VARIANTS[0]["id"],
    "sku": VARIANTS[0]["sku"],
    "available": 7,
}
OFFER_PRICES: dict[str, Any] = {name: VARIANTS[0][name] for name in ("id", "sku", "prices")}
