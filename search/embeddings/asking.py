"""Asking the providers of a channel for vectors, in batches that they can do with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import structlog

from commerce.core.outages import Outage
from commerce.core.process_cache import FOR_EVER, ProcessCache
from commerce.integrations.errors import (
    ProviderError,
    ProviderTimedOutError,
    ProviderUnavailableError,
    TooMuchAtOnceError,
)
from search.errors import EmbeddingsUnavailableError

from .base import Vector
from .watching import watcher

if TYPE_CHECKING:
    from collections.abc import Hashable

    from commerce.integrations.registry import EmbeddingsProvider

logger = structlog.get_logger(__name__)

# For how long nobody asks after so many batches that failed.
FAILURES: Final = 3
PAUSE_OF_INDEXING: Final = 30.0
# A service that could not do with a batch gets a part of it the next time.
FEWER: Final = 4
# Queries of late: shoppers type the same, and turn pages.
QUERIES: Final[ProcessCache[tuple[Hashable, str], Vector]] = ProcessCache(
    "embedded queries",
    stale="never: a model always says the same of a text",
    most=2_000,
    seconds=FOR_EVER,
)


class Embeddings:
    """What texts mean, as the first of the providers tells it. Threads may share it.

    `name` is that of its model: vectors of different models have nothing to do with each other, so
    that only providers of the same model take over when the first is away. `batch_size` is how many
    texts are given at once; it falls when the service needs too long, and rises again when it was
    only stuck. Both methods raise EmbeddingsUnavailableError without a usable answer in time.
    """

    def __init__(self, providers: Sequence[EmbeddingsProvider[Any]]) -> None:
        first = providers[0]
        self.name = first.model
        self.batch_size = first.batch_size
        self._providers = [each for each in providers if each.model == self.name]
        self._asked: Hashable = first.settings
        self._most, self._was_stuck, self._refused = first.batch_size, False, 0
        self._queries = Outage("embeddings", failures=FAILURES)
        self._indexing = Outage(
            "embeddings of documents", failures=FAILURES, pause=PAUSE_OF_INDEXING
        )

    def embed(self, texts: Sequence[str]) -> list[Vector | None]:
        """Return the vector of each text, for an index: may take its time.

        A text that the service does not take has none.
        """
        vectors: list[Vector | None] = []
        while rest := texts[len(vectors) :]:
            with self._indexing.guard(EmbeddingsUnavailableError):
                vectors += self._embed_first(rest)
        return vectors

    def embed_query(self, text: str) -> Vector:
        """Return the vector of what a shopper typed; one that was asked for lately is still known."""
        return QUERIES.get((self._asked, text), lambda: self._embed_query(text))

    def _embed_query(self, text: str) -> Vector:
        with self._queries.guard(EmbeddingsUnavailableError):
            try:
                (vector,) = self._ask([text], is_query=True)
            except ProviderError as error:
                raise _unavailable(error) from error
        return vector

    def _embed_first(self, texts: Sequence[str]) -> list[Vector | None]:
        """Return the vectors of the first of the texts, at least of one."""
        while True:
            batch = texts[: self.batch_size]
            try:
                vectors = self._ask(batch, is_query=False)
            except (ProviderTimedOutError, TooMuchAtOnceError) as error:
                if len(batch) == 1:
                    self._give_up_one(error)
                    return [None]
                self._take_fewer(len(batch), error)
            except ProviderError as error:
                raise _unavailable(error) from error
            else:
                self._take_more(len(batch))
                return [*vectors]

    def _ask(self, texts: Sequence[str], *, is_query: bool) -> list[Vector]:
        """Ask one after the other. Another one would not be quicker: who waited long has no time."""
        *others, last = self._providers
        for provider in others:
            try:
                return _vectors(provider, texts, is_query=is_query)
            except ProviderTimedOutError:
                raise
            except ProviderUnavailableError:
                continue
        return _vectors(last, texts, is_query=is_query)

    def _take_fewer(self, texts: int, error: ProviderError) -> None:
        self.batch_size, self._was_stuck = max(texts // FEWER, 1), False
        logger.warning("embeddings_in_smaller_batches", texts=self.batch_size)
        watcher().goes_on_with_fewer(self.batch_size, texts, str(error))

    def _take_more(self, texts: int) -> None:
        """Go up again after even one text was too many: their number was not the reason."""
        self._refused = 0
        if self._was_stuck and texts == self.batch_size:
            self.batch_size = min(texts * 2, self._most)

    def _give_up_one(self, error: ProviderError) -> None:
        """Leave out a text that the service does not take, unless it takes none at all."""
        self._was_stuck = True
        self._refused += 1
        if isinstance(error, ProviderTimedOutError) or self._refused == FAILURES:
            raise _unavailable(error) from error
        watcher().failed(str(error))


def _vectors(
    provider: EmbeddingsProvider[Any], texts: Sequence[str], *, is_query: bool
) -> list[Vector]:
    return [tuple(vector) for vector in provider.embed(texts, is_query=is_query)]


def _unavailable(error: ProviderError) -> EmbeddingsUnavailableError:
    """Say why to the log and to whoever watches; shoppers never see it."""
    cause = error.__cause__
    reason = type(error).__name__ if cause is None else str(cause) or type(cause).__name__
    logger.warning("embeddings_unavailable", reason=reason)
    watcher().failed(str(error))
    return EmbeddingsUnavailableError()
