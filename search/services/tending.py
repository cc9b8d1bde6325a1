"""What keeps indexes complete without anybody asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from commerce.core.errors import DomainError
from search.engines.choice import get_engine
from search.errors import EngineUnavailableError
from search.indexing.sources import list_sources
from search.selectors.builds import list_running_builds

from .embedding import complete_embeddings
from .lexicons import refresh_lexicon
from .rebuilding import is_being_built, rebuild

if TYPE_CHECKING:
    from search.indexing.sources import Source

logger = structlog.get_logger(__name__)


def tend_indexes() -> None:
    """Build missing indexes, finish what a killed process left, refresh lexicons, complete vectors.

    What another process is building is left to it, and an index that cannot be built keeps none of
    the others from it. Raises EngineUnavailableError.
    """
    live = {state.name for state in get_engine().list_states() if state.is_live}
    for source in list_sources():
        if is_being_built(source=source):
            continue
        try:
            _tend(source, is_live=source.index in live)
        except EngineUnavailableError:
            raise
        except DomainError as error:
            logger.warning("search_index_not_tended", index=str(source.index), reason=error.code)
    complete_embeddings()


def _tend(source: Source, *, is_live: bool) -> None:
    if is_live and not list_running_builds(source=source).exists():
        refresh_lexicon(source=source)
        return
    report = rebuild(source=source)
    logger.info("search_index_built", index=str(source.index), written=report.written)
