"""A service with OpenAI's protocol, hosted or one's own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Final

import structlog

from commerce.core.http import Limits, OutgoingError, post_json
from search.engines.breaker import CircuitBreaker
from search.errors import EmbeddingsUnavailableError

from .base import Vector
from .wire import vectors_of

logger = structlog.get_logger(__name__)

TEXTS_AT_ONCE: Final = 64
MOST_BYTES: Final = 16 * 1024 * 1024
# Seconds that a batch of texts may take, and for how long nobody asks after several that failed.
INDEXING: Final = Limits(connect=3.0, read=20.0, body=20.0, most_bytes=MOST_BYTES)
PAUSE_OF_INDEXING: Final = 30.0
# Queries of late: shoppers type the same, and turn pages.
REMEMBERED_QUERIES: Final = 2_000


class RemoteEmbeddings:
    """Asks `{url}/embeddings`. Threads may share it; a key is sent and never logged.

    `budget` is the seconds that a query may take: a third to connect, the rest for the answer.
    """

    def __init__(self, url: str, *, key: str, model: str, budget: float) -> None:
        self.name = model
        self._url = f"{url.rstrip('/')}/embeddings"
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        waiting = budget * 2 / 3
        self._limits = Limits(budget / 3, waiting, waiting, MOST_BYTES)
        failure = EmbeddingsUnavailableError
        self._queries = CircuitBreaker(failure=failure)
        self._indexing = CircuitBreaker(failure=failure, seconds=PAUSE_OF_INDEXING)
        self._remembered: OrderedDict[str, Vector] = OrderedDict()
        self._lock = Lock()

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Return the vector of each text, 64 texts per request."""
        vectors: list[Vector] = []
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            batch = texts[start : start + TEXTS_AT_ONCE]
            with self._indexing.guard():
                vectors += self._ask(batch, INDEXING)
        return vectors

    def embed_query(self, text: str) -> Vector:
        """Return the vector of a query; one that was asked for lately is still known."""
        with self._lock:
            known = self._remembered.get(text)
        if known is not None:
            return known
        with self._queries.guard():
            (vector,) = self._ask([text], self._limits)
        self._remember(text, vector)
        return vector

    def _remember(self, text: str, vector: Vector) -> None:
        with self._lock:
            self._remembered[text] = vector
            while len(self._remembered) > REMEMBERED_QUERIES:
                self._remembered.popitem(last=False)

    def _ask(self, texts: Sequence[str], limits: Limits) -> list[Vector]:
        payload = {"model": self.name, "input": list(texts), "encoding_format": "float"}
        try:
            answer = post_json(self._url, payload, headers=self._headers, limits=limits)
            if not answer.is_success:
                raise EmbeddingsUnavailableError
            return vectors_of(answer.body, expected=len(texts))
        except OutgoingError as error:
            logger.warning("embeddings_unavailable", reason=str(error))
            raise EmbeddingsUnavailableError from error
