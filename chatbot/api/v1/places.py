"""Threads of the web server that wait for a model: so many of a process, and for so long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Final

from django.conf import settings

from chatbot.answering.speaking.voices import has_models
from chatbot.errors import AssistantAtCapacityError

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class _Places:
    """Counts those who wait in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = 0

    def take(self) -> bool:
        with self._lock:
            if self._taken >= settings.CHATBOT_WAITING_ANSWERS:
                return False
            self._taken += 1
            return True

    def give_back(self) -> None:
        with self._lock:
            self._taken -= 1


_places: Final = _Places()


@contextmanager
def place_to_wait(channel: Channel) -> Iterator[float | None]:
    """Hold a place while an answer is waited for; gives the moment of `monotonic` by which it is over.

    A channel without models answers at once and needs none. Raises AssistantAtCapacityError, before
    anything is kept.
    """
    if not has_models(channel):
        yield None
        return
    if not _places.take():
        raise AssistantAtCapacityError
    try:
        yield monotonic() + settings.CHATBOT_WAITING_SECONDS
    finally:
        _places.give_back()
