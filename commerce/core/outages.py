"""Services that may be away for a while: who finds one so spares the others the wait.

pybreaker would not do: in its `call` all threads stand in one line, so that eight calls of 0.1 s take
0.8 s, and of its `calling` all waiting threads are the trial at once (measured with 1.4.1).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

import structlog

from commerce.core.errors import DomainError

logger = structlog.get_logger(__name__)

PAUSE_SECONDS = 5.0


class Outage:
    """Whether a service is away, as far as this process knows; threads may share it.

    After `failures` in a row nobody asks for `pause` seconds; then one caller may try again while the
    others go on without, until that is over or took as long. Beginning and end are logged once each.
    `clock` tells seconds and never goes back.
    """

    def __init__(
        self,
        service: str,
        *,
        failures: int = 1,
        pause: float = PAUSE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._most_failures = failures
        self._pause = pause
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._asks_again_at = 0.0

    @property
    def is_on(self) -> bool:
        return self._failures >= self._most_failures

    def may_ask(self) -> bool:
        """Whether it is worth asking the service now."""
        if not self.is_on:
            return True
        with self._lock:
            now = self._clock()
            if now < self._asks_again_at:
                return False
            self._asks_again_at = now + self._pause
            return True

    def begin(self, error: BaseException) -> None:
        """Note that the service failed to answer."""
        with self._lock:
            self._failures += 1
            self._asks_again_at = self._clock() + self._pause
            is_new = self._failures == self._most_failures
        if is_new:
            logger.warning(
                "service_unavailable", service=self._service, reason=type(error).__name__
            )

    def end(self) -> bool:
        """Note that the service answered; whether that was news."""
        if not self._failures:
            return False
        with self._lock:
            was_away, self._failures = self.is_on, 0
        if was_away:
            logger.warning("service_back", service=self._service)
        return was_away

    @contextmanager
    def guard(self, failure: type[DomainError]) -> Iterator[None]:
        """Let the block ask the service, and note how that went.

        Only `failure` is one: any other answer, a refusal included, shows that the service works.
        Raises `failure` without running the block while nobody is to ask.
        """
        if not self.may_ask():
            raise failure
        try:
            yield
        except failure as error:
            self.begin(error)
            raise
        except Exception:
            self.end()
            raise
        self.end()
