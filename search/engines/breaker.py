"""Stops asking an engine that does not answer, so that nobody waits for it in vain."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from commerce.core.errors import DomainError
from search.errors import EngineUnavailableError

MOST_FAILURES: Final = 3
OPEN_SECONDS: Final = 5.0


class CircuitBreaker:
    """Refuses at once, for some seconds, after several failures in a row; then lets one trial pass.

    Failures are errors of the class `failure`: any other answer, a refusal included, shows that the
    engine works. One per process; threads may share it. `clock` tells seconds and never goes back.
    """

    def __init__(
        self,
        *,
        failures: int = MOST_FAILURES,
        seconds: float = OPEN_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        failure: type[DomainError] = EngineUnavailableError,
    ) -> None:
        self._failure = failure
        self._most_failures = failures
        self._seconds = seconds
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._closed_again_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether calls are refused now."""
        with self._lock:
            return self._is_tripped() and self._clock() < self._closed_again_at

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Let the block ask the engine and remember how that went.

        Raises `failure` without running the block while the breaker is open.
        """
        self._enter()
        try:
            yield
        except self._failure:
            self._note_failure()
            raise
        except Exception:
            self._note_success()
            raise
        self._note_success()

    def _enter(self) -> None:
        with self._lock:
            if not self._is_tripped():
                return
            now = self._clock()
            if now < self._closed_again_at:
                raise self._failure
            # This call is the trial; others are refused until it is over, or took too long.
            self._closed_again_at = now + self._seconds

    def _note_failure(self) -> None:
        with self._lock:
            self._failures += 1
            if self._is_tripped():
                self._closed_again_at = self._clock() + self._seconds

    def _note_success(self) -> None:
        with self._lock:
            self._failures = 0

    def _is_tripped(self) -> bool:
        return self._failures >= self._most_failures
