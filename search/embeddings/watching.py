"""Telling whoever makes an index how its vectors come along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final


class Watcher:
    """Is told; this one does nothing about it."""

    def had(self, texts: int) -> None:
        """So many texts more have a vector, remembered or made."""

    def goes_on_with_fewer(self, texts: int, instead_of: int, reason: str) -> None:
        """The service could not do with `instead_of` texts at once."""

    def failed(self, reason: str) -> None:
        """The texts at hand get no vector now."""


_watcher: Final = ContextVar("watcher", default=Watcher())  # noqa: B039 - keeps nothing


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Tell the watcher while the block runs."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def watcher() -> Watcher:
    return _watcher.get()
