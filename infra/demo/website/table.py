"""A page with every block that pages can hold; `frontend-next/e2e/blocks.spec.ts` looks at each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from cms.enums import RailSource
from cms.models import FormPage, HeronDocument, ReusableContent
from cms.services import PageContent, ensure_video
from commerce.notifications.models import Segment

from .bodies import Block, Stock, Words, described

FILM = Path(__file__).with_name("long-table.webm")
COMPARED = ("reed-spindle-chair", "wicket-ladder-chair", "tern-dining-chair")
BESIDE = ("gather-table", "tern-dining-chair", "brook-carafe", "puddle-bowl")
# What the picture of the dining corner shows, by its place in percent.
ON_THE_TABLE = (("brook-carafe", 33, 56), ("puddle-bowl", 42, 63), ("gather-table", 62, 66))
# What utm_campaign says in the links of the letter about this page.
CAMPAIGN = "long-table"
GALLERY = ("kitchen-shelf", "reading-corner", "workshop", "bedroom")


@dataclass(frozen=True)
class Shared:
    """What stands elsewhere and is shown here."""

    care: ReusableContent
    regulars: Segment
    contact: FormPage


def table_page(words: Words, stock: Stock, alts: Mapping[str, str], shared: Shared) -> PageContent:
    """Return the page of the long table."""
    body = [
        *_opening(words, stock, alts, shared),
        *_things(words, stock, alts),
        *_closing(words, stock, alts, shared),
    ]
    return PageContent(title=words["title"], body=body, seo_description=words["lead"])


def _opening(
    words: Words, stock: Stock, alts: Mapping[str, str], shared: Shared
) -> Sequence[Block]:
    return [
        ("hero", _hero(words, stock, alts)),
        ("usp_row", {"items": words["promises"]}),
        ("slot", _welcome(words, shared.regulars)),
        ("image_text", _story(words, stock, alts)),
        ("hotspots", _spots(words, stock, alts)),
        ("columns", {"columns": [{"blocks": [_text(one)]} for one in words["columns"]]}),
        ("quote", {"text": words["quote"], "author": words["quote_author"]}),
    ]


def _things(words: Words, stock: Stock, alts: Mapping[str, str]) -> Sequence[Block]:
    chosen = {**_rail(words["beside"], RailSource.MANUAL), "products": _products(stock, BESIDE)}
    return [
        ("product_rail", chosen),
        ("comparison", {"heading": words["compare"], "products": _products(stock, COMPARED)}),
        ("countdown", _countdown(words)),
        ("gallery", _gallery(words, stock, alts)),
        ("video", _film(words, stock, alts)),
        ("tabs", _tabs(words)),
        ("accordion", {"heading": words["questions"], "items": words["questions_asked"]}),
        ("picture", _kitchen(words, stock, alts)),
        ("category_tiles", _rooms(words, stock)),
    ]


def _closing(
    words: Words, stock: Stock, alts: Mapping[str, str], shared: Shared
) -> Sequence[Block]:
    found = {**_rail(words["found"], RailSource.SEARCH), "search": words["found_words"]}
    asked = {"heading": words["ask"], "text": words["ask_text"], "form": shared.contact}
    return [
        _html(words["before_you_ask"]),
        ("reusable", {"content": shared.care}),
        ("form", asked),
        ("product_rail", _rail(words["best"], RailSource.BESTSELLING)),
        ("product_rail", found),
        ("product_rail", _rail("", RailSource.VIEWED)),
    ]


def care_body(words: Words) -> Sequence[Block]:
    """Return what is told of wood on every page that shows it."""
    return [("rich_text", {"html": words["care"]})]


def _hero(words: Words, stock: Stock, alts: Mapping[str, str]) -> dict[str, Any]:
    picture = described(stock, "dining-corner", alts)
    return {"heading": words["heading"], "text": words["lead"], "image": picture, "theme": "dark"}


def _welcome(words: Words, regulars: Segment) -> dict[str, Any]:
    often = {"name": "Regulars", "segment": regulars, "blocks": [_html(words["welcome_regular"])]}
    known = {"name": "Known", "visitor": "returning", "blocks": [_html(words["welcome_back"])]}
    small = {"name": "Phones", "device": "phone", "blocks": [_html(words["welcome_phone"])]}
    sent = {"name": "Letter", "campaign": CAMPAIGN, "blocks": [_html(words["welcome_campaign"])]}
    return {
        "name": "Welcome",
        "blocks": [_html(words["welcome"])],
        "variants": [sent, often, known, small],
    }


def _story(words: Words, stock: Stock, alts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "image": described(stock, "reading-corner", alts),
        "heading": words["story_heading"],
        "html": f"<p>{words['story']}</p>",
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


def _film(words: Words, stock: Stock, alts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "heading": words["film"],
        "file": _upload_film(),
        "poster": described(stock, "workshop", alts),
        "caption": words["film_caption"],
    }


def _upload_film() -> HeronDocument:
    return ensure_video(
        file_name=FILM.name,
        content=FILM.read_bytes(),
        title="The long table",
        collection="Reed & Rook",
    )


def _kitchen(words: Words, stock: Stock, alts: Mapping[str, str]) -> dict[str, Any]:
    return {"image": described(stock, "kitchen-shelf", alts), "caption": words["kitchen"]}


def _rooms(words: Words, stock: Stock) -> dict[str, Any]:
    tiles = [
        {"category": stock.categories[code], "text": text} for code, text in words["tiles"].items()
    ]
    return {"heading": words["rooms"], "tiles": tiles}


def _tabs(words: Words) -> dict[str, Any]:
    tabs = [{"title": one["title"], "blocks": [_text(one)]} for one in words["panels"]]
    return {"heading": words["tabs"], "tabs": tabs}


def _countdown(words: Words) -> dict[str, Any]:
    """Until the end of the year in which the shop was set up; of the next one, in its last week."""
    year = (timezone.now() + timedelta(days=7)).year
    return {
        "heading": words["countdown"],
        "text": words["countdown_text"],
        "text_after": words["countdown_after"],
        "ends_at": datetime(year, 12, 31, 22, tzinfo=UTC),
    }


def _rail(heading: str, source: RailSource) -> dict[str, Any]:
    return {"heading": heading, "source": source.value, "limit": 4}


def _products(stock: Stock, slugs: Sequence[str]) -> list[Any]:
    return [stock.products[slug] for slug in slugs]


def _text(words: Words) -> Block:
    return _html(words["html"])


def _html(html: str) -> Block:
    return ("rich_text", {"html": html})
