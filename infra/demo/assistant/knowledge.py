"""Puts questions with answers and intents of the demo shop in place, in every language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chatbot.enums import Deed
from chatbot.models import CustomIntent, FaqEntry
from cms.models import ContentPage
from infra.demo.website.texts import in_language
from infra.demo.website.texts import read as read_website

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

FILE: Final = Path(__file__).with_name("texts.toml")


@cache
def read() -> dict[str, Any]:
    """Return the file of texts as it is written, with every language."""
    with FILE.open("rb") as file:
        return tomllib.load(file)


def teach(*, channel: Channel) -> None:
    """Write down what is not there yet; what marketers have written stays."""
    for locale in channel.locales:
        words = in_language(read(), locale)
        for said in words["answers"]:
            FaqEntry.objects.get_or_create(
                channel=channel,
                locale=locale,
                question=said["question"],
                defaults={
                    "variants": _lines(said["variants"]),
                    "answer": said["answer"],
                    "page": _page(channel, locale, said["page"]),
                },
            )
        for said in words["intents"]:
            CustomIntent.objects.get_or_create(
                channel=channel, locale=locale, name=said["name"], defaults=_intent(said)
            )


def _intent(said: Mapping[str, str]) -> dict[str, str]:
    return {
        "phrases_text": _lines(said["phrases"]),
        "deed": Deed.SEARCH,
        "answer": said["answer"],
        "search": said["search"],
    }


def _lines(text: str) -> str:
    return text.replace("|", "\n")


def _page(channel: Channel, locale: str, code: str) -> ContentPage | None:
    """The page of the website with that name in the demo's texts; None without one."""
    if not code:
        return None
    slug = in_language(read_website()["pages"][code]["slugs"], locale)
    own = ContentPage.objects.filter(locale__language_code=locale, slug=slug, live=True)
    return next((page for page in own if page.get_site() == channel.site), None)
