"""The embedded engine as others see it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np

from search.engines.base import IndexState
from search.errors import IndexMissingError
from search.query.answer import Answer, Explanation, Hit
from search.query.document import IndexDocument
from search.query.filters import FacetFilter, PriceFilter
from search.query.question import After, IndexName, Question

from .counting import count_facets, measure_prices
from .explaining import explain
from .folders import IndexFolder, index_folder, list_index_folders
from .journal import read_latest, read_stamp
from .neighbours import find_nearest
from .ordering import Ordering, put_in_order
from .selecting import select
from .snapshots import Snapshot, Snapshots
from .texts import count_words
from .writing import create_generation, delete_documents, write_documents

_PATIENCE: Final = 10.0  # seconds that a writer waits for another one


class EmbeddedEngine:
    """Keeps its indexes in a folder. Any number of processes read them; one at a time writes."""

    name = "embedded"

    def __init__(self, root: Path, *, patience: float = _PATIENCE) -> None:
        self._root = root
        self._patience = patience
        self._process = 0
        self._process_snapshots = Snapshots(root)

    def search(self, question: Question) -> Answer:
        """Return what the question asks for."""
        snapshot = self._snapshot_for(question)
        selection = select(snapshot, question)
        passing = selection.variants()
        ordering = put_in_order(selection, np.flatnonzero(passing), question)
        rows, has_more = ordering.part(question)
        hits = _hits(snapshot, ordering, rows)
        return Answer(
            total=len(ordering.found),
            hits=hits,
            counts=count_facets(selection, question, passing),
            prices=measure_prices(selection, question) if question.counts_prices else None,
            after=self._after(snapshot, question, hits) if has_more and hits else None,
        )

    def explain(self, question: Question, product_ids: Sequence[int]) -> list[Explanation]:
        """Return how the scores of these products come about, as far as they match."""
        return explain(self._snapshot_for(question), question, product_ids)

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
        question = Question(
            index, "", filters=tuple(filters), price=price, hidden=tuple(hidden), size=size
        )
        return find_nearest(self._snapshots.latest(index), question, vector)

    def count_words(self, index: IndexName) -> Mapping[str, int]:
        """Return each plain word of the live index with the number of documents that have it."""
        return count_words(self._snapshots.latest(index).searcher)

    def begin(
        self, index: IndexName, *, generation: str | None = None, documents: int | None = None
    ) -> str:
        """Make a new generation, or find the one of that name again; return its name."""
        folder = self._folder(index)
        name = generation or _new_generation()
        with folder.locked(self._patience):
            if name not in folder.list_generations():
                create_generation(folder.generation_path(name))
        return name

    def write(
        self,
        index: IndexName,
        documents: Iterable[IndexDocument],
        *,
        generation: str | None = None,
    ) -> int:
        """Add the documents or put them in the place of their older form; return how many."""
        folder = self._folder(index)
        with folder.locked(self._patience):
            return write_documents(_existing(folder, generation), documents)

    def delete(
        self, index: IndexName, product_ids: Iterable[int], *, generation: str | None = None
    ) -> None:
        """Remove the documents; those that are not there are gone already."""
        folder = self._folder(index)
        with folder.locked(self._patience):
            delete_documents(_existing(folder, generation), product_ids)

    def publish(self, index: IndexName, *, generation: str) -> None:
        """Let searches see that generation instead of the one before, which is dropped."""
        folder = self._folder(index)
        with folder.locked(self._patience):
            _existing(folder, generation)
            before = folder.live_generation()
            folder.point_to(generation)
            if before is not None and before != generation:
                folder.remove(before)

    def drop(self, index: IndexName, *, generation: str | None = None) -> None:
        """Remove one generation, or the index with all of them."""
        folder = self._folder(index)
        with folder.locked(self._patience):
            if generation is None or generation == folder.live_generation():
                folder.unpublish()
            doomed = folder.list_generations() if generation is None else [generation]
            for name in doomed:
                folder.remove(name)

    def list_checksums(
        self, index: IndexName, *, generation: str | None = None
    ) -> Iterator[tuple[int, str]]:
        """Yield product id and checksum of every document, by product id."""
        path = _existing(self._folder(index), generation)
        latest = read_latest(path, read_stamp(path))
        for product_id in sorted(latest):
            yield product_id, latest[product_id].checksum

    def list_states(self, index: IndexName | None = None) -> list[IndexState]:
        """Return every generation of one index, or of all."""
        folders = list_index_folders(self._root) if index is None else [self._folder(index)]
        return [
            IndexState(folder.name, name, documents, name == folder.live_generation())
            for folder in folders
            for name, documents in _sizes(folder)
        ]

    def refresh(self, index: IndexName) -> None:
        """Return once everything written so far can be searched."""
        self._snapshots.latest(index, waits=True)

    @property
    def _snapshots(self) -> Snapshots:
        """What this process has read. Locks and threads do not survive a fork: a child begins anew."""
        if self._process != os.getpid():
            self._process_snapshots = Snapshots(self._root)
            self._process = os.getpid()
        return self._process_snapshots

    def _snapshot_for(self, question: Question) -> Snapshot:
        after = question.after
        if after is not None and after.point_in_time is not None:
            return self._snapshots.kept(question.index, after.point_in_time)
        return self._snapshots.latest(question.index)

    def _after(self, snapshot: Snapshot, question: Question, hits: Sequence[Hit]) -> After:
        goes_on = question.after is not None and question.after.point_in_time is not None
        keeps = goes_on or question.keeps_point_in_time
        state = self._snapshots.keep(snapshot) if keeps else None
        return After(hits[-1].sort_values, state)

    def _folder(self, index: IndexName) -> IndexFolder:
        return index_folder(self._root, index)


def _hits(snapshot: Snapshot, ordering: Ordering, rows: np.ndarray) -> tuple[Hit, ...]:
    ids = snapshot.table.ids
    return tuple(
        Hit(int(ids[ordering.found[row]]), float(ordering.scores[row]), ordering.sort_values(row))
        for row in rows.tolist()
    )


def _existing(folder: IndexFolder, generation: str | None) -> Path:
    """Return where the generation lies, the live one without a name. Raises IndexMissingError."""
    name = generation or folder.live_generation()
    if name is None or name not in folder.list_generations():
        raise IndexMissingError
    return folder.generation_path(name)


def _sizes(folder: IndexFolder) -> Iterator[tuple[str, int]]:
    for name in folder.list_generations():
        try:
            yield name, read_stamp(folder.generation_path(name)).documents
        except (OSError, ValueError, TypeError):
            continue  # unfinished, or just being removed


def _new_generation() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{secrets.token_hex(2)}"
