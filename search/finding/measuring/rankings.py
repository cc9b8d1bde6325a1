"""Rankers: the shop's own search with any configuration, and the baseline it is measured against."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from django.conf import settings

from commerce.shop.selectors.documents import get_catalogue_version
from search.baseline.elastic import elasticsearch_baseline
from search.baseline.embedded import embedded_baseline
from search.baseline.texts import iterate_texts
from search.engines.choice import get_engine
from search.engines.embedded import EmbeddedEngine
from search.errors import EngineUnavailableError, IndexMissingError
from search.finding.place import SearchPlace
from search.finding.products.search import rank_products
from search.indexing.sources import ProductSource
from search.query.configuration import Configuration
from search.query.request import SearchRequest
from search.relevance.ranking import DEPTH, Ranked, Ranker
from search.selectors.state import get_search_version

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.engines.base import SearchEngine

BASELINE: Final = "baseline"
BATCH_SIZE: Final = 500


@dataclass(frozen=True, slots=True)
class TrialPlace(SearchPlace):
    """A place whose configuration is not the one in force."""

    tried: Configuration

    @property
    def configuration(self) -> Configuration:
        return self.tried


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


def place_with(configuration: Configuration, *, channel: Channel, locale: str) -> TrialPlace:
    """Return the channel in that language, as it is now but for its configuration."""
    return TrialPlace(
        channel=channel,
        locale=locale,
        currency=channel.default_currency,
        catalogue_version=get_catalogue_version(channel=channel),
        search_version=get_search_version(channel=channel),
        tried=configuration,
    )


@contextmanager
def _engine_named(name: str | None, place: SearchPlace) -> Iterator[SearchEngine]:
    """Give the engine in use, or the embedded one with an index that is made for this purpose.

    Raises EngineUnavailableError for one that the settings do not have, and IndexMissingError.
    """
    in_use = get_engine()
    if name in (None, in_use.name):
        yield in_use
    elif name == EmbeddedEngine.name:
        _require_index(
            in_use, place
        )  # the words that typing errors are corrected to come from there
        with TemporaryDirectory() as folder:
            yield _embedded_copy(Path(folder), place)
    else:
        raise EngineUnavailableError


def _require_index(engine: SearchEngine, place: SearchPlace) -> None:
    if not any(state.is_live and state.name == place.index for state in engine.list_states()):
        raise IndexMissingError


def _embedded_copy(folder: Path, place: SearchPlace) -> SearchEngine:
    engine = EmbeddedEngine(folder)
    generation = engine.begin(place.index)
    source = ProductSource(place.channel, place.locale)
    for documents in source.iterate(after=0, batch_size=BATCH_SIZE):
        engine.write(place.index, documents, generation=generation)
    engine.publish(place.index, generation=generation)
    return engine


def _rank(query: str, place: SearchPlace, engine: SearchEngine) -> Ranked:
    """What is popular is no answer to a query that finds nothing."""
    ranking = rank_products(
        request=SearchRequest(text=query), place=place, size=DEPTH, engine=engine
    )
    hits = () if ranking.is_popular else ranking.answer.hits
    return Ranked([hit.product_id for hit in hits], ranking.total)


@contextmanager
def _baseline(channel: Channel, locale: str) -> Iterator[Ranker]:
    texts = iterate_texts(channel=channel, locale=locale)
    if url := settings.ELASTICSEARCH_URL:
        with elasticsearch_baseline(url, settings.SEARCH_INDEX_PREFIX, texts) as ranker:
            yield ranker
    else:
        yield embedded_baseline(texts)
