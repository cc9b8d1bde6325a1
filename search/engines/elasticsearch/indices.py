"""Generations of indices: made, published and dropped.

A generation is an index of its own, or what a small channel has in an index that it shares. There
it has an alias with the name that its own index would have, which lets nothing through but its
documents, so that whoever reads and writes need not know. What is weighed, texts and vectors, is in
fields of the channel, so that words are as rare as in its own list and scores are the same. To make
a generation anew a channel goes to a shared index that has no field of it yet; such an index is
deleted with the last channel in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.base import IndexState
from search.errors import IndexMissingError
from search.query.question import IndexName

from .client import translated
from .mapping import LIVE_REFRESH, mapping_of, new_settings, shared_mapping, texts_mapping
from .names import alias_of, all_of, index_of, new_generation, shared_of, shop_of

Json = dict[str, Any]
# Channels that one index takes in, each with fields of its own.
MOST_TOGETHER: Final = 100


class Generation(NamedTuple):
    """One generation as the cluster has it: what it is called there, and which index it lies in."""

    name: IndexName
    generation: str
    stored_as: str
    lies_in: str
    is_live: bool

    @property
    def is_shared(self) -> bool:
        return self.stored_as != self.lies_in

    @property
    def alias(self) -> Json:
        """What an alias of it says: where it lies, and which documents it means."""
        if not self.is_shared:
            return {"index": self.lies_in}
        return {"index": self.lies_in, "filter": _of_channel(self.name)}


class Indices:
    """The indices whose names begin with the prefix of this shop."""

    def __init__(self, client: Elasticsearch, *, prefix: str, shared_below: int = 0) -> None:
        self._client = client
        self._prefix = prefix
        self._shared_below = shared_below

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

    def begin(self, index: IndexName, generation: str | None, documents: int | None) -> str:
        """Return the name of a new generation, or of the one of that name if it is there.

        It has an index of its own unless it is known to be for few documents.
        """
        name = generation or new_generation()
        if name in {found.generation for found in self.generations(index)}:
            return name
        with translated():
            if documents is not None and documents < self._shared_below:
                self._join(index, name)
            else:
                self._create(
                    index_of(self._prefix, index, name),
                    mapping_of(index, prefix=self._prefix, generation=name),
                )
        return name

    def publish(self, index: IndexName, generation: str) -> None:
        """Let the alias mean this generation, in one step, and drop all others that were live."""
        found = {each.generation: each for each in self.generations(index)}
        if generation not in found:
            raise IndexMissingError
        former = [each for each in found.values() if each.is_live and each.generation != generation]
        with translated():
            self._make_searchable(found[generation].stored_as)
            self._point(self.alias(index), found[generation], former)
            self._delete(former)

    def drop(self, index: IndexName, generation: str | None) -> None:
        """Remove the generation, or all of them; what is not there is gone already."""
        found = [each for each in self.generations(index) if generation in (None, each.generation)]
        with translated():
            self._delete(found)

    def list_states(self, index: IndexName | None) -> list[IndexState]:
        """Return the generations of one index, or of all, with the number of their documents."""
        found = list(self.generations(index))
        with translated():
            if found:
                self._client.indices.refresh(index=sorted({each.lies_in for each in found}))
            return [
                IndexState(each.name, each.generation, self._count(each.stored_as), each.is_live)
                for each in found
            ]

    def generations(self, index: IndexName | None = None) -> Iterator[Generation]:
        """Yield the generations of one index, or of all, oldest first."""
        pattern = all_of(self._prefix) if index is None else f"{self.alias(index)}-*"
        found = [
            each
            for stored_in, state in self._states(pattern)
            for each in self._generations_in(stored_in, state)
            if index in (None, each.name)
        ]
        return iter(sorted(found, key=lambda each: each.stored_as))

    def _states(self, pattern: str) -> list[tuple[str, Json]]:
        """Return our indices, and those with such an alias, with what they are made for."""
        with translated():
            found = self._client.indices.get(
                index=pattern, features=["aliases", "mappings"], allow_no_indices=True
            )
        return [
            (name, state)
            for name, state in sorted(found.body.items())
            if state["mappings"].get("_meta", {}).get("prefix") == self._prefix
        ]

    def _generations_in(self, stored_in: str, state: Json) -> Iterator[Generation]:
        meta, aliases = state["mappings"]["_meta"], state["aliases"]
        if "generation" in meta:
            name = IndexName(meta["channel"], meta["locale"], meta["kind"])
            is_live = self.alias(name) in aliases
            yield Generation(name, meta["generation"], stored_in, stored_in, is_live)
            return
        for stored_as, alias in aliases.items():
            name = IndexName(alias["filter"]["term"]["channel"], meta["locale"], meta["kind"])
            if stored_as != (live := self.alias(name)):
                generation = stored_as.removeprefix(f"{live}-")
                yield Generation(name, generation, stored_as, stored_in, live in aliases)

    def _create(self, name: str, mappings: Json) -> None:
        self._client.indices.create(index=name, settings=new_settings(), mappings=mappings)

    def _join(self, index: IndexName, generation: str) -> None:
        """Make room for the channel in an index that it shares."""
        stored_as = index_of(self._prefix, index, generation)
        try:
            self._enter(self._find_room(index) or self._create_shared(index), index, stored_as)
        except NotFoundError:  # its last channel has just left it
            self._enter(self._create_shared(index), index, stored_as)

    def _enter(self, shared: str, index: IndexName, stored_as: str) -> None:
        self._client.indices.put_mapping(index=shared, properties=texts_mapping(index.channel))
        self._client.indices.put_alias(index=shared, name=stored_as, filter=_of_channel(index))

    def _create_shared(self, index: IndexName) -> str:
        name = f"{shared_of(self._prefix, index)}-{new_generation()}"
        self._create(name, shared_mapping(index, prefix=self._prefix))
        return name

    def _find_room(self, index: IndexName) -> str | None:
        """Return an index that takes one more channel in and never had this one."""
        for name, state in self._states(f"{shared_of(self._prefix, index)}-*"):
            shops = state["mappings"]["properties"]["shops"].get("properties", {})
            if len(shops) < MOST_TOGETHER and shop_of(index.channel) not in shops:
                return name
        return None

    def _make_searchable(self, name: str) -> None:
        refresh = {"index": {"refresh_interval": LIVE_REFRESH}}
        self._client.indices.put_settings(index=name, settings=refresh)
        self._client.indices.refresh(index=name)

    def _point(self, alias: str, found: Generation, former: list[Generation]) -> None:
        removals = [{"remove": {"index": each.lies_in, "alias": alias}} for each in former]
        self._client.indices.update_aliases(
            actions=[*removals, {"add": {**found.alias, "alias": alias}}]
        )

    def _delete(self, found: list[Generation]) -> None:
        if own := [each.lies_in for each in found if not each.is_shared]:
            self._client.indices.delete(index=own, ignore_unavailable=True)
        for each in found:
            if each.is_shared:
                self._leave(each)

    def _leave(self, found: Generation) -> None:
        """Take the channel's documents out of the index, and the index away with the last one."""
        names = [found.stored_as, *([self.alias(found.name)] if found.is_live else [])]
        self._client.indices.update_aliases(
            actions=[
                {"remove": {"index": found.lies_in, "alias": name, "must_exist": False}}
                for name in names
            ]
        )
        self._client.delete_by_query(
            index=found.lies_in, query=_of_channel(found.name), conflicts="proceed", refresh=True
        )
        (state,) = self._client.indices.get_alias(index=found.lies_in).body.values()
        if not state["aliases"]:
            self._client.indices.delete(index=found.lies_in, ignore_unavailable=True)

    def _count(self, name: str) -> int:
        try:
            return int(self._client.count(index=name)["count"])
        except NotFoundError:
            return 0


def _of_channel(index: IndexName) -> Json:
    return {"term": {"channel": index.channel}}
