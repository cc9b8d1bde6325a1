"""What a model says next: from a script, and without one a search and a sentence about it.

Asked for texts, it says the facts that stand in front of it.
"""

from __future__ import annotations

import asyncio
import json
import re
from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from infra.fakes.service import Receive, Reply, Request, Send, Service, wait_for_nothing

SEARCH: Final = "search_products"
WRITE: Final = "write_texts"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One answer. `calls` are names with arguments, as an object or as text that may be no JSON.

    | `fault`    | what happens in the middle of the answer |
    |---|---|
    | `cut`      | the answer ends there as if it were all |
    | `reset`    | the connection is closed |
    | `silence`  | nothing more comes |
    | `pings`    | nothing comes but signs that the connection is open, and no first word |
    | `broken`   | an event that is no JSON |
    | `overload` | an event that says that the service is overloaded |
    """

    text: str = ""
    calls: tuple[tuple[str, Any], ...] = ()
    tokens_in: int = 100
    tokens_out: int = 20
    end: str = ""
    fault: str = ""
    seconds: float = 0.0

    @property
    def words(self) -> list[str]:
        """The text in pieces, as models write it."""
        return [f"{word} " for word in self.text.split(" ")[:-1]] + self.text.split(" ")[-1:]

    @property
    def written(self) -> list[tuple[str, str]]:
        return [
            (name, given if isinstance(given, str) else json.dumps(given))
            for name, given in self.calls
        ]


@dataclass(frozen=True, slots=True)
class Streamed(Reply):
    """An answer that comes event by event."""

    events: tuple[bytes, ...] = ()
    fault: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What was asked, whatever the protocol."""

    text: str
    offered: tuple[str, ...] = ()
    has_results: bool = False
    asked: dict[str, Any] = field(default_factory=dict)


class Models(Service):
    """`script` holds the answers to come, `received` what was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.script: list[Spoken] = []

    @abstractmethod
    def hear(self, asked: dict[str, Any]) -> Heard:
        """Return what was asked."""

    @abstractmethod
    def events(self, spoken: Spoken) -> Iterator[dict[str, Any]]:
        """Yield the events of an answer."""

    @abstractmethod
    def ping(self) -> bytes:
        """Return a sign that the connection is open."""

    def overloaded(self) -> dict[str, Any]:
        """Return the event that says so."""
        return {"error": {"type": "overloaded_error", "message": "Overloaded", "code": 503}}

    def frame(self, event: dict[str, Any]) -> bytes:
        """Return an event as it is sent."""
        return b"data: " + json.dumps(event).encode() + b"\n\n"

    def end(self) -> bytes:
        """Return what is sent after the last event."""
        return b""

    def act(self, request: Request) -> Reply:
        asked = request.json()
        self.received.append(asked)
        spoken = self.script.pop(0) if self.script else self.improvise(self.hear(asked))
        frames = [self.frame(event) for event in self.events(replace(spoken, fault=""))]
        if spoken.fault:
            frames = [*frames[: max(len(frames) // 2, 1)], *self._broken(spoken.fault)]
        else:
            frames.append(self.end())
        if spoken.fault == "pings":
            frames = [self.ping()] * 1_000
        return Streamed(
            headers={"Content-Type": "text/event-stream"},
            events=tuple(filter(None, frames)),
            fault=spoken.fault,
            seconds=spoken.seconds,
        )

    def improvise(self, heard: Heard) -> Spoken:
        if SEARCH in heard.offered and not heard.has_results:
            return Spoken(calls=((SEARCH, {"text": heard.text[:200]}),))
        if WRITE in heard.offered:
            return Spoken(calls=((WRITE, _written(heard.text)),))
        return Spoken("This is what the shop has. Which one do you like?")

    async def deliver(self, behaviour: str, reply: Reply, receive: Receive, send: Send) -> None:
        if behaviour or not isinstance(reply, Streamed):
            await super().deliver(behaviour, reply, receive, send)
            return
        await asyncio.sleep(reply.seconds)
        pairs = [(name.lower().encode(), value.encode()) for name, value in reply.headers.items()]
        await send({"type": "http.response.start", "status": reply.status, "headers": pairs})
        for event in reply.events:
            await send({"type": "http.response.body", "body": event, "more_body": True})
            await asyncio.sleep(0.05 if reply.fault == "pings" else 0)
        if reply.fault == "silence":
            await wait_for_nothing(receive)
        if reply.fault == "reset":
            raise ConnectionResetError
        await send({"type": "http.response.body", "body": b""})

    def _broken(self, fault: str) -> list[bytes]:
        if fault == "broken":
            return [b'data: {"id": "unfin\n\n']
        return [self.frame(self.overloaded())] if fault == "overload" else []


def _written(asked: str) -> dict[str, str]:
    """Each text that is asked for: the fact of that name, else something made of the facts."""
    task, _fence, data = asked.partition("<data>")
    facts = re.findall(r"^([^:\n]{1,60}): (.+)$", data, re.M) or [("", "…")]
    told = [f"{name}: {value.rstrip('.')}." for name, value in facts[1:4]] or [facts[0][1]]
    texts = {"name": facts[0][1], "seo_title": facts[0][1], **dict(facts)}
    names = re.findall(r"^- (\w+): ", task, re.M)
    return {name: texts.get(name, f"{facts[0][1]}. {' '.join(told)}") for name in names}
