"""The search engine that asks an Elasticsearch cluster."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from elasticsearch import Elasticsearch

from commerce.core.outages import Outage
from search.engines.base import IndexState
from search.errors import EngineUnavailableError
from search.query.answer import Answer, Explanation
from search.query.document import IndexDocument
from search.query.filters import FacetFilter, PriceFilter
from search.query.question import IndexName, Question

from . import listing
from .bounds import check_size
from .client import RequestRefusedError, translated
from .explaining import Inquest
from .indices import Indices
from .inquiry import Inquirer
from .neighbours import neighbours_body, neighbours_of
from .transport import Searcher
from .writing import Writer

logger = logging.getLogger(__name__)

# So many searches in a row that the cluster did not answer have others not ask for a while.
FAILURES: Final = 3


class ElasticsearchEngine:
    """Answers from one index with one shard per channel and language, behind an alias.

    Channels with fewer than `shared_below` documents have an index together. `budget` is the seconds
    that a search may take; writing may take longer.
    """

    name = "elasticsearch"

    def __init__(
        self,
        client: Elasticsearch,
        *,
        prefix: str,
        budget: float,
        shared_below: int = 0,
        outage: Outage | None = None,
    ) -> None:
        self._client = client
        self._searcher = Searcher(
            client, budget=budget, outage=outage or Outage(self.name, failures=FAILURES)
        )
        self._inquirer = Inquirer(client, self._searcher)
        self._indices = Indices(client, prefix=prefix, shared_below=shared_below)
        self._writer = Writer(client)

    def search(self, question: Question) -> Answer:
        """Return what the question asks for."""
        with _understood():
            return self._inquirer.ask(question, self._indices.alias(question.index))

    def search_together(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answer to each. They are about one index and the present."""
        with _understood():
            return self._inquirer.ask_together(questions, self._indices.alias(questions[0].index))

    def explain(self, question: Question, product_ids: Sequence[int]) -> list[Explanation]:
        """Return how the scores come about; pins and codes, which are no scores, are left out."""
        check_size(question)
        inquest = Inquest(question, product_ids)
        alias = self._indices.alias(question.index)
        with _understood():
            (response,) = self._searcher.search(
                alias, [inquest.body()], include_named_queries_score=True
            )
        return inquest.explanations(response)

    def nearest(
        self,
        index: IndexName,
        vector: Sequence[float],
        filters: Sequence[FacetFilter] = (),
        size: int = 100,
        *,
        price: PriceFilter | None = None,
        hidden: Sequence[int] = (),
    ) -> list[tuple[int, float]]:
        """Return the products whose vectors are nearest and which satisfy the filters.

        With each its similarity from 0 to 1; the nearest comes first.
        """
        body = neighbours_body(index.channel, vector, filters, size, price=price, hidden=hidden)
        with _understood():
            (response,) = self._searcher.search(self._indices.alias(index), [body])
        return neighbours_of(response)

    def check(self) -> None:
        """Return when the cluster answers. Raises `EngineUnavailableError` when it does not."""
        self._searcher.check()

    def count_words(self, index: IndexName) -> Mapping[str, int]:
        """Return each plain word of the live index with the number of documents that have it."""
        return listing.count_words(self._client, self._indices.alias(index))

    def begin(
        self, index: IndexName, *, generation: str | None = None, documents: int | None = None
    ) -> str:
        """Make a new generation, or find that unfinished one again; return its name."""
        return self._indices.begin(index, generation, documents)

    def write(
        self,
        index: IndexName,
        documents: Iterable[IndexDocument],
        *,
        generation: str | None = None,
    ) -> int:
        """Write the documents and return how many.

        Raises `DocumentsRejectedError` for those that the engine never takes.
        """
        target = self._indices.target(index, generation)
        return self._writer.write(index.channel, target, documents, is_alias=generation is None)

    def delete(
        self, index: IndexName, product_ids: Iterable[int], *, generation: str | None = None
    ) -> None:
        """Remove the documents that are there."""
        target = self._indices.target(index, generation)
        self._writer.delete(index.channel, target, product_ids, is_alias=generation is None)

    def publish(self, index: IndexName, *, generation: str) -> None:
        """Let searches see that generation instead of the one before, which is dropped."""
        self._indices.publish(index, generation)

    def drop(self, index: IndexName, *, generation: str | None = None) -> None:
        """Remove one generation, or the index with all of them."""
        self._indices.drop(index, generation)

    def list_checksums(
        self, index: IndexName, *, generation: str | None = None
    ) -> Iterator[tuple[int, str]]:
        """Yield product id and checksum of every document, by product id."""
        target = self._indices.target(index, generation)
        return listing.list_checksums(self._client, target)

    def list_states(self, index: IndexName | None = None) -> list[IndexState]:
        """Return every generation of one index, or of all."""
        return self._indices.list_states(index)

    def refresh(self, index: IndexName) -> None:
        """Return once everything written so far can be searched."""
        with translated():
            self._client.indices.refresh(index=self._indices.alias(index))


@contextmanager
def _understood() -> Iterator[None]:
    """Let others answer what Elasticsearch refuses to: a mistake of ours, which is logged."""
    try:
        yield
    except RequestRefusedError as error:
        logger.exception("elasticsearch_refused_a_search")
        raise EngineUnavailableError from error
