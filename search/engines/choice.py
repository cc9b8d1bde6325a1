"""Which engine this shop has, decided by its settings."""

from __future__ import annotations

from typing import Final

from django.conf import settings

from commerce.core.process_cache import FOR_EVER, ProcessCache

from .base import SearchEngine
from .elasticsearch import ElasticsearchEngine
from .elasticsearch.client import connect
from .embedded import EmbeddedEngine

ENGINE: Final[ProcessCache[None, SearchEngine]] = ProcessCache(
    "search engine", stale="other settings, which take a new process", most=1, seconds=FOR_EVER
)


def get_engine() -> SearchEngine:
    """Return the engine of this process, always the same one: it holds connections and caches."""
    return ENGINE.get(None, _choose)


def _choose() -> SearchEngine:
    if not settings.ELASTICSEARCH_URL:
        return EmbeddedEngine(settings.SEARCH_EMBEDDED_ROOT)
    return ElasticsearchEngine(
        connect(settings.ELASTICSEARCH_URL),
        prefix=settings.SEARCH_INDEX_PREFIX,
        budget=settings.SEARCH_BUDGET,
        shared_below=settings.SEARCH_SHARED_BELOW,
    )
