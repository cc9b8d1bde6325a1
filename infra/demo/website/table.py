"""A page with what else pages can hold: places on pictures, a comparison, tabs, content for some readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from cms.enums import RailSource
from cms.models import ReusableContent
from cms.services import PageContent
from commerce.notifications.models import Segment

from .bodies import Block, Stock, Words, described

COMPARED = ("reed-spindle-chair", "wicket-ladder-chair", "tern-dining-chair")
# What the picture of the dining corner shows, by its place in percent.
ON_THE_TABLE = (("brook-carafe", 33, 56), ("puddle-bowl", 42, 63), ("gather-table", 62, 66))
GALLERY = ("kitchen-shelf", "reading-corner", "workshop", "bedroom")


def table_page(
    words: Words,
    stock: Stock,
    alts: Mapping[str, str],
    care: ReusableContent,
    regulars: Segment,
) -> PageContent:
    """Return the page of the long table."""
    body: list[Block] = [
        ("hero", _hero(words, stock, alts)),
        ("slot", _welcome(words, regulars)),
        ("hotspots", _spots(words, stock, alts)),
        ("columns", {"columns": [{"blocks": [_text(one)]} for one in words["columns"]]}),
        ("comparison", {"heading": words["compare"], "products": _products(stock, COMPARED)}),
        ("countdown", _countdown(words)),
        ("gallery", _gallery(words, stock, alts)),
        ("tabs", _tabs(words)),
        ("reusable", {"content": care}),
        ("product_rail", _rail(words["best"], RailSource.BESTSELLING)),
        (
            "product_rail",
            {**_rail(words["found"], RailSource.SEARCH), "search": words["found_words"]},
        ),
        ("product_rail", _rail("", RailSource.VIEWED)),
    ]
    return PageContent(title=words["title"], body=body, seo_description=words["lead"])


def care_body(words: Words) -> Sequence[Block]:
    """Return what is told of wood on every page that shows it."""
    return [("rich_text", {"html": words["care"]})]


def _hero(words: Words, stock: Stock, alts: Mapping[str, str]) -> dict[str, Any]:
    picture = described(stock, "dining-corner", alts)
    return {"heading": words["heading"], "text": words["lead"], "image": picture, "theme": "dark"}


def _welcome(words: Words, regulars: Segment) -> dict[str, Any]:
    often = {"name": "Regulars", "segment": regulars, "blocks": [_html(words["welcome_regular"])]}
    known = {"name": "Members", "visit": "signed_in", "blocks": [_html(words["welcome_back"])]}
    small = {"name": "Phones", "device": "phone", "blocks": [_html(words["welcome_phone"])]}
    return {
        "name": "Welcome",
        "blocks": [_html(words["welcome"])],
        "variants": [often, known, small],
    }


def _spots(words: Words, stock: Stock, alts: Mapping[str, str]) -> dict[str, Any]:
    points = [
        {"x": left, "y": top, "product": stock.products[slug]} for slug, left, top in ON_THE_TABLE
    ]
    picture = described(stock, "dining-corner", alts)
    return {"heading": words["spots"], "image": picture, "points": points}


def _gallery(words: Words, stock: Stock, alts: Mapping[str, str]) -> dict[str, Any]:
    items = [{"image": described(stock, name, alts), "caption": alts[name]} for name in GALLERY]
    return {"heading": words["gallery"], "items": items, "layout": "row"}


def _tabs(words: Words) -> dict[str, Any]:
    tabs = [{"title": one["title"], "blocks": [_text(one)]} for one in words["panels"]]
    return {"heading": words["tabs"], "tabs": tabs}


def _countdown(words: Words) -> dict[str, Any]:
    """Until the end of the year in which the shop was set up."""
    return {
        "heading": words["countdown"],
        "text": words["countdown_text"],
        "text_after": words["countdown_after"],
        "ends_at": datetime(timezone.now().year, 12, 31, 22, tzinfo=UTC),
    }


def _rail(heading: str, source: RailSource) -> dict[str, Any]:
    return {"heading": heading, "source": source.value, "limit": 4}


def _products(stock: Stock, slugs: Sequence[str]) -> list[Any]:
    return [stock.products[slug] for slug in slugs]


def _text(words: Words) -> Block:
    return _html(words["html"])


def _html(html: str) -> Block:
    return ("rich_text", {"html": html})
