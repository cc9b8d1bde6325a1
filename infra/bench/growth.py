"""Grows a channel's catalogue to a hundred thousand or a million products in minutes.

The documents are those that the shop's own builder makes; only its tables of derived rows are
written, and of the catalogue behind them the products alone, as far as foreign keys need them.
That is enough to measure reading and searching. A rebuild of the documents would remove them.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Max

from commerce.catalogue.documents.vocabulary import Vocabulary, load_vocabulary
from commerce.catalogue.models import ProductEntry
from commerce.catalogue.services.documents import expire_answers
from infra.bench.growth_copy import CopyTexts, copy_texts, write_texts
from infra.bench.growth_rows import BLOCK, FIRST_KEY, Market, Words, make_block
from infra.bench.growth_vocabulary import ensure_sellers, ensure_words

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# Another number makes another database: change it with what is grown, and with the documents.
GROWTH_VERSION = 1
PROCESSES = 2
# Blocks that are made ahead of the one that is being written.
AHEAD = 2 * PROCESSES

Progress = Callable[[int], None]


def grow(
    *, channel: Channel, size: int, seed: int = 1, progress: Progress = lambda done: None
) -> int:
    """Grow the channel to that many grown products; return how many were added.

    Each block of products is one transaction: what was interrupted goes on where it ended, and
    the same seed always makes the same products. PostgreSQL only, as it writes with COPY.
    `progress` is called with the number of products that each block added.
    """
    first = count_grown(channel)
    if first >= size:
        return 0
    nursery = Nursery.of(channel, seed)
    for count, texts in _made_ahead(nursery, first, size):
        write_texts(texts)
        progress(count)
    expire_answers(channel=channel)
    return size - first


def count_grown(channel: Channel) -> int:
    """Return how many products were grown so far."""
    grown = ProductEntry.objects.in_channel(channel).filter(product__gte=FIRST_KEY)
    last: int | None = grown.aggregate(last=Max("product_id"))["last"]
    return 0 if last is None else last - FIRST_KEY + 1


@dataclass(frozen=True)
class Nursery:
    """Everything that products are grown from."""

    channel: Channel
    seed: int
    market: Market
    words: Words
    vocabulary: Vocabulary

    @classmethod
    def of(cls, channel: Channel, seed: int) -> Nursery:
        """Read the words of the channel; those that are missing are made."""
        words = ensure_words(channel)
        market = Market(channel.pk, tuple(channel.currencies), ensure_sellers(channel))
        vocabulary = load_vocabulary(channel.tenant_id, [channel])
        return cls(channel, seed, market, words, vocabulary)

    def texts(self, first: int, last: int) -> CopyTexts:
        """Return the products of one block from `first` to the one before `last`."""
        block = make_block(
            first=first, last=last, seed=self.seed, market=self.market, words=self.words
        )
        return copy_texts(self.channel, self.vocabulary, block)


def _made_ahead(nursery: Nursery, first: int, last: int) -> Iterator[tuple[int, CopyTexts]]:
    """Yield the blocks in order, made by several processes while earlier ones are written."""
    connection.close()  # two processes must not speak to the server through one connection
    context = multiprocessing.get_context("fork")
    # Documents hold no cycles: looking for some takes a third of the time and finds nothing.
    with ProcessPoolExecutor(PROCESSES, context, initializer=gc.disable) as pool:
        waiting: deque[tuple[int, Future[CopyTexts]]] = deque()
        for start, end in _bounds(first, last):
            waiting.append((end - start, pool.submit(nursery.texts, start, end)))
            if len(waiting) > AHEAD:
                count, made = waiting.popleft()
                yield count, made.result()
        for count, made in waiting:
            yield count, made.result()


def _bounds(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of the range that lie in one block each."""
    while first < last:
        end = min(last, (first // BLOCK + 1) * BLOCK)
        yield first, end
        first = end
