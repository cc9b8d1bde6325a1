"""What a shopper is told about the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from babel import Locale
from babel.numbers import get_currency_symbol
from msgspec import Meta

from commerce.core.media import media_url
from commerce.core.money import minor_units
from commerce.core.shapes import Colour, CurrencyCode, LocaleCode, Natural, Url

if TYPE_CHECKING:
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


class ChannelBranding(TypedDict):
    name: str
    tagline: str
    logo_url: Url | None
    primary_colour: Colour
    accent_colour: Colour
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
        "branding": _branding(channel.branding, locale),
    }


def _language(code: str) -> ChannelLocale:
    language = Locale.parse(code, sep="-")
    name = language.get_display_name(language) or code
    return {
        "code": code,
        "name": name[:1].upper() + name[1:],
        "direction": "rtl" if language.text_direction == "rtl" else "ltr",
    }


def _branding(branding: Branding, locale: str) -> ChannelBranding:
    return {
        "name": branding.text("name", locale),
        "tagline": branding.text("tagline", locale),
        "logo_url": media_url(branding.logo.name) if branding.logo.name else None,
        "primary_colour": branding.primary_colour,
        "accent_colour": branding.accent_colour,
        "support_email": branding.support_email,
    }
