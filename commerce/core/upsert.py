"""Bringing rows of one table to wanted values in few queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Manager, Model

M = TypeVar("M", bound=Model)
WRITE_SIZE = 500


@dataclass(frozen=True)
class Written(Generic[M]):
    """The rows that were created and changed, and how many were right already."""

    created: list[M] = field(default_factory=list)
    changed: list[M] = field(default_factory=list)
    unchanged: int = 0

    @property
    def rows(self) -> list[M]:
        return [*self.created, *self.changed]


class Upsert(Generic[M]):
    """Collects new and changed rows of a table, then writes them together.

    A row whose fields have the wanted values already is not written at all. Rows are written in
    bulk: neither `save()` nor signals are called.
    """

    def __init__(self, rows: Manager[M]) -> None:
        self._rows = rows
        self._created: list[M] = []
        self._changed: list[M] = []
        self._unchanged = 0
        self._fields: set[str] = set()

    def put(self, row: M | None, wanted: Mapping[str, Any], **initial: Any) -> M:
        """Give the row the wanted values, or make one that has the initial ones too."""
        if row is None:
            row = self._rows.model(**initial, **wanted)
            self._created.append(row)
            return row
        different = [
            name for name, value in wanted.items() if not _is_same(getattr(row, name), value)
        ]
        for name in different:
            setattr(row, name, wanted[name])
        if different:
            self._changed.append(row)
            self._fields.update(different)
        else:
            self._unchanged += 1
        return row

    def write(self, *, touch: Collection[str] = ()) -> Written[M]:
        """Write what was collected. `touch` names fields that are written along with a change."""
        if self._created:
            self._rows.bulk_create(self._created, batch_size=WRITE_SIZE)
        if self._changed:
            fields = sorted({*self._fields, *touch})
            self._rows.bulk_update(self._changed, fields, batch_size=WRITE_SIZE)
        written = Written(self._created, self._changed, self._unchanged)
        self._created, self._changed, self._fields, self._unchanged = [], [], set(), 0
        return written


def _is_same(stored: Any, wanted: Any) -> bool:
    """Text columns that may be NULL hold an empty text either way."""
    return bool(stored == wanted) or (stored in ("", None) and wanted in ("", None))
