"""The baseline without a server: the same query in tantivy, in memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import tantivy

from search.relevance.ranking import DEPTH, Ranked, Ranker

from .texts import PlainText

FIELDS: Final = ("name", "description")
_ANALYSER: Final = "default"  # words in lower case, split at everything but letters and digits
_HEAP: Final = 64 * 2**20


def embedded_baseline(texts: Iterable[PlainText]) -> Ranker:
    """Index the texts in memory and return a ranker."""
    schema = _schema()
    index = tantivy.Index(schema)
    writer = index.writer(_HEAP, num_threads=1)
    for text in texts:
        writer.add_document(
            tantivy.Document(
                product_id=text.product_id, name=text.name, description=text.description
            )
        )
    writer.commit()
    index.reload()
    return lambda query: _rank(index, query)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("product_id", stored=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name=_ANALYSER)
    return builder.build()


def _rank(index: tantivy.Index, text: str) -> Ranked:
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
