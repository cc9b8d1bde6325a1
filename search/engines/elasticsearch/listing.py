"""Reads through a whole index, however large it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from elasticsearch import Elasticsearch

from .client import translated

Json = dict[str, Any]
AT_ONCE: Final = 10_000
KEEP_ALIVE: Final = "1m"


def list_checksums(client: Elasticsearch, index: str) -> Iterator[tuple[int, str]]:
    """Yield product id and checksum of each document, by product id, as they are now."""
    with translated():
        client.indices.refresh(index=index)
        opened = client.open_point_in_time(index=index, keep_alive=KEEP_ALIVE)
    name = opened["id"]
    try:
        yield from _read_through(client, name)
    finally:
        with translated():
            client.close_point_in_time(id=name)


def count_words(client: Elasticsearch, index: str) -> dict[str, int]:
    """Return each word with the number of documents that have it."""
    words: dict[str, int] = {}
    source: Json = {"word": {"terms": {"field": "words"}}}
    composite: Json = {"size": AT_ONCE, "sources": [source]}
    while True:
        body = {"size": 0, "track_total_hits": False, "aggs": {"words": {"composite": composite}}}
        with translated():
            found = client.search(index=index, body=body)["aggregations"]["words"]
        words.update((each["key"]["word"], each["doc_count"]) for each in found["buckets"])
        if "after_key" not in found:
            return words
        composite = {**composite, "after": found["after_key"]}


def _read_through(client: Elasticsearch, name: str) -> Iterator[tuple[int, str]]:
    body: Json = {
        "size": AT_ONCE,
        "pit": {"id": name, "keep_alive": KEEP_ALIVE},
        "sort": [{"product_id": "asc"}],
        "track_total_hits": False,
        "stored_fields": "_none_",
        "docvalue_fields": ["checksum"],
    }
    while True:
        with translated():
            hits = client.search(body=body)["hits"]["hits"]
        yield from (_checksum_of(hit) for hit in hits)
        if len(hits) < AT_ONCE:
            return
        body["search_after"] = hits[-1]["sort"]


def _checksum_of(hit: Mapping[str, Any]) -> tuple[int, str]:
    return hit["sort"][0], hit["fields"]["checksum"][0]
