"""What indices are called."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from search.query.question import IndexName

# A part of a name holds no dash, for the dash separates them.
DASH = "."
# Indices of another layout have other names, and are no longer asked.
LAYOUT: Final = ".2"
# No channel's name becomes this.
SHARED: Final = "+shared+"


def alias_of(prefix: str, index: IndexName) -> str:
    """Return the name that searches use; different indices have different names."""
    parts = (index.channel, index.locale, index.kind)
    return "-".join([_beginning(prefix), *(_safe(part) for part in parts)])


def shared_of(prefix: str, index: IndexName) -> str:
    """Return the beginning of the names of indices that small channels share."""
    return "-".join([_beginning(prefix), SHARED, _safe(index.locale), _safe(index.kind)])


def path_of(channel: str) -> str:
    """Return where documents have what is weighed among those of their channel alone."""
    return f"shops.{shop_of(channel)}"


def shop_of(channel: str) -> str:
    """Return the name of the channel among fields."""
    return _safe(channel).replace(DASH, "-")


def index_of(prefix: str, index: IndexName, generation: str) -> str:
    """Return the name of one generation."""
    return f"{alias_of(prefix, index)}-{_safe(generation)}"


def all_of(prefix: str) -> str:
    """Return the pattern of all indices with the prefix, and maybe a few others."""
    return f"{_beginning(prefix)}-*"


def new_generation() -> str:
    """Return a name that no other generation has; names made later sort behind earlier ones."""
    return f"{datetime.now(UTC):%Y%m%d%H%M%S}{secrets.token_hex(3)}"


def _beginning(prefix: str) -> str:
    return f"{_safe(prefix)}{LAYOUT}"


@lru_cache(maxsize=1_000)
def _safe(part: str) -> str:
    return "".join(_safe_mark(mark) for mark in part.lower())


def _safe_mark(mark: str) -> str:
    """Return what stands for a character: Elasticsearch refuses most punctuation in names."""
    if mark == "-":
        return DASH
    is_plain = mark.isascii() and (mark.isalnum() or mark == "_")
    return mark if is_plain else f"+{ord(mark):x}+"
