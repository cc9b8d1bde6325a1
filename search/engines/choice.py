"""Which engine this shop has, decided by its settings."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from .base import SearchEngine
from .elasticsearch import ElasticsearchEngine
from .elasticsearch.client import connect
from .embedded import EmbeddedEngine


@lru_cache(maxsize=1)
def get_engine() -> SearchEngine:
    """Return the engine of this process, always the same one: it holds connections and caches."""
    if not settings.ELASTICSEARCH_URL:
        return EmbeddedEngine(settings.SEARCH_EMBEDDED_ROOT)
    return ElasticsearchEngine(
        connect(settings.ELASTICSEARCH_URL),
        prefix=settings.SEARCH_INDEX_PREFIX,
        budget=settings.SEARCH_BUDGET,
    )


def forget_engine() -> None:
    """Choose anew when the engine is asked for next: the settings have changed."""
    get_engine.cache_clear()
