"""Threads of a worker that send beside its tasks, so that a slow endpoint holds up no task."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import structlog
from django.conf import settings
from django.db import connection

from .services.turns import Turn, serve, take_turns

logger = structlog.get_logger(__name__)


class Senders:
    """At most `settings.WEBHOOK_SENDERS` threads of this process, each with one endpoint at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._busy = 0
        self._is_closed = False

    def fill(self) -> int:
        """Give the threads that are free endpoints that have something due; return how many."""
        with self._lock:
            room = settings.WEBHOOK_SENDERS - self._busy
            if self._is_closed or room <= 0:
                return 0
            turns = take_turns(most=room)
            self._busy += len(turns)
            self._pool = self._pool or ThreadPoolExecutor(
                settings.WEBHOOK_SENDERS, thread_name_prefix="webhooks"
            )
            for turn in turns:
                self._pool.submit(self._serve, turn)
        return len(turns)

    def close(self) -> None:
        """Take on nothing more, and wait for the requests that run."""
        with self._lock:
            self._is_closed = True
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def _serve(self, first: Turn) -> None:
        """Serve one endpoint after the other; a thread that is not needed keeps no connection."""
        turns = [first]
        try:
            while turns:
                serve(turns.pop())
                turns = [] if self._is_closed else take_turns(most=1)
        except Exception as error:  # noqa: BLE001 - the edge of a thread; the lease runs out
            logger.error("webhook_turn_failed", reason=type(error).__name__)
        finally:
            with self._lock:
                self._busy -= 1
            connection.close()


SENDERS = Senders()
