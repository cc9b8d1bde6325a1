"""Two lookbooks: the rooms of the shop's own pictures, with their things to open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cms.models import HomePage, LookbookPage, LookbooksPage
from cms.services import PageContent, ensure_page

from .bodies import Block, Stock, Words, described
from .table import ON_THE_TABLE

# What the pictures show, by its place in percent from the left and from the top.
PLACES: Mapping[str, Sequence[tuple[str, float, float]]] = {
    "living-room": (
        ("bittern-sofa", 70, 66),
        ("sentry-floor-lamp", 91.5, 30),
        ("concierge-rubber-plant", 41, 48),
        ("millpond-round-table", 47, 82),
        ("house-heron-print", 61, 28),
        ("dumpling-pouf", 85, 92),
    ),
    "reading-corner": (
        ("dunlin-armchair", 48, 66),
        ("egret-floor-reading-lamp", 27, 30),
        ("almanac-bookcase", 79, 30),
        ("wren-side-table", 20, 73),
        ("patient-monstera", 92, 88),
    ),
    "bedroom": (
        ("slow-sunday-bed", 64, 72),
        ("moonrise-globe-pendant", 75, 15),
        ("archway-mirror", 16, 36),
        ("gourd-table-lamp", 18, 60),
        ("washday-laundry-basket", 90, 88),
    ),
    "workshop": (
        ("ferry-trestle-table", 64, 62),
        ("heron-reading-lamp", 38, 50),
        ("no-hurry-clock", 53, 22),
        ("rookery-peg-rail", 28, 24),
        ("acorn-stool", 68, 82),
        ("orator-vase", 52.5, 58),
    ),
    "dining-corner": ON_THE_TABLE,
}


def publish_lookbooks(
    home: HomePage,
    words: Words,
    stock: Stock,
    alts: Mapping[str, str],
    originals: Mapping[str, Any],
) -> dict[str, Any]:
    """Publish the list and its lookbooks; the names of these begin with that of the list."""
    above = ensure_page(
        parent=home,
        slug=words["slugs"],
        content=PageContent(
            title=words["title"], seo_description=words["lead"], body=_opening(words)
        ),
        model=LookbooksPage,
        translation_of=originals.get("lookbooks"),
    )
    made: dict[str, Any] = {"lookbooks": above}
    for number, said in enumerate(words["books"]):
        code = f"lookbooks-{number}"
        made[code] = ensure_page(
            parent=above,
            slug=said["slugs"],
            content=_lookbook(said, stock, alts),
            model=LookbookPage,
            translation_of=originals.get(code),
        )
    return made


def _opening(words: Words) -> list[Block]:
    return [("rich_text", {"html": f"<p>{words['lead']}</p>"})]


def _lookbook(words: Words, stock: Stock, alts: Mapping[str, str]) -> PageContent:
    body = [_spread(one, stock, alts) for one in words["spreads"]]
    quote: Block = ("quote", {"text": words["quote"], "author": words["author"]})
    return PageContent(
        title=words["title"],
        body=[*body[:1], quote, *body[1:]],
        seo_description=words["lead"],
        facts={"occasion": words["occasion"], "lead": words["lead"]},
    )


def _spread(words: Words, stock: Stock, alts: Mapping[str, str]) -> Block:
    points = [
        {"x": left, "y": top, "product": stock.products[slug]}
        for slug, left, top in PLACES[words["picture"]]
    ]
    picture = described(stock, words["picture"], alts)
    return ("hotspots", {"heading": words["heading"], "image": picture, "points": points})
