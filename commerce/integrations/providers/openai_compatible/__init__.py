"""Any service or server of models with OpenAI's protocol, hosted or one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.integrations.providers.addresses import is_address
from commerce.integrations.providers.speaking import (
    Speaker,
    check_speaking,
    first_setting,
    prices_setting,
    silent_setting,
)
from commerce.integrations.registry import register_provider, setting


@dataclass(frozen=True, slots=True)
class OpenAICompatibleSettings:
    address: str = setting(
        _("Address"), help=_("Of the service, up to “/v1”: “/chat/completions” is added.")
    )
    key: str = setting(
        _("Key"), default="", is_secret=True, help=_("A server of your own may need none.")
    )
    prices: str = prices_setting("model 0 0")
    first_seconds: float = first_setting()
    silent_seconds: float = silent_setting()

    def __post_init__(self) -> None:
        check_speaking(self)
        if not is_address(self.address):
            raise ValidationError({"address": _("This is no address that begins with https://.")})


@register_provider
class OpenAICompatible(Speaker[OpenAICompatibleSettings]):
    code = "openai_compatible"
    name = _("Models with OpenAI’s protocol")
    description = _("Models that converse, of any service or server of your own.")
    website = "https://platform.openai.com/docs/api-reference/chat"
    settings_type = OpenAICompatibleSettings
    client = "commerce.integrations.providers.chat_completions"
    limit_name: ClassVar[str] = "max_tokens"

    @property
    def address(self) -> str:
        return self.settings.address.strip().rstrip("/")
