"""What a version of a row has in common with the row itself."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def knowing(row: Model, version: Row, *names: str) -> Row:
    """Return the version with what was read for the row, where both lead to the same."""
    for name in names:
        key = f"{name}_id"
        if name in row._state.fields_cache and getattr(version, key) == getattr(row, key):
            setattr(version, name, getattr(row, name))
    return version
