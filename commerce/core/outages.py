"""Services that may be away for a while: who finds one so spares the others the wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

import structlog

logger = structlog.get_logger(__name__)

PAUSE_SECONDS = 5.0


class Outage:
    """Whether a service is away, as far as this process knows; threads may share it.

    A failure is believed for `pause` seconds; then one caller may try again while the others go on
    without. Beginning and end are logged once each.
    """

    def __init__(
        self,
        service: str,
        *,
        pause: float = PAUSE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._pause = pause
        self._clock = clock
        self._lock = Lock()
        self._asks_again_at = 0.0
        self.is_on = False

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
            is_new, self.is_on = not self.is_on, True
            self._asks_again_at = self._clock() + self._pause
        if is_new:
            logger.warning(
                "service_unavailable", service=self._service, reason=type(error).__name__
            )

    def end(self) -> bool:
        """Note that the service answered; whether that was news."""
        if not self.is_on:
            return False
        with self._lock:
            was_away, self.is_on = self.is_on, False
        if was_away:
            logger.warning("service_back", service=self._service)
        return was_away
