"""The figures of a run, and whether another one does worse."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

import msgspec

from .talking import Held

# What is better when it is more. A run is worse when one of them falls by more than this.
SHARES: Final = ("success", "tools", "arguments", "declined", "grounded")
TOLERANCE: Final = 0.01


class Scores(msgspec.Struct, frozen=True):
    """Shares of answers or dialogues; None where nothing was asked of the kind."""

    dialogues: int
    messages: int
    success: float
    tools: float | None
    arguments: float | None
    declined: float | None
    grounded: float
    invented: int
    withdrawn: int
    first_ms: float
    first_p95_ms: float
    total_ms: float
    total_p95_ms: float
    cost: Decimal
    failed: list[str] = []


class Run(msgspec.Struct, frozen=True):
    """A run over a set, as it is kept for the next one to be compared with."""

    label: str
    set_name: str
    scores: Scores


def score(held: list[Held]) -> Scores:
    """Sum up a run."""
    heard = [one for each in held for one in each.heard]
    verdicts = [one for each in held for one in each.verdicts]
    first = sorted(one.first_seconds for one in heard)
    total = sorted(one.seconds for one in heard)
    return Scores(
        dialogues=len(held),
        messages=len(heard),
        success=_share(each.is_success for each in held) or 0.0,
        tools=_share(each.tools for each in verdicts),
        arguments=_share(each.arguments for each in verdicts),
        declined=_share(each.declined for each in verdicts),
        grounded=_share(each.grounded for each in verdicts) or 0.0,
        invented=sum(len(one.invented) for one in heard),
        withdrawn=sum(one.withdrawn for one in heard),
        first_ms=_at(first, 0.5),
        first_p95_ms=_at(first, 0.95),
        total_ms=_at(total, 0.5),
        total_p95_ms=_at(total, 0.95),
        cost=sum((one.cost for one in heard), Decimal(0)),
        failed=[each.dialogue.name for each in held if not each.is_success],
    )


def by_topic(held: list[Held]) -> dict[str, Scores]:
    """Sum up each topic for itself, in the order in which they come."""
    topics = dict.fromkeys(each.dialogue.topic for each in held)
    return {
        topic: score([each for each in held if each.dialogue.topic == topic]) for topic in topics
    }


def worse(before: Scores, after: Scores) -> list[str]:
    """Return in which shares a run does worse than the one before; invented figures always count."""
    fallen = [name for name in SHARES if _fall(before, after, name) > TOLERANCE]
    return fallen + ["invented"] * (after.invented > before.invented)


def _fall(before: Scores, after: Scores, name: str) -> float:
    had, has = getattr(before, name), getattr(after, name)
    return 0.0 if had is None or has is None else float(had - has)


def _share(points: Iterable[bool | None]) -> float | None:
    asked = [point for point in points if point is not None]
    return sum(asked) / len(asked) if asked else None


def _at(seconds: list[float], share: float) -> float:
    return (
        round(seconds[min(int(len(seconds) * share), len(seconds) - 1)] * 1000, 1)
        if seconds
        else 0.0
    )
