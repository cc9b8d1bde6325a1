"""Texts in the language of a document, with fallbacks, and descriptions made safe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape

import nh3
from django.conf import settings

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "figcaption"),
    *("strong", "b", "em", "i", "u", "s", "sub", "sup", "code", "pre", "span", "a", "img"),
    *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "*": {"lang", "dir"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """One text: the base form, in the tenant's own language, and its translations."""

    base: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)

    def in_locale(self, chain: Iterable[str]) -> str:
        """Return the first translation that is not empty, else the base text."""
        for locale in chain:
            if text := self.translations.get(locale):
                return text
        return self.base


def fallback_chain(locale: str, default_locale: str) -> tuple[str, ...]:
    """Return the locales whose translation may stand in for `locale`, best first.

    The base texts are in the language of LANGUAGE_CODE and serve that language before any
    other locale's translation does.
    """
    language = locale.partition("-")[0]
    own = (locale,) if language == locale else (locale, language)
    if settings.LANGUAGE_CODE in own:
        return own
    return own if default_locale in (*own, settings.LANGUAGE_CODE) else (*own, default_locale)


def safe_html(html: str) -> str:
    """Return the HTML without anything that runs, tracks, styles or breaks the page around it."""
    if not html:
        return ""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow"
    )


def plain_text(html: str) -> str:
    """Return the words of the HTML on one line."""
    if "<" not in html and "&" not in html:
        return _SPACES.sub(" ", html).strip()
    return _SPACES.sub(" ", unescape(nh3.clean(html.replace("<", " <"), tags=set()))).strip()


def shorten(text: str, limit: int = 160) -> str:
    """Return the text cut at a word, with an ellipsis when something was left out."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–—-") + "…"


def sort_key(name: str) -> str:
    """Return a form of the name that sorts without regard to case and accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))[:255]
