"""Bringing what changed into the indexes.

How nothing is lost: whoever writes a document reads it, writes it to the live generation and to the
one in the making, and then reads its checksum again. When the document has changed meanwhile, all
of this is repeated. So of two writers that cross, the one that writes last sees afterwards what it
should have written; and a change that comes after that look has a writer of its own, which is told
of it once it is committed. A writer that fails, or dies, is repeated by the outbox.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from commerce.tenancy.selectors import list_channels
from search.engines.choice import get_engine
from search.errors import (
    DocumentsKeepChangingError,
    DocumentsRejectedError,
    IndexMissingError,
)
from search.indexing.sources import ProductSource, Source
from search.models import NO_MODEL
from search.selectors.builds import list_foreign_generations, list_generations_in_work

from .lexicons import note_change
from .state import raise_search_version

if TYPE_CHECKING:
    from search.engines.base import SearchEngine
    from search.query.document import IndexDocument

# The generation that searches see, by whatever name.
LIVE: Final = None
MOST_ROUNDS: Final = 10


def index_products(*, channel_id: int, product_ids: Sequence[int]) -> bool:
    """Bring these products of the channel up to date in all its languages, or take them out.

    Doing it twice changes nothing. Returns whether all of the channel's indexes exist; those that do
    not are left to their first build. Raises EngineUnavailableError.
    """
    is_complete = True
    for channel in list_channels().filter(pk=channel_id):
        for locale in channel.locales:
            source = ProductSource(channel, locale)
            is_complete &= index_documents(source=source, ids=product_ids)
    return is_complete


def index_documents(*, source: Source, ids: Sequence[int]) -> bool:
    """Bring these documents up to date in one index; return whether there is one.

    Raises EngineUnavailableError.
    """
    in_work = list_generations_in_work(source=source)
    writer = Writer(source, get_engine(), [LIVE, *in_work])
    writer.bring_up_to_date(ids)
    if LIVE in writer.missing:
        return False
    note_change(source=source)
    show_changes(source=source)
    return True


def show_changes(*, source: Source) -> None:
    """Let searches see what was written, and every answer be made anew."""
    get_engine().refresh(source.index)
    raise_search_version(source.channel.pk)


class Writer:
    """Writes documents of one source to some generations of its index.

    `missing` are the generations that turned out not to exist, or not any more.
    """

    def __init__(
        self, source: Source, engine: SearchEngine, generations: Iterable[str | None]
    ) -> None:
        self._source, self._engine = source, engine
        self._generations = list(generations)
        has_vectors = source.model != NO_MODEL
        self._foreign = list_foreign_generations(source=source) if has_vectors else set()
        self.missing: set[str | None] = set()

    def bring_up_to_date(self, ids: Sequence[int]) -> None:
        """Write these documents as they are, and remove those that are not there any more."""
        for _round in range(MOST_ROUNDS):
            if not ids:
                return
            documents = self._source.read(ids)
            self._put(documents, ids)
            ids = self.outdated(documents, ids)
        raise DocumentsKeepChangingError

    def outdated(self, written: Iterable[IndexDocument], ids: Sequence[int]) -> list[int]:
        """Return which of these documents are not any more what was written. One query."""
        known = {document.product_id: document.checksum for document in written}
        present = dict(self._source.list_checksums(ids))
        return [pk for pk in ids if known.get(pk) != present.get(pk)]

    def _put(self, documents: Sequence[IndexDocument], ids: Iterable[int]) -> None:
        found = {document.product_id for document in documents}
        gone = [pk for pk in ids if pk not in found]
        for generation in self._generations:
            if generation in self.missing:
                continue
            try:
                self._put_into(generation, documents, gone)
            except IndexMissingError:
                self.missing.add(generation)

    def _put_into(
        self, generation: str | None, documents: Sequence[IndexDocument], gone: Sequence[int]
    ) -> None:
        index = self._source.index
        if documents:
            self._write(documents, generation)
        if gone:
            self._engine.delete(index, gone, generation=generation)

    def _write(self, documents: Sequence[IndexDocument], generation: str | None) -> None:
        """Write the documents, without vectors where those are of another model than the index's.

        Words and prices must not wait for the rebuild that another model needs. An index of which
        nobody knows the model rejects vectors of another length.
        """
        index = self._source.index
        plain = [replace(document, vector=None) for document in documents]
        if generation in self._foreign:
            self._engine.write(index, plain, generation=generation)
            return
        try:
            self._engine.write(index, documents, generation=generation)
        except DocumentsRejectedError:
            if not any(document.vector for document in documents):
                raise
            self._engine.write(index, plain, generation=generation)
