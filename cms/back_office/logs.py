"""Wagtail's log of what people did, without asking after what was written a moment before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from wagtail.models.audit_log import BaseLogEntry

# Four statements of each entry; nobody but the code chooses them.
KNOWN: Final = ("content_type", "page", "revision", "user")
_judge_all = BaseLogEntry.full_clean


def trust_what_is_logged() -> None:
    """Have entries judged without looking up the rows that they name; what was done is still judged."""
    BaseLogEntry.full_clean = _judge


def _judge(entry: BaseLogEntry, exclude: Collection[str] | None = None, **options: Any) -> None:
    _judge_all(entry, exclude={*(exclude or ()), *KNOWN}, **options)
