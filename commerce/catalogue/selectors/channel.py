"""What a shopper is told about the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.numbers import get_currency_symbol

from commerce.core.media import media_url
from commerce.core.money import minor_units

if TYPE_CHECKING:
    from commerce.tenancy.models import Branding, Channel


def describe_channel(*, channel: Channel, locale: str) -> dict[str, Any]:
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


def _language(code: str) -> dict[str, str]:
    language = Locale.parse(code, sep="-")
    name = language.get_display_name(language) or code
    return {
        "code": code,
        "name": name[:1].upper() + name[1:],
        "direction": "rtl" if language.text_direction == "rtl" else "ltr",
    }


def _branding(branding: Branding, locale: str) -> dict[str, str | None]:
    return {
        "name": branding.text("name", locale),
        "tagline": branding.text("tagline", locale),
        "logo_url": media_url(branding.logo.name) if branding.logo.name else None,
        "primary_colour": branding.primary_colour,
        "accent_colour": branding.accent_colour,
        "support_email": branding.support_email,
    }
