"""The inverted index of a generation: the texts, the article numbers and the plain words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import tantivy

from search.errors import EngineUnavailableError
from search.query.document import IndexDocument
from search.query.fields import TextField

ID: Final = "id"
CODES: Final = "codes"
WORDS: Final = "words"
_WRITER_MEMORY: Final = 50_000_000  # bytes


@cache
def get_schema() -> tantivy.Schema:
    """Return the fields of the inverted index. Tokens are told apart by spaces and nothing else."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field(ID, indexed=True, fast=True)
    for field in TextField:
        builder.add_text_field(field.value, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(WORDS, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(CODES, tokenizer_name="raw", index_option="basic")
    return builder.build()


def create_texts(path: Path) -> None:
    """Make an empty inverted index in a folder that exists."""
    tantivy.Index(get_schema(), str(path), reuse=False)


def open_texts(path: Path) -> tantivy.Index:
    """Open an inverted index that is read when it is told to, and watched by no thread."""
    index = tantivy.Index.open(str(path))
    index.config_reader("manual", 0)
    index.reload()
    return index


def open_writer(index: tantivy.Index) -> tantivy.IndexWriter:
    """Return the one writer of the index. Raises EngineUnavailableError while there is another."""
    try:
        return index.writer(heap_size=_WRITER_MEMORY, num_threads=1)
    except ValueError as error:
        if "LockBusy" not in str(error):
            raise
        raise EngineUnavailableError from error


def add_texts(writer: tantivy.IndexWriter, document: IndexDocument) -> None:
    """Put the texts of a document in the place of those it had before."""
    remove_texts(writer, document.product_id)
    entry = tantivy.Document()
    entry.add_integer(ID, document.product_id)
    for field, text in document.complete_texts().items():
        entry.add_text(field.value, text)
    for word in dict.fromkeys(document.words):
        entry.add_text(WORDS, word)
    for code in document.codes:
        entry.add_text(CODES, code)
    writer.add_document(entry)


def remove_texts(writer: tantivy.IndexWriter, product_id: int) -> None:
    """Remove the texts of a document, if there are any."""
    writer.delete_documents_by_term(ID, product_id)


def count_words(searcher: tantivy.Searcher) -> dict[str, int]:
    """Return the plain words with the number of documents that have them; deleted ones do not count."""
    everything = tantivy.Query.all_query()
    return dict(searcher.terms_with_prefix(WORDS, "", filter_query=everything))
