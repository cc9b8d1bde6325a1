"""What every engine promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from search.query.answer import Answer, Explanation
from search.query.document import IndexDocument
from search.query.filters import FacetFilter, PriceFilter
from search.query.question import IndexName, Question


class IndexState(NamedTuple):
    """An index as people see it: how many documents it holds, and the name of its generation."""

    name: IndexName
    generation: str
    documents: int
    is_live: bool


class SearchEngine(Protocol):
    """Answers questions from one index per channel and language.

    Each index has generations: `begin` makes a new, empty one, `write` and `delete` fill it, and
    `publish` lets searches see it from one moment to the next. Without a `generation`, writes go to
    the live one.

    Every method raises `EngineUnavailableError` when the engine cannot be asked now, `IndexMissingError`
    when nothing was published under the name, and `PointInTimeGoneError` for a state that was let go.
    """

    name: str

    def search(self, question: Question) -> Answer:
        """Return what the question asks for. Costs are bounded by size and facets, not by the catalogue."""

    def explain(self, question: Question, product_ids: Sequence[int]) -> list[Explanation]:
        """Return how the scores of these products come about, as far as they match."""

    def count_words(self, index: IndexName) -> Mapping[str, int]:
        """Return each plain word of the live index with the number of documents that have it."""

    def begin(
        self, index: IndexName, *, generation: str | None = None, documents: int | None = None
    ) -> str:
        """Make a new generation, or find that unfinished one again; return its name.

        `documents` is about how many it is for, where that is known.
        """

    def write(
        self,
        index: IndexName,
        documents: Iterable[IndexDocument],
        *,
        generation: str | None = None,
    ) -> int:
        """Add the documents or put them in the place of their older form; return how many.

        They can be searched within a second, in a generation that is not live once it is published.
        """

    def delete(
        self, index: IndexName, product_ids: Iterable[int], *, generation: str | None = None
    ) -> None:
        """Remove the documents; those that are not there are gone already."""

    def publish(self, index: IndexName, *, generation: str) -> None:
        """Let searches see that generation instead of the one before, which is dropped."""

    def drop(self, index: IndexName, *, generation: str | None = None) -> None:
        """Remove one generation, or the index with all of them."""

    def list_checksums(
        self, index: IndexName, *, generation: str | None = None
    ) -> Iterator[tuple[int, str]]:
        """Yield product id and checksum of every document, by product id."""

    def list_states(self, index: IndexName | None = None) -> list[IndexState]:
        """Return every generation of one index, or of all."""

    def refresh(self, index: IndexName) -> None:
        """Return once everything written so far can be searched."""


@runtime_checkable
class VectorSearch(Protocol):
    """An engine that also finds what is near a vector. Who asks fuses both ranked lists."""

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


@runtime_checkable
class SeveralQuestions(Protocol):
    """An engine for which a request costs so much that several questions had better share one."""

    def search_together(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answer to each, as `search` does. They are about one index and the present."""


@runtime_checkable
class RemoteEngine(Protocol):
    """An engine outside this process, which may be away."""

    def check(self) -> None:
        """Return when the engine answers. Raises `EngineUnavailableError` when searches would."""
