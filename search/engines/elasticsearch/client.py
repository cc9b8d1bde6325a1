"""The connection to the cluster, and its errors in the words of the search."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from elastic_transport import NdjsonSerializer, OrjsonSerializer, TransportError
from elasticsearch import ApiError, Elasticsearch

from search.errors import EngineUnavailableError, IndexMissingError

JSON: Final = "application/json"
NDJSON: Final = "application/x-ndjson"
# Seconds that writing and looking after indices may take; a search has the budget of its caller.
WRITING_SECONDS: Final = 60.0
# As many searches at once as a process has threads.
CONNECTIONS: Final = 32
NOT_FOUND: Final = 404
TOO_BUSY: Final = 429
SERVER_FAULT: Final = 500

# The client notes every request at the level that this shop uses for events.
logging.getLogger("elastic_transport.transport").setLevel(logging.WARNING)


class RequestRefusedError(Exception):
    """Elasticsearch works, but does not understand this request."""


class QuickNdjsonSerializer(OrjsonSerializer, NdjsonSerializer):
    """Lines of JSON, written by orjson."""

    mimetype = NDJSON
    dumps = NdjsonSerializer.dumps
    loads = NdjsonSerializer.loads


def connect(url: str) -> Elasticsearch:
    """Return a client for the node or nodes (commas between them). It connects when it is used."""
    return Elasticsearch(
        url.split(","),
        request_timeout=WRITING_SECONDS,
        connections_per_node=CONNECTIONS,
        max_retries=0,
        retry_on_timeout=False,
        http_compress=False,
        serializers={JSON: OrjsonSerializer(), NDJSON: QuickNdjsonSerializer()},
    )


@contextmanager
def translated() -> Iterator[None]:
    """Raise what the search knows instead of what the client raises."""
    try:
        yield
    except TransportError as error:
        raise EngineUnavailableError from error
    except ApiError as error:
        raise error_of(error.status_code, str(error)) from error


def error_of(status: int, reason: str) -> Exception:
    """Return the error that an answer with this status stands for."""
    if status == NOT_FOUND:
        return IndexMissingError()
    if status >= SERVER_FAULT or status == TOO_BUSY:
        return EngineUnavailableError()
    return RequestRefusedError(reason)
