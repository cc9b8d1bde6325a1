"""Which providers of embeddings a channel has."""

from __future__ import annotations

from typing import Final

from commerce.core.process_cache import ProcessCache
from commerce.integrations.registry import EmbeddingsProvider
from commerce.integrations.selectors import list_active

from .asking import Embeddings
from .environment import list_of_environment

EMBEDDINGS: Final[ProcessCache[int, Embeddings]] = ProcessCache(
    "embeddings of channels", stale="other providers, or another setting of one"
)


def get_embeddings(channel_id: int) -> Embeddings | None:
    """Return what the channel's texts are embedded with, one per process; None without a provider.

    Configurations come before what the environment names.
    """
    configured = list_active(EmbeddingsProvider, channel_id)  # type: ignore[type-abstract]
    providers = configured or list_of_environment()
    if not providers:
        return None
    return EMBEDDINGS.get(
        channel_id,
        lambda: Embeddings(providers),
        version=lambda: tuple(each.settings for each in providers),
    )
