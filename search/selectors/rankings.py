"""Rankers: the shop's own search, and the baseline it is measured against."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from django.conf import settings

from search.baseline.elastic import elasticsearch_baseline
from search.baseline.embedded import embedded_baseline
from search.baseline.texts import iterate_texts
from search.relevance.ranking import Ranker

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.query.configuration import Configuration

BASELINE: Final = "baseline"


@contextmanager
def get_ranker(
    *, channel: Channel, locale: str, configuration: Configuration, engine: str | None = None
) -> Iterator[Ranker]:
    """Give what answers queries: an engine by name, the baseline, or the engine in use.

    Raises IndexMissingError and EngineUnavailableError, also when the ranker is asked.
    """
    if engine == BASELINE:
        with _baseline(channel, locale) as ranker:
            yield ranker
        return
    raise NotImplementedError


@contextmanager
def _baseline(channel: Channel, locale: str) -> Iterator[Ranker]:
    texts = iterate_texts(channel=channel, locale=locale)
    if url := settings.ELASTICSEARCH_URL:
        with elasticsearch_baseline(url, settings.SEARCH_INDEX_PREFIX, texts) as ranker:
            yield ranker
    else:
        yield embedded_baseline(texts)
