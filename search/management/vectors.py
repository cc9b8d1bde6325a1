"""Saying how vectors come along while an index is made."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from search.embeddings.watching import Watcher

# Seconds after which somebody who sees no bar is told how far it is.
PATIENCE: Final = 30.0


class Reporter(Watcher):
    """Says at once what goes wrong, each thing once, and now and then how many vectors there are.

    `advance` is told of each number of texts that got theirs; who shows that in another way has no
    `patience`. `clock` tells seconds.
    """

    def __init__(
        self,
        index: str,
        say: Callable[[str], object],
        *,
        advance: Callable[[int], object] = lambda texts: None,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._index, self._say, self._advance = index, say, advance
        self._patience, self._clock = patience, clock
        self._texts, self._spoke_at = 0, clock()
        self._said: set[str] = set()

    def had(self, texts: int) -> None:
        self._texts += texts
        self._advance(texts)
        if texts and self._clock() - self._spoke_at >= self._patience:
            self._spoke_at = self._clock()
            self._say(f"{self._index}: {self._texts} vectors so far")

    def goes_on_with_fewer(self, texts: int, instead_of: int, reason: str) -> None:
        self._say_once(f"{instead_of} texts at once: {reason} Going on with {texts}.")

    def failed(self, reason: str) -> None:
        self._say_once(f"No vectors at the moment: {reason}")

    def _say_once(self, line: str) -> None:
        if line not in self._said:
            self._said.add(line)
            self._say(f"{self._index}: {line}")
