"""What an import did, or would do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from commerce.core.upsert import Written


class Outcome(StrEnum):
    """What became of one thing."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(slots=True)
class ImportReport:
    """How many things of each kind ("product", "variant", "picture" …) were created, changed, kept.

    `rows` counts the products that were looked at, `skipped` those an earlier run had done.
    """

    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    rows: int = 0
    skipped: int = 0
    is_dry_run: bool = False

    def count(self, kind: str, outcome: Outcome, times: int = 1) -> None:
        self.counts.setdefault(kind, Counter())[outcome] += times

    def note(self, kind: str, written: Written[Any]) -> None:
        """Count the rows of one table that were written, and those that were right already."""
        self.count(kind, Outcome.CREATED, len(written.created))
        self.count(kind, Outcome.CHANGED, len(written.changed))
        self.count(kind, Outcome.UNCHANGED, written.unchanged)

    @property
    def has_changes(self) -> bool:
        return any(
            outcomes[outcome]
            for outcomes in self.counts.values()
            for outcome in (Outcome.CREATED, Outcome.CHANGED, Outcome.REMOVED)
        )
