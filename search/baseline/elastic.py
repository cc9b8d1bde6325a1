"""The baseline on Elasticsearch: a `multi_match` on an index of its own, for as long as it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import uuid4

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import bulk

from search.errors import EngineUnavailableError
from search.relevance.ranking import DEPTH, Ranked, Ranker

from .texts import PlainText

SECONDS: Final = 60.0
FIELDS: Final = ("name", "description")


@contextmanager
def elasticsearch_baseline(url: str, prefix: str, texts: Iterable[PlainText]) -> Iterator[Ranker]:
    """Index the texts, give a ranker, and remove the index in the end.

    Raises EngineUnavailableError.
    """
    client = Elasticsearch(url.split(","), request_timeout=SECONDS)
    name = f"{prefix}-baseline-{uuid4().hex}"
    try:
        _fill(client, name, texts)
        yield lambda query: _rank(client, name, query)
    except (TransportError, ApiError) as error:
        raise EngineUnavailableError from error
    finally:
        _remove(client, name)


def _fill(client: Elasticsearch, name: str, texts: Iterable[PlainText]) -> None:
    # One shard: scores of several are counted apart. Everything else is the engine's own default.
    client.indices.create(
        index=name,
        settings={"number_of_shards": 1, "number_of_replicas": 0},
        mappings={"properties": {field: {"type": "text"} for field in FIELDS}},
    )
    actions = (
        {"_index": name, "_id": text.product_id, "name": text.name, "description": text.description}
        for text in texts
    )
    bulk(client, actions)
    client.indices.refresh(index=name)


def _rank(client: Elasticsearch, name: str, query: str) -> Ranked:
    match: dict[str, Any] = {"multi_match": {"query": query, "fields": list(FIELDS)}}
    answer = client.search(index=name, query=match, size=DEPTH, track_total_hits=True, source=False)
    hits = answer["hits"]
    return Ranked([int(hit["_id"]) for hit in hits["hits"]], hits["total"]["value"])


def _remove(client: Elasticsearch, name: str) -> None:
    try:
        client.indices.delete(index=name, ignore_unavailable=True)
    finally:
        client.close()
