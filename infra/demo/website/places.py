"""Pages of a category, of a brand, and of stores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from cms.models import BrandPage, CategoryPage, HomePage
from cms.services import PageContent, ensure_page, ensure_stores
from infra.demo.catalogue import load

from .bodies import Stock, Words, described


def publish_places(
    home: HomePage,
    words: Words,
    stock: Stock,
    alts: Mapping[str, str],
    originals: Mapping[str, Any],
) -> dict[str, Any]:
    """Publish the three pages in the language of the home page; return them by name."""
    return {
        "light": ensure_page(
            parent=home,
            slug=words["light"]["slugs"],
            content=_light(words["light"], stock, alts),
            model=CategoryPage,
            translation_of=originals.get("light"),
        ),
        "rook": ensure_page(
            parent=home,
            slug=words["rook"]["slugs"],
            content=_rook(words["rook"], stock, alts),
            model=BrandPage,
            translation_of=originals.get("rook"),
        ),
        "stores": ensure_stores(
            parent=home,
            slug=words["stores"]["slugs"],
            content=_stores(words["stores"]),
            stores=[_store(one) for one in words["stores"]["places"]],
            translation_of=originals.get("stores"),
        ),
    }


def _light(words: Words, stock: Stock, alts: Mapping[str, str]) -> PageContent:
    hero = {
        "heading": words["heading"],
        "text": words["lead"],
        "image": described(stock, "reading-corner", alts),
    }
    block = CategoryPage._meta.get_field("between").stream_block
    between = block.clean(
        block.normalize(
            [
                ("quote", {"text": words["quote"], "author": words["author"]}),
                ("usp_row", {"items": words["promises"]}),
            ]
        )
    )
    return PageContent(
        title=words["title"],
        body=[("hero", hero), ("rich_text", {"html": f"<p>{words['text']}</p>"})],
        seo_description=words["lead"],
        facts={"category": stock.categories["lighting"], "between": between, "between_every": 6},
    )


def _rook(words: Words, stock: Stock, alts: Mapping[str, str]) -> PageContent:
    hero = {
        "heading": words["heading"],
        "text": words["lead"],
        "image": described(stock, "workshop", alts),
    }
    return PageContent(
        title=words["title"],
        body=[("hero", hero), ("rich_text", {"html": words["html"]})],
        seo_description=words["lead"],
        facts={"brand": load().brands["rook"]},
    )


def _stores(words: Words) -> PageContent:
    return PageContent(
        title=words["title"],
        body=[("rich_text", {"html": f"<p>{words['lead']}</p>"})],
        seo_description=words["lead"],
    )


def _store(said: Words) -> dict[str, Any]:
    """The holidays at the end of this year, whenever the demo is put in place."""
    year = timezone.localdate().year
    special = f"{year}-12-24 10:00-14:00\n{year}-12-25 closed\n{year}-12-26 closed"
    return {**said, "special_days": special}
