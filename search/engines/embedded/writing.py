"""Changing a generation: all of a batch becomes valid at once, or nothing of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from search.errors import IndexMissingError
from search.query.document import IndexDocument

from .facts import facts_of
from .journal import (
    JournalWriter,
    Stamp,
    begin_journal,
    compact_journal,
    read_stamp,
    write_stamp,
)
from .texts import add_texts, create_texts, open_texts, open_writer, remove_texts

logger = logging.getLogger(__name__)


def create_generation(path: Path) -> None:
    """Make an empty generation. The stamp comes last: without it there is no generation."""
    path.mkdir(parents=True, exist_ok=True)
    create_texts(path)
    begin_journal(path)


class Batch:
    """Collects changes of a generation. The caller holds the lock of the index.

    Left without `commit`, the batch has never been.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_committed = False
        with _telling_of_damage(path):
            stamp = read_stamp(path)
            self._index = open_texts(path)
            self._writer = open_writer(self._index)
            self._journal = JournalWriter(path, stamp)

    def add_all(self, documents: Iterable[IndexDocument]) -> int:
        """Add the documents or replace their older form; return how many there were."""
        for document in documents:
            add_texts(self._writer, document)
            self._journal.add(facts_of(document))
        return self._journal.lines

    def remove_all(self, product_ids: Iterable[int]) -> None:
        """Remove the documents that are there."""
        for product_id in product_ids:
            remove_texts(self._writer, product_id)
            self._journal.remove(product_id)

    def commit(self) -> None:
        """Make the batch valid. Texts come first: what the journal does not know is not found."""
        if not self._journal.lines:
            return
        self._writer.commit()
        self._is_committed = True
        self._index.reload()
        _make_valid(self._path, self._journal.finish(self._index.searcher().num_docs))

    def close(self) -> None:
        """Let go of the writer, and of what was not committed; wait for merges that were begun."""
        self._journal.close()
        if not self._is_committed:
            self._writer.rollback()
        self._writer.wait_merging_threads()


def write_documents(path: Path, documents: Iterable[IndexDocument]) -> int:
    """Write the documents into the generation of that folder; return how many there were."""
    with closing(Batch(path)) as batch:
        count = batch.add_all(documents)
        batch.commit()
    return count


def delete_documents(path: Path, product_ids: Iterable[int]) -> None:
    """Remove documents from the generation of that folder."""
    with closing(Batch(path)) as batch:
        batch.remove_all(product_ids)
        batch.commit()


@contextmanager
def _telling_of_damage(path: Path) -> Iterator[None]:
    """Say that there is no index when what lies there is none: it has to be built anew."""
    try:
        yield
    except (OSError, ValueError, TypeError) as error:
        logger.error("The search index in %s cannot be written: %s", path, error)
        raise IndexMissingError from error


def _make_valid(path: Path, stamp: Stamp) -> None:
    if not stamp.is_mostly_overtaken:
        write_stamp(path, stamp)
        return
    compacted = compact_journal(path, stamp)
    write_stamp(path, compacted)
    (path / stamp.journal).unlink(missing_ok=True)
