"""The search that ours is measured against: what a shop gets that asks an engine for names and texts.

Plain BM25 over name and description of the product documents, all words alternatives, the better
field counts: what Elasticsearch calls a `multi_match` with every setting left as it is. No stems, no
synonyms, no correction of typing errors, no boosts.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import uuid4

import tantivy
from django.utils.html import strip_tags
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import bulk

from commerce.catalogue.selectors.search_feed import iterate_feed
from search.errors import EngineUnavailableError

from .metrics import DEPTH, Ranked, Ranker

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

SECONDS: Final = 60.0
FIELDS: Final = ("name", "description")
_ANALYSER: Final = "default"  # words in lower case, split at everything but letters and digits
_HEAP: Final = 64 * 2**20


class PlainText(NamedTuple):
    """A product in the words of its page, without markup."""

    product_id: int
    name: str
    description: str


def iterate_texts(*, channel: Channel, locale: str) -> Iterator[PlainText]:
    """Yield every product that the channel shows in the locale."""
    for rows in iterate_feed(channel=channel, locale=locale):
        for row in rows:
            description = html.unescape(strip_tags(row.document["description"]))
            yield PlainText(row.product_id, row.document["name"], description)


@contextmanager
def elasticsearch_baseline(url: str, prefix: str, texts: Iterable[PlainText]) -> Iterator[Ranker]:
    """Index the texts, give a ranker, and remove the index in the end.

    Raises EngineUnavailableError.
    """
    name = f"{prefix}-baseline-{uuid4().hex}"
    with Elasticsearch(url.split(","), request_timeout=SECONDS) as client:
        try:
            _fill(client, name, texts)
            yield lambda query: _ask_elasticsearch(client, name, query)
        except (TransportError, ApiError) as error:
            raise EngineUnavailableError from error
        finally:
            client.indices.delete(index=name, ignore_unavailable=True)


def _fill(client: Elasticsearch, name: str, texts: Iterable[PlainText]) -> None:
    # One shard: scores of several are counted apart. Everything else is the engine's own default.
    client.indices.create(
        index=name,
        settings={"number_of_shards": 1, "number_of_replicas": 0},
        mappings={"properties": {field: {"type": "text"} for field in FIELDS}},
    )
    bulk(client, ({"_index": name, "_id": text.product_id, **_words(text)} for text in texts))
    client.indices.refresh(index=name)


def _words(text: PlainText) -> dict[str, str]:
    return {"name": text.name, "description": text.description}


def _ask_elasticsearch(client: Elasticsearch, name: str, query: str) -> Ranked:
    match: dict[str, Any] = {"multi_match": {"query": query, "fields": list(FIELDS)}}
    answer = client.search(index=name, query=match, size=DEPTH, track_total_hits=True, source=False)
    hits = answer["hits"]
    return Ranked([int(hit["_id"]) for hit in hits["hits"]], hits["total"]["value"])


def embedded_baseline(texts: Iterable[PlainText]) -> Ranker:
    """The same query without a server: index the texts in memory and return a ranker."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("product_id", stored=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name=_ANALYSER)
    index = tantivy.Index(builder.build())
    writer = index.writer(_HEAP, num_threads=1)
    for text in texts:
        writer.add_document(tantivy.Document(product_id=text.product_id, **_words(text)))
    writer.commit()
    index.reload()
    return lambda query: _ask_tantivy(index, query)


def _ask_tantivy(index: tantivy.Index, text: str) -> Ranked:
    searcher = index.searcher()
    fields = [_any_word(index, field, text) for field in FIELDS]
    query = tantivy.Query.disjunction_max_query(fields)
    hits = searcher.search(query, limit=max(1, searcher.num_docs)).hits
    product_ids = [searcher.doc(address)["product_id"][0] for _score, address in hits[:DEPTH]]
    return Ranked(product_ids, len(hits))


def _any_word(index: tantivy.Index, field: str, text: str) -> tantivy.Query:
    words = "".join(mark if mark.isalnum() else " " for mark in text.casefold()).split()
    terms = [tantivy.Query.term_query(index.schema, field, word) for word in words]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
