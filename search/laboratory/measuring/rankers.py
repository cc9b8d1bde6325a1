"""What can be measured: the shop's own search with any configuration, and the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from django.conf import settings

from search.engines.choice import get_engine
from search.engines.embedded import EmbeddedEngine
from search.errors import EngineUnavailableError, IndexMissingError
from search.finding.products.search import rank_products
from search.finding.trials import TrialPlace, place_with
from search.indexing.sources import ProductSource
from search.query.configuration import Configuration
from search.query.request import SearchRequest

from .baseline import elasticsearch_baseline, embedded_baseline, iterate_texts
from .metrics import DEPTH, Ranked, Ranker

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.engines.base import SearchEngine

BASELINE: Final = "baseline"
BATCH_SIZE: Final = 500


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
    else:
        place = place_with(configuration, channel=channel, locale=locale)
        with _engine_named(engine, place) as chosen:
            yield lambda query: _rank(query, place, chosen)


@contextmanager
def _engine_named(name: str | None, place: TrialPlace) -> Iterator[SearchEngine]:
    """Give the engine in use, or the embedded one with an index that is made for this purpose.

    Raises EngineUnavailableError for one that the settings do not have, and IndexMissingError where
    the words are missing that typing errors are corrected to.
    """
    in_use = get_engine()
    if name in (None, in_use.name):
        yield in_use
        return
    if name != EmbeddedEngine.name:
        raise EngineUnavailableError
    if not any(state.is_live and state.name == place.index for state in in_use.list_states()):
        raise IndexMissingError
    with TemporaryDirectory() as folder:
        yield _embedded_copy(Path(folder), place)


def _embedded_copy(folder: Path, place: TrialPlace) -> SearchEngine:
    engine = EmbeddedEngine(folder)
    generation = engine.begin(place.index)
    source = ProductSource(place.channel, place.locale)
    for documents in source.iterate(after=0, batch_size=BATCH_SIZE):
        engine.write(place.index, documents, generation=generation)
    engine.publish(place.index, generation=generation)
    return engine


def _rank(query: str, place: TrialPlace, engine: SearchEngine) -> Ranked:
    """What is popular is no answer to a query that finds nothing."""
    ranking = rank_products(
        request=SearchRequest(text=query), place=place, size=DEPTH, engine=engine
    )
    hits = () if ranking.is_instead else ranking.answer.hits
    return Ranked([hit.product_id for hit in hits], ranking.total)


@contextmanager
def _baseline(channel: Channel, locale: str) -> Iterator[Ranker]:
    texts = iterate_texts(channel=channel, locale=locale)
    if url := settings.ELASTICSEARCH_URL:
        with elasticsearch_baseline(url, settings.SEARCH_INDEX_PREFIX, texts) as ranker:
            yield ranker
    else:
        yield embedded_baseline(texts)
