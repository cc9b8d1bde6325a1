"""Where the documents of an index come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from cms.selectors import Reader, count_page_texts, iterate_page_texts
from commerce.catalogue.selectors.search_feed import (
    count_feed,
    iterate_feed,
    list_feed,
    list_feed_versions,
)
from commerce.tenancy.selectors import list_channels
from search.embeddings.choice import get_embeddings
from search.language.analysis import get_analyser
from search.models import NO_MODEL
from search.query.question import IndexName

from .pages import compose_page, page_checksum
from .products import Composer, product_checksum
from .vectors import Meanings

if TYPE_CHECKING:
    from commerce.catalogue.selectors.search_feed import FeedRow
    from commerce.tenancy.models import Channel
    from search.query.document import IndexDocument

PRODUCTS: Final = "products"
PAGES: Final = "pages"


class Checksum(NamedTuple):
    """What tells whether a document is as it was."""

    document_id: int
    checksum: str


class Source(Protocol):
    """The truth that an index is made of and compared to. Nothing is kept between two calls.

    `model` is the one that its documents' vectors are of, NO_MODEL where they have none.
    """

    index: IndexName
    channel: Channel
    model: str

    def count(self) -> int:
        """Return how many documents there are."""

    def iterate(self, *, after: int, batch_size: int) -> Iterator[list[IndexDocument]]:
        """Yield all documents behind the one with the id `after`, by id, in batches."""

    def read(self, ids: Sequence[int]) -> list[IndexDocument]:
        """Return the documents with these ids; those that are not to be found are left out."""

    def list_checksums(self, ids: Sequence[int] | None = None) -> Iterator[Checksum]:
        """Yield the checksums of all documents, or of these, by id."""


class ProductSource:
    """The products that a channel shows, in one language."""

    def __init__(self, channel: Channel, locale: str) -> None:
        self.index = IndexName(channel.code, locale, PRODUCTS)
        self.channel = channel
        self._locale = locale
        embeddings = get_embeddings(channel.pk)
        self._model = None if embeddings is None else embeddings.name
        self.model = self._model or NO_MODEL
        self._composer = Composer(get_analyser(locale), model=self._model)
        self._meanings = None if embeddings is None else Meanings(embeddings, channel, locale)

    def count(self) -> int:
        return count_feed(channel=self.channel, locale=self._locale)

    def iterate(self, *, after: int, batch_size: int) -> Iterator[list[IndexDocument]]:
        batches = iterate_feed(
            channel=self.channel, locale=self._locale, after=after, batch_size=batch_size
        )
        for rows in batches:
            yield self._compose(rows)

    def read(self, ids: Sequence[int]) -> list[IndexDocument]:
        rows = list_feed(channel=self.channel, locale=self._locale, product_ids=ids)
        return self._compose(list(rows))

    def list_checksums(self, ids: Sequence[int] | None = None) -> Iterator[Checksum]:
        versions = list_feed_versions(channel=self.channel, locale=self._locale, product_ids=ids)
        for version in versions:
            content = (version.checksum, version.entry_checksum, version.sold)
            checksum = product_checksum(*content, model=self._model)
            yield Checksum(version.product_id, checksum)

    def _compose(self, rows: Sequence[FeedRow]) -> list[IndexDocument]:
        documents = [self._composer.compose(row) for row in rows]
        if self._meanings is None:
            return documents
        return self._meanings.add_to(documents, [row.document for row in rows])


class PageSource:
    """The pages that the public of a channel can read, in one language."""

    model = NO_MODEL

    def __init__(self, channel: Channel, locale: str) -> None:
        self.index = IndexName(channel.code, locale, PAGES)
        self.channel = channel
        self._analyser = get_analyser(locale)

    def count(self) -> int:
        return count_page_texts(reader=self._reader)

    def iterate(self, *, after: int, batch_size: int) -> Iterator[list[IndexDocument]]:
        pages = iterate_page_texts(reader=self._reader, after=after)
        while batch := list(islice(pages, batch_size)):
            yield [compose_page(page, self._analyser) for page in batch]

    def read(self, ids: Sequence[int]) -> list[IndexDocument]:
        pages = iterate_page_texts(reader=self._reader, page_ids=ids)
        return [compose_page(page, self._analyser) for page in pages]

    def list_checksums(self, ids: Sequence[int] | None = None) -> Iterator[Checksum]:
        for page in iterate_page_texts(reader=self._reader, page_ids=ids):
            yield Checksum(page.page_id, page_checksum(page))

    @property
    def _reader(self) -> Reader:
        """A new one for each call: what it has read may change."""
        return Reader(self.channel, self.index.locale)


def list_sources(
    *, channel: str | None = None, locale: str | None = None, kind: str | None = None
) -> list[Source]:
    """Return the sources of all indexes there should be, or of those of one channel, locale, kind."""
    channels = list_channels()
    return [
        SOURCES[each](found, language)
        for found in (channels.filter(code=channel) if channel else channels)
        for language in found.locales
        for each in KINDS
        if locale in (None, language) and kind in (None, each)
    ]


SOURCES: Final[Mapping[str, Callable[[Channel, str], Source]]] = {
    PRODUCTS: ProductSource,
    PAGES: PageSource,
}
KINDS: Final = tuple(SOURCES)
