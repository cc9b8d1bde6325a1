"""Which provider of embeddings this shop has, decided by its settings."""

from __future__ import annotations

from typing import Final

from django.conf import settings

from commerce.core.process_cache import FOR_EVER, ProcessCache

from .base import EmbeddingProvider
from .forms import Form
from .remote import RemoteEmbeddings

PROVIDER: Final[ProcessCache[None, EmbeddingProvider | None]] = ProcessCache(
    "provider of embeddings", stale="other settings, which take a new process", seconds=FOR_EVER
)


def get_embeddings() -> EmbeddingProvider | None:
    """Return the provider of this process, always the same one; None when there is none."""
    return PROVIDER.get(None, _choose)


def _choose() -> EmbeddingProvider | None:
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
