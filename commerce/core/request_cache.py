"""What one request has read, kept until its end and never beyond.

Every such cache names the tables that its values are read of. A statement of the request that changes
one of them empties the cache and keeps it shut until the request is over: what is read then may be
rolled back. Outside of `remembering` nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import connection

V = TypeVar("V")


@dataclass(slots=True)
class _Memory:
    """What the request at hand has read, by cache, and the tables that it has written to."""

    values: dict[RequestCache[Any], dict[Hashable, Any]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def forget(self, tables: set[str]) -> None:
        self.written |= tables
        self.values = {
            cache: values for cache, values in self.values.items() if not cache.tables & tables
        }


_memory: ContextVar[_Memory | None] = ContextVar("request_memory", default=None)
_watched: set[str] = set()


class RequestCache(Generic[V]):
    """Values by key that hold while the request at hand does not change their tables."""

    def __init__(self, *tables: str) -> None:
        self.tables = frozenset(tables)
        _watched.update(tables)

    def get(self, key: Hashable, read: Callable[[], V]) -> V:
        """Return the value, read now unless this request has read it before."""
        memory = _memory.get()
        if memory is None or memory.written & self.tables:
            return read()
        values = memory.values.setdefault(self, {})
        if key not in values:
            values[key] = read()
        value: V = values[key]
        return value


@contextmanager
def remembering() -> Iterator[None]:
    """Keep what is read inside the block until its end."""
    memory = _Memory()
    token = _memory.set(memory)
    try:
        with connection.execute_wrapper(_watching(memory)):
            yield
    finally:
        _memory.reset(token)


def _watching(memory: _Memory) -> Callable[..., Any]:
    """Statements say themselves what they change, those of cascades and of bulk changes included."""

    def watch(execute: Callable[..., Any], sql: Any, *arguments: Any) -> Any:
        # PostgreSQL has the parts of a union in brackets.
        if not str(sql).lstrip("(").startswith("SELECT"):
            memory.forget({table for table in _watched if f'"{table}"' in str(sql)})
        return execute(sql, *arguments)

    return watch
