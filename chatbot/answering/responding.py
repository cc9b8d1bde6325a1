"""The one door to an answer, with a model or without."""

from __future__ import annotations

from collections.abc import Iterator

from .composing import Turn, answer
from .events import Answered, Event


def respond(turn: Turn) -> Iterator[Event]:
    """Answer a message, or the button that was pressed, telling on the way what becomes known.

    Holds no transaction of its own; a tool that changes something makes its own.
    """
    reply, reading = answer(turn, turn.action)
    yield Answered(reply, reading)
