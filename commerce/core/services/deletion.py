"""Deleting many rows without one long transaction."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

STEP = 500


def delete_in_steps(rows: QuerySet[Any, Any]) -> int:
    """Delete the rows and what belongs to them, some at a time; return how many of them there were.

    Each step is a transaction of its own, so that nobody waits long for its locks, and what was
    done when the process is ended stays done.
    """
    deleted = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:STEP]):
        rows.model._default_manager.filter(pk__in=keys).delete()
        deleted += len(keys)
    return deleted
