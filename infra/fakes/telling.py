"""What payment services tell by themselves: in time, late, doubled, in the wrong order, or never.

`POST /_listen` with `{"url": …}` has each event sent there from then on, with the knobs of `Habits`
beside the address: `{"url": …, "delay": 2, "times": 2, "swaps": true}`. `POST /_tell` with
`{"url": …, "number": 0, "amount": "1.00", "is_foreign": true}` sends one event of `GET /_events`, the
last one without a number: with another amount, or signed by another account.
"""

from __future__ import annotations

import copy
import threading
import time
from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

import httpx

from .service import Callback, Reply, Request, Service


@dataclass(frozen=True, slots=True)
class Habits:
    """Where events go, after how many seconds, how often, and whether each two change places."""

    url: str = ""
    delay: float = 0.0
    times: int = 1
    swaps: bool = False


class TellingService(Service):
    """A service with events; `events` is all that it could tell, in the order in which it happened.

    `troubles` says how the next request behaves whose path ends so: `[("/capture", "silent")]`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.events: list[dict[str, Any]] = []
        self.troubles: list[tuple[str, str]] = []
        self.habits = Habits()
        self._held: dict[str, Any] | None = None

    @abstractmethod
    def sign(self, event: dict[str, Any], *, is_foreign: bool = False) -> Callback:
        """Return the event as it is sent; a foreign one is signed by another account."""

    @abstractmethod
    def with_amount(self, event: dict[str, Any], amount: str) -> None:
        """Let the event, which is a copy, speak of another amount."""

    def note(self, event: dict[str, Any]) -> None:
        """Keep what has happened, and send it to who listens."""
        self.events.append(event)
        if not self.habits.url:
            return
        due = [event]
        if self.habits.swaps:
            held, self._held = self._held, None if self._held else event
            due = [event, held] if held else []
        if due:
            threading.Thread(target=self._send_all, args=(due,), daemon=True).start()

    def altered(self, number: int = -1, *, amount: str = "", is_foreign: bool = False) -> Callback:
        """Return an event signed, after what is wrong with it was done."""
        event = copy.deepcopy(self.events[number])
        if amount:
            self.with_amount(event, amount)
        return self.sign(event, is_foreign=is_foreign)

    def trouble_for(self, request: Request) -> str:
        """Return how this request behaves, and forget it."""
        found = next((each for each in self.troubles if request.path.endswith(each[0])), None)
        if found is None:
            return ""
        self.troubles.remove(found)
        return found[1]

    def _send_all(self, events: list[dict[str, Any]]) -> None:
        time.sleep(self.habits.delay)
        for event in events:
            for _time in range(self.habits.times):
                _post(self.habits.url, self.sign(event))

    def _control(self, request: Request) -> Reply:
        if request.path == "/_events":
            return Reply(content=self.events)
        if request.method == "POST" and request.path == "/_listen":
            self.habits = Habits(**request.json())
            return Reply(204)
        if request.method == "POST" and request.path == "/_tell":
            asked = request.json()
            return Reply(content={"status": _post(asked.pop("url"), self.altered(**asked))})
        return super()._control(request)


def _post(url: str, told: Callback) -> int:
    """Send one message; nobody there is as good as lost."""
    try:
        answer = httpx.post(url, content=told.body, headers=told.headers, trust_env=False)
    except httpx.HTTPError:
        return 0
    return answer.status_code
