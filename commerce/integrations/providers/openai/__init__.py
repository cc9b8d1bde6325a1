"""OpenAI's models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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

ADDRESS = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class OpenAISettings:
    key: str = setting(_("Key"), is_secret=True, link="https://platform.openai.com/api-keys")
    prices: str = prices_setting("gpt-5-mini 0.25 2.00 pictures\ngpt-5 1.25 10.00 pictures")
    first_seconds: float = first_setting()
    silent_seconds: float = silent_setting()

    def __post_init__(self) -> None:
        check_speaking(self)


@register_provider
class OpenAI(Speaker[OpenAISettings]):
    code = "openai"
    name = "OpenAI"
    description = _("Models that converse, for the assistant.")
    website = "https://platform.openai.com/docs"
    settings_type = OpenAISettings
    client = "commerce.integrations.providers.chat_completions"
    limit_name: ClassVar[str] = "max_completion_tokens"

    @property
    def address(self) -> str:
        return address_of(self.code, ADDRESS)
