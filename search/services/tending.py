"""What keeps indexes complete without anybody asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from search.engines.choice import get_engine
from search.errors import BuildTakenOverError, IndexMissingError
from search.indexing.sources import list_sources
from search.selectors.builds import list_running_builds

from .lexicons import refresh_lexicon
from .rebuilding import is_being_built, rebuild

if TYPE_CHECKING:
    from search.indexing.sources import Source

logger = structlog.get_logger(__name__)


def tend_indexes() -> None:
    """Build every index that is missing, finish what a killed process left, refresh lexicons.

    What another process is building is left to it. Raises EngineUnavailableError.
    """
    live = {state.name for state in get_engine().list_states() if state.is_live}
    for source in list_sources():
        if is_being_built(source=source):
            continue
        if source.index not in live or list_running_builds(source=source).exists():
            _build(source)
        else:
            _refresh(source)


def _build(source: Source) -> None:
    try:
        report = rebuild(source=source)
    except BuildTakenOverError:
        return
    logger.info("search_index_built", index=str(source.index), written=report.written)


def _refresh(source: Source) -> None:
    try:
        refresh_lexicon(source=source)
    except IndexMissingError:
        logger.info("search_index_went_missing", index=str(source.index))
