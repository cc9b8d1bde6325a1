"""Google's Gemini models."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.speaking import (
    Speaker,
    check_speaking,
    first_setting,
    prices_setting,
    silent_setting,
)
from commerce.integrations.registry import register_provider, setting

ADDRESS = "https://generativelanguage.googleapis.com"


@dataclass(frozen=True, slots=True)
class GeminiSettings:
    key: str = setting(_("Key"), is_secret=True, link="https://aistudio.google.com/apikey")
    prices: str = prices_setting(
        "gemini-2.5-flash 0.30 2.50 pictures\ngemini-2.5-pro 1.25 10.00 pictures"
    )
    first_seconds: float = first_setting()
    silent_seconds: float = silent_setting()

    def __post_init__(self) -> None:
        check_speaking(self)


@register_provider
class Gemini(Speaker[GeminiSettings]):
    code = "gemini"
    name = "Google Gemini"
    description = _("Models that converse, for the assistant.")
    website = "https://ai.google.dev/gemini-api/docs"
    settings_type = GeminiSettings
    client = "commerce.integrations.providers.gemini.client"

    @property
    def address(self) -> str:
        return address_of(self.code, ADDRESS)
