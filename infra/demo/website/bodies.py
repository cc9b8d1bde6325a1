"""What stands on the pages, as blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cms.enums import RailSource
from cms.models import HeronImage, ReusableContent
from cms.services import PageContent
from commerce.oscar.catalogue.models import Category, Product
from infra.demo.catalogue import load
from infra.demo.rows import FEATURED

Words = Mapping[str, Any]
Block = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Stock:
    """What pages refer to: pictures, categories and products by their codes."""

    pictures: Mapping[str, HeronImage]
    categories: Mapping[str, Category]
    products: Mapping[str, Product]


def home(words: Words, stock: Stock, alts: Mapping[str, str]) -> PageContent:
    """Return the home page."""
    body: list[Block] = [
        ("hero", _hero(words, "living-room", stock, alts, address="/products?sort=newest")),
        ("usp_row", {"items": words["promises"]}),
        ("product_rail", _favourites(words, stock)),
        ("category_tiles", _tiles(words, stock)),
        ("image_text", _story(words, stock, alts)),
        (
            "product_rail",
            {"heading": words["reduced"], "source": RailSource.ON_SALE.value, "limit": 8},
        ),
        ("quote", {"text": words["quote"], "author": words["quote_author"]}),
    ]
    return PageContent(title=words["title"], body=body, seo_description=words["seo"])


def page(
    words: Words,
    stock: Stock,
    alts: Mapping[str, str],
    locale: str,
    care: ReusableContent | None = None,
) -> PageContent:
    """Return one of the other pages; `care` is told at its end."""
    body: list[Block] = [("hero", _hero(words, words["picture"], stock, alts))]
    if words["html"]:
        body.append(("rich_text", {"html": words["html"]}))
    if words.get("lists_offers"):
        body.append(("rich_text", {"html": _offers(locale)}))
    if "second" in words:
        picture = words["second_picture"]
        body.append(
            (
                "image_text",
                {
                    "image": described(stock, picture, alts),
                    "heading": words["second_heading"],
                    "html": f"<p>{words['second']}</p>",
                    "side": "right",
                },
            )
        )
    if care is not None:
        body.append(("reusable", {"content": care}))
    if "answers" in words:
        body.append(("accordion", {"heading": words["title"], "items": words["answers"]}))
    return PageContent(title=words["title"], body=body, seo_description=words["lead"])


def _offers(locale: str) -> str:
    return "".join(
        f"<h3>{offer.names[locale]}</h3><p>{offer.descriptions[locale]}</p>"
        for offer in load().offers
    )


def _hero(
    words: Words, picture: str, stock: Stock, alts: Mapping[str, str], address: str = ""
) -> dict[str, Any]:
    hero: dict[str, Any] = {
        "heading": words["heading"],
        "text": words["lead"],
        "image": described(stock, picture, alts),
    }
    if address:
        hero["link"] = {"label": words["button"], "address": address}
    return hero


def described(stock: Stock, name: str, alts: Mapping[str, str]) -> HeronImage:
    """Return a picture with the words of this language for it."""
    picture = stock.pictures[name]
    picture.contextual_alt_text, picture.decorative = alts[name], False
    return picture


def _favourites(words: Words, stock: Stock) -> dict[str, Any]:
    return {
        "heading": words["favourites"],
        "source": RailSource.MANUAL.value,
        "products": [stock.products[slug] for slug in FEATURED],
        "limit": len(FEATURED),
        "link": {"label": words["all"], "address": "/products"},
    }


def _tiles(words: Words, stock: Stock) -> dict[str, Any]:
    tiles: Sequence[dict[str, Any]] = [
        {"category": stock.categories[code], "text": text} for code, text in words["tiles"].items()
    ]
    return {"heading": words["rooms"], "tiles": tiles}


def _story(words: Words, stock: Stock, alts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "image": described(stock, "reading-corner", alts),
        "heading": words["story_heading"],
        "html": f"<p>{words['story']}</p>",
        "link": {"label": words["story_button"], "address": words["about"]},
    }
