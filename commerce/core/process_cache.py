"""What a process keeps of what it has read, and what makes it stale.

Every such cache is declared at the place that fills it, with the words that `list_process_caches`
tells of it. Functions of nothing but their arguments are kept by `functools` and never stale.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final, Generic, NamedTuple, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

FOR_EVER: Final = float("inf")
NEVER: Final = float("-inf")


@dataclass(slots=True)
class _Entry(Generic[V]):
    """A value, what it was made of, and when that was last found to be the newest."""

    value: V
    version: Hashable
    checked_at: float


class ProcessCacheFacts(NamedTuple):
    """What is declared of one cache."""

    name: str
    stale: str
    most: int
    seconds: float


class ProcessCache(Generic[K, V]):
    """Values by key, each kept with the version of what it was made of; threads may share it.

    A value is believed for `seconds`. Then the version is asked for, and only another one has the
    value read anew; without a version it is read anew in any case. `most` bounds the number of
    values, or the sum of their sizes where `size` is given; what was used longest ago goes first.
    A fork begins with an empty one.
    """

    def __init__(
        self,
        name: str,
        *,
        stale: str,
        most: int = 1_000,
        seconds: float = 0.0,
        size: Callable[[V], int] | None = None,
    ) -> None:
        self.name = name
        self.stale = stale
        self.most = most
        self.seconds = seconds
        self._size = size or (lambda _value: 1)
        _declared.append(self)
        self._begin()

    def get(
        self, key: K, read: Callable[[], V], *, version: Callable[[], Hashable] | None = None
    ) -> V:
        """Return the value, read now unless a kept one holds.

        `version` is asked before `read`, so that the value is at least as new. No lock is held
        meanwhile: while one caller looks whether an old value still holds, others are given it for
        `seconds`, and two who find nothing both read.
        """
        with self._lock:
            entry, forgotten, now = self._entry(key), self._forgotten, time.monotonic()
            if entry is not None:
                if now - entry.checked_at < self.seconds:
                    return entry.value
                entry.checked_at = now
        try:
            present = None if version is None else version()
            if entry is not None and version is not None and entry.version == present:
                return entry.value
            value = read()
        except BaseException:
            if entry is not None:
                entry.checked_at = NEVER
            raise
        self._keep(key, _Entry(value, present, now), forgotten)
        return value

    def find(self, key: K, *, version: Hashable = None) -> V | None:
        """Return what was kept of exactly that version."""
        with self._lock:
            entry = self._entry(key)
        return entry.value if entry is not None and entry.version == version else None

    def keep(self, key: K, value: V, *, version: Hashable = None) -> None:
        """Keep the value in the place of any other version; not one that is larger than all."""
        self._keep(key, _Entry(value, version, NEVER), self._forgotten)

    def drop(self, key: K) -> None:
        """Keep nothing of that key any more."""
        with self._lock:
            self._entries.pop(key, None)

    def forget(self) -> None:
        """Read everything anew at the next look-up, what is being read at this moment included."""
        with self._lock:
            self._entries.clear()
            self._forgotten += 1

    @property
    def used(self) -> int:
        """How much of `most` is taken."""
        with self._lock:
            return int(self._entries.currsize)

    def _entry(self, key: K) -> _Entry[V] | None:
        try:
            return self._entries[key]  # half the time of its `get`
        except KeyError:
            return None

    def _keep(self, key: K, entry: _Entry[V], forgotten: int) -> None:
        with self._lock:
            if forgotten != self._forgotten:
                return
            self._entries.pop(key, None)
            if self._size(entry.value) <= self.most:
                self._entries[key] = entry

    def _begin(self) -> None:
        size = self._size
        self._lock = Lock()
        self._forgotten = 0
        self._entries: LRUCache[K, _Entry[V]] = LRUCache(
            self.most, getsizeof=lambda entry: size(entry.value)
        )


_declared: list[ProcessCache[Any, Any]] = []


def list_process_caches() -> list[ProcessCacheFacts]:
    """Return what each cache that was declared so far keeps and what makes it stale, by name."""
    return sorted(
        ProcessCacheFacts(cache.name, cache.stale, cache.most, cache.seconds) for cache in _declared
    )


def forget_everything() -> None:
    """Empty all caches of this process; for tests, and for processes that change their settings."""
    for cache in _declared:
        cache.forget()


def _begin_anew() -> None:
    """A lock that another thread held, and connections of the parent, are of no use to a child."""
    for cache in _declared:
        cache._begin()


os.register_at_fork(after_in_child=_begin_anew)
