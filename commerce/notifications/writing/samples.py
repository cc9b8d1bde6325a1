"""Values to try a template with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commerce.notifications.registry import Kind


def example_values(kind: Kind) -> dict[str, Any]:
    """Return the example of each variable."""
    return {each.name: each.example for each in kind.all_variables}


def sample_values(kind: Kind, *, channel_id: int, locale: str) -> dict[str, Any]:
    """Return the values of something real in the language that is active, and examples for what it
    has none of.
    """
    real = kind.sample(channel_id, locale) if kind.sample else None
    return {**example_values(kind), **(real or {})}
