"""What becomes known while a message is being answered, in the order in which it is told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from chatbot.understanding.classifier import Reading

from .replies import Reply


@dataclass(frozen=True, slots=True)
class Usage:
    """What a model has read and written for one answer, and what that costs in `currency`."""

    model: str
    tokens_in: int
    tokens_out: int
    cost: Decimal
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class ToolUsed:
    """A tool was begun."""

    name: str


@dataclass(frozen=True, slots=True)
class Delta:
    """More text of the answer: whole sentences that were checked, safe to show."""

    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """All text so far is taken back, and asked for again."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The whole answer, in place of all text before. Always the last event, and always there."""

    reply: Reply
    reading: Reading | None = None
    usage: Usage | None = None


Event = ToolUsed | Delta | Withdrawn | Answered
