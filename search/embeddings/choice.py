"""Which provider of embeddings this shop has, decided by its settings."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from .base import EmbeddingProvider
from .forms import Form
from .remote import RemoteEmbeddings


@lru_cache(maxsize=1)
def get_embeddings() -> EmbeddingProvider | None:
    """Return the provider of this process, always the same one; None when there is none."""
    if not settings.SEARCH_EMBEDDINGS_URL:
        return None
    return RemoteEmbeddings(
        settings.SEARCH_EMBEDDINGS_URL,
        key=settings.SEARCH_EMBEDDINGS_KEY,
        model=settings.SEARCH_EMBEDDINGS_MODEL,
        budget=settings.SEARCH_EMBEDDINGS_BUDGET,
        seconds=settings.SEARCH_EMBEDDINGS_SECONDS,
        batch_size=settings.SEARCH_EMBEDDINGS_BATCH,
        passage=Form(
            settings.SEARCH_EMBEDDINGS_PASSAGE_PREFIX, settings.SEARCH_EMBEDDINGS_PASSAGE_INPUT_TYPE
        ),
        query=Form(
            settings.SEARCH_EMBEDDINGS_QUERY_PREFIX, settings.SEARCH_EMBEDDINGS_QUERY_INPUT_TYPE
        ),
    )


def forget_embeddings() -> None:
    """Choose anew when the provider is asked for next: the settings have changed."""
    get_embeddings.cache_clear()
