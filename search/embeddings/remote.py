"""A service with OpenAI's protocol, hosted or one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import structlog

from commerce.core.http import Answer, Limits, OutgoingError, TimedOutError, post_json
from commerce.core.outages import Outage
from commerce.core.process_cache import FOR_EVER, ProcessCache
from search.errors import EmbeddingsUnavailableError

from .base import Vector
from .forms import Form
from .wire import vectors_of

logger = structlog.get_logger(__name__)

MOST_BYTES: Final = 16 * 1024 * 1024
# Seconds to connect, and for how long nobody asks after so many batches that failed.
CONNECTING: Final = 3.0
FAILURES: Final = 3
PAUSE_OF_INDEXING: Final = 30.0
# A service that could not do with a batch gets a part of it the next time.
FEWER: Final = 4
TOO_MANY: Final = frozenset({400, 413, 422})
# Queries of late: shoppers type the same, and turn pages.
QUERIES: Final[ProcessCache[tuple[str, str, str], Vector]] = ProcessCache(
    "embedded queries",
    stale="never: a model always says the same of a text",
    most=2_000,
    seconds=FOR_EVER,
)


class RemoteEmbeddings:
    """Asks `{url}/embeddings`. Threads may share it; a key is sent and never logged.

    `budget` is the seconds that a query may take: a third to connect, the rest for the answer.
    `seconds` is what a batch of texts may take; `passage` and `query` are the model's forms.
    """

    def __init__(
        self,
        url: str,
        *,
        key: str,
        model: str,
        budget: float,
        seconds: float = 60.0,
        batch_size: int = 64,
        passage: Form = Form(),  # noqa: B008 - frozen
        query: Form = Form(),  # noqa: B008 - frozen
    ) -> None:
        self.name = passage.named(model)
        self.batch_size = max(batch_size, 1)
        self._model = model
        self._passage, self._query = passage, query
        self._patience = Limits(CONNECTING, seconds, seconds, MOST_BYTES)
        self._url = f"{url.rstrip('/')}/embeddings"
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        waiting = budget * 2 / 3
        self._limits = Limits(budget / 3, waiting, waiting, MOST_BYTES)
        self._queries = Outage("embeddings", failures=FAILURES)
        self._indexing = Outage(
            "embeddings of documents", failures=FAILURES, pause=PAUSE_OF_INDEXING
        )

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Return the vector of each text, asking for as many at once as the service can do with."""
        vectors: list[Vector] = []
        while rest := texts[len(vectors) :]:
            with self._indexing.guard(EmbeddingsUnavailableError):
                vectors += self._embed_first(rest)
        return vectors

    def _embed_first(self, texts: Sequence[str]) -> list[Vector]:
        """Return the vectors of the first of the texts, at least of one."""
        while True:
            batch = texts[: self.batch_size]
            try:
                answer = self._post(self._passage, batch, self._patience)
            except TimedOutError as error:
                if len(batch) == 1:
                    raise _unavailable(error) from error
            except OutgoingError as error:
                raise _unavailable(error) from error
            else:
                if len(batch) == 1 or answer.status not in TOO_MANY:
                    return _vectors(answer, expected=len(batch))
            self.batch_size = max(len(batch) // FEWER, 1)
            logger.warning("embeddings_in_smaller_batches", texts=self.batch_size)

    def embed_query(self, text: str) -> Vector:
        """Return the vector of a query; one that was asked for lately is still known."""
        key = self._url, self._query.named(self._model), text
        return QUERIES.get(key, lambda: self._ask(text))

    def _ask(self, text: str) -> Vector:
        with self._queries.guard(EmbeddingsUnavailableError):
            try:
                answer = self._post(self._query, [text], self._limits)
            except OutgoingError as error:
                raise _unavailable(error) from error
            (vector,) = _vectors(answer, expected=1)
        return vector

    def _post(self, form: Form, texts: Sequence[str], limits: Limits) -> Answer:
        payload = {"model": self._model, **form.payload(texts), "encoding_format": "float"}
        return post_json(self._url, payload, headers=self._headers, limits=limits)


def _vectors(answer: Answer, *, expected: int) -> list[Vector]:
    if not answer.is_success:
        logger.warning("embeddings_unavailable", reason=f"status {answer.status}")
        raise EmbeddingsUnavailableError
    return vectors_of(answer.body, expected=expected)


def _unavailable(error: OutgoingError) -> EmbeddingsUnavailableError:
    logger.warning("embeddings_unavailable", reason=str(error))
    return EmbeddingsUnavailableError()
