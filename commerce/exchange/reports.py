"""What an import did, or would do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one thing."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class ImportReport:
    """How many things of each kind ("product", "variant", "picture" …) were created, changed, kept."""

    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    rows: int = 0
    is_dry_run: bool = False

    def count(self, kind: str, outcome: Outcome, times: int = 1) -> None:
        self.counts.setdefault(kind, Counter())[outcome] += times

    def add(self, other: ImportReport) -> None:
        """Add the counts of a further batch."""
        self.rows += other.rows
        for kind, outcomes in other.counts.items():
            self.counts.setdefault(kind, Counter()).update(outcomes)

    @property
    def has_changes(self) -> bool:
        return any(
            outcomes[Outcome.CREATED] or outcomes[Outcome.CHANGED]
            for outcomes in self.counts.values()
        )
