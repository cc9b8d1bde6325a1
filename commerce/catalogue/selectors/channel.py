"""What a shopper is told about the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict, cast

from babel import Locale
from babel.numbers import get_currency_symbol
from msgspec import Meta

from commerce.core.media import media_url
from commerce.core.money import minor_units
from commerce.core.shapes import Colour, CurrencyCode, LocaleCode, Natural, Url

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile

    from commerce.tenancy.models import Branding, Channel


class ChannelLocale(TypedDict):
    code: LocaleCode
    name: Annotated[str, Meta(description="In the language itself.")]
    direction: Literal["ltr", "rtl"]


class Currency(TypedDict):
    code: CurrencyCode
    symbol: str
    minor_units: Natural


class Country(TypedDict):
    code: Annotated[str, Meta(pattern="^[A-Z]{2}$", description="ISO 3166-1.")]
    name: str


FontName = Literal[
    "newsreader", "instrument-sans", "plex-sans", "markazi", "system-serif", "system-sans", "own"
]


class DarkColours(TypedDict):
    background_colour: Colour
    text_colour: Colour


class ChannelBranding(TypedDict):
    name: str
    tagline: str
    logo_url: Url | None
    favicon_url: Url | None
    primary_colour: Colour
    accent_colour: Colour
    background_colour: Colour
    surface_colour: Annotated[Colour, Meta(description="Of cards and fields.")]
    text_colour: Colour
    dark: Annotated[
        DarkColours | None, Meta(description="For readers who want it dark; null where none is.")
    ]
    heading_font: FontName
    text_font: FontName
    font_url: Annotated[Url | None, Meta(description="WOFF2 of the font that is called `own`.")]
    corners: Literal["sharp", "soft", "round"]
    density: Literal["compact", "normal", "airy"]
    support_email: str


class DescribedChannel(TypedDict):
    code: str
    name: str
    default_locale: LocaleCode
    locales: list[ChannelLocale]
    default_currency: CurrencyCode
    currencies: list[Currency]
    countries: list[Country]
    branding: ChannelBranding


def describe_channel(*, channel: Channel, locale: str) -> DescribedChannel:
    """Return the public form of a channel, with names in `locale`. No query."""
    words = Locale.parse(locale, sep="-")
    return {
        "code": channel.code,
        "name": channel.name,
        "default_locale": channel.default_locale,
        "locales": [_language(code) for code in channel.locales],
        "default_currency": channel.default_currency,
        "currencies": [
            {
                "code": code,
                "symbol": get_currency_symbol(code, locale=words),
                "minor_units": minor_units(code),
            }
            for code in channel.currencies
        ],
        "countries": [
            {"code": code, "name": words.territories.get(code, code)} for code in channel.countries
        ],
        "branding": describe_branding(branding=channel.branding, locale=locale),
    }


def _language(code: str) -> ChannelLocale:
    language = Locale.parse(code, sep="-")
    name = language.get_display_name(language) or code
    return {
        "code": code,
        "name": name[:1].upper() + name[1:],
        "direction": "rtl" if language.text_direction == "rtl" else "ltr",
    }


def describe_branding(*, branding: Branding, locale: str) -> ChannelBranding:
    """Return the public form of a branding, saved or not, with texts in `locale`. No query."""
    return {
        "name": branding.text("name", locale),
        "tagline": branding.text("tagline", locale),
        "logo_url": _address(branding.logo),
        "favicon_url": _address(branding.favicon),
        "primary_colour": branding.primary_colour,
        "accent_colour": branding.accent_colour,
        "background_colour": branding.background_colour,
        "surface_colour": branding.surface_colour,
        "text_colour": branding.text_colour,
        "dark": _dark(branding),
        "heading_font": cast("FontName", branding.heading_font),
        "text_font": cast("FontName", branding.text_font),
        "font_url": _address(branding.font_file),
        "corners": cast("Any", branding.corners),
        "density": cast("Any", branding.density),
        "support_email": branding.support_email,
    }


def _dark(branding: Branding) -> DarkColours | None:
    if not branding.has_dark_variant:
        return None
    return {
        "background_colour": branding.dark_background_colour,
        "text_colour": branding.dark_text_colour,
    }


def _address(file: FieldFile) -> str | None:
    return media_url(file.name) if file.name else None
