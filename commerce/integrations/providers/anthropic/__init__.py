"""Anthropic's models."""

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

ADDRESS = "https://api.anthropic.com"


@dataclass(frozen=True, slots=True)
class AnthropicSettings:
    key: str = setting(_("Key"), is_secret=True, link="https://platform.claude.com/settings/keys")
    prices: str = prices_setting(
        "claude-haiku-4-5 1.00 5.00 pictures\nclaude-sonnet-4-5 3.00 15.00 pictures"
    )
    first_seconds: float = first_setting()
    silent_seconds: float = silent_setting()

    def __post_init__(self) -> None:
        check_speaking(self)


@register_provider
class Anthropic(Speaker[AnthropicSettings]):
    code = "anthropic"
    name = "Anthropic"
    description = _("Models that converse, for the assistant.")
    website = "https://platform.claude.com/docs"
    settings_type = AnthropicSettings
    client = "commerce.integrations.providers.anthropic.client"

    @property
    def address(self) -> str:
        return address_of(self.code, ADDRESS)
