"""The service of embeddings that the environment names, for channels without a configuration."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError

from commerce.core import http
from commerce.core.http import Answer, Limits, OutgoingError, TimedOutError
from commerce.integrations.enums import Mode
from commerce.integrations.errors import ProviderTimedOutError, ProviderUnavailableError
from commerce.integrations.registry import Call, EmbeddingsProvider, find_provider

logger = structlog.get_logger(__name__)

PROVIDER: Final = "openai_embeddings"
# The provider's settings by the end of their variables' names.
NAMES: Final[Mapping[str, str]] = {
    "address": "URL",
    "key": "KEY",
    "model": "MODEL",
    "query_prefix": "QUERY_PREFIX",
    "query_input_type": "QUERY_INPUT_TYPE",
    "passage_prefix": "PASSAGE_PREFIX",
    "passage_input_type": "PASSAGE_INPUT_TYPE",
    "batch_size": "BATCH",
    "seconds": "SECONDS",
    "budget": "BUDGET",
}


class PlainCalls:
    """Calls of no configuration: nobody keeps a log of them."""

    configuration = ""

    def enter(self) -> None:
        """It is always somebody's turn: no log says how the last calls went."""

    def send(
        self,
        operation: str,
        method: str,
        url: str,
        *,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
        is_idempotent: bool = False,
        limits: Limits | None = None,
        about: str = "",
        is_hurried: bool = False,
    ) -> Answer:
        try:
            return http.send(method, url, content=content, headers=headers, limits=limits)
        except TimedOutError as error:
            raise ProviderTimedOutError from error
        except OutgoingError as error:
            raise ProviderUnavailableError from error

    def watch(
        self, operation: str, *, request: object = None, about: str = ""
    ) -> AbstractContextManager[Call]:
        raise NotImplementedError


def list_of_environment() -> list[EmbeddingsProvider[Any]]:
    """Return the provider that SEARCH_EMBEDDINGS_URL and its companions describe; none without it.

    Nor with values that no service could do with, which `manage.py check` refuses: the shop goes on.
    """
    try:
        return read_environment()
    except ValidationError as error:
        logger.error("embeddings_settings_refused", settings=sorted(error.message_dict))
        return []


def read_environment() -> list[EmbeddingsProvider[Any]]:
    """Return the same. Raises ValidationError."""
    found = find_provider(PROVIDER)
    if not settings.SEARCH_EMBEDDINGS_URL or found is None:
        return []
    values = {name: getattr(settings, f"SEARCH_EMBEDDINGS_{end}") for name, end in NAMES.items()}
    provider = found(found.settings_type(**values), calls=PlainCalls(), mode=Mode.LIVE)
    return [provider] if isinstance(provider, EmbeddingsProvider) else []
