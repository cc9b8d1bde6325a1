"""Generations of indices: made, published and dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.base import IndexState
from search.errors import IndexMissingError
from search.query.question import IndexName

from .client import translated
from .mapping import LIVE_REFRESH, mapping_of, new_settings
from .names import alias_of, all_of, index_of, new_generation

Json = dict[str, Any]


class Generation(NamedTuple):
    """One generation as the cluster has it; `stored_as` is its name there."""

    name: IndexName
    generation: str
    stored_as: str
    is_live: bool


class Indices:
    """The indices whose names begin with the prefix of this shop."""

    def __init__(self, client: Elasticsearch, *, prefix: str) -> None:
        self._client = client
        self._prefix = prefix

    def alias(self, index: IndexName) -> str:
        """Return what searches ask."""
        return alias_of(self._prefix, index)

    def target(self, index: IndexName, generation: str | None) -> str:
        """Return where documents are written. Raises `IndexMissingError` when it is not there."""
        if generation is None:
            return self.alias(index)
        name = index_of(self._prefix, index, generation)
        with translated():
            if not self._client.indices.exists(index=name):
                raise IndexMissingError
        return name

    def begin(self, index: IndexName, generation: str | None) -> str:
        """Return the name of a new generation, or of the one of that name if it is there."""
        name = generation or new_generation()
        if name not in {found.generation for found in self.generations(index)}:
            self._create(index, name)
        return name

    def publish(self, index: IndexName, generation: str) -> None:
        """Let the alias mean this generation, in one step, and drop all others that were live."""
        name = self.target(index, generation)
        live = [found.stored_as for found in self.generations(index) if found.is_live]
        with translated():
            self._make_searchable(name)
            self._point(self.alias(index), name, [each for each in live if each != name])

    def drop(self, index: IndexName, generation: str | None) -> None:
        """Remove the generation, or all of them; what is not there is gone already."""
        names = [
            found.stored_as
            for found in self.generations(index)
            if generation in (None, found.generation)
        ]
        with translated():
            self._delete(names)

    def list_states(self) -> list[IndexState]:
        """Return all generations with the number of their documents."""
        found = list(self.generations())
        with translated():
            if found:
                self._client.indices.refresh(index=[each.stored_as for each in found])
            return [
                IndexState(each.name, each.generation, self._count(each.stored_as), each.is_live)
                for each in found
            ]

    def generations(self, index: IndexName | None = None) -> Iterator[Generation]:
        """Yield the generations of one index, or of all, oldest first."""
        pattern = all_of(self._prefix) if index is None else f"{self.alias(index)}-*"
        with translated():
            found = self._client.indices.get(
                index=pattern, features=["aliases", "mappings"], allow_no_indices=True
            )
        for name, state in sorted(found.body.items()):
            meta = state["mappings"].get("_meta", {})
            if meta.get("prefix") == self._prefix:
                spelled = IndexName(meta["channel"], meta["locale"], meta["kind"])
                is_live = self.alias(spelled) in state["aliases"]
                if index in (None, spelled):
                    yield Generation(spelled, meta["generation"], name, is_live)

    def _create(self, index: IndexName, generation: str) -> None:
        with translated():
            self._client.indices.create(
                index=index_of(self._prefix, index, generation),
                settings=new_settings(),
                mappings=mapping_of(index, prefix=self._prefix, generation=generation),
            )

    def _make_searchable(self, name: str) -> None:
        refresh = {"index": {"refresh_interval": LIVE_REFRESH}}
        self._client.indices.put_settings(index=name, settings=refresh)
        self._client.indices.refresh(index=name)

    def _point(self, alias: str, name: str, former: list[str]) -> None:
        removals = [{"remove": {"index": each, "alias": alias}} for each in former]
        actions = [*removals, {"add": {"index": name, "alias": alias}}]
        self._client.indices.update_aliases(actions=actions)
        self._delete(former)

    def _delete(self, names: list[str]) -> None:
        if names:
            self._client.indices.delete(index=names, ignore_unavailable=True)

    def _count(self, name: str) -> int:
        try:
            return int(self._client.count(index=name)["count"])
        except NotFoundError:
            return 0
