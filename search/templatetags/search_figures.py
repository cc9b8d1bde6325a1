"""Figures of the search, in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """Return 0.123 as "12.3 %"."""
    return f"{number_format(100 * share, decimal_pos=1)} %"


@register.filter
def figure(value: float) -> str:
    """Return a figure between 0 and 1 with three places."""
    return number_format(value, decimal_pos=3)


@register.filter
def signed(value: float) -> str:
    """Return a difference with its sign; the sign of nothing is plus or minus."""
    shown = number_format(abs(value), decimal_pos=3)
    if not any(mark in shown for mark in "123456789"):
        return f"±{shown}"
    return f"+{shown}" if value > 0 else f"−{shown}"


@register.filter
def share(part: int, whole: int) -> int:
    """Return how many percent of the whole a part is, at least 1 when there is any."""
    if not whole or not part:
        return 0
    return max(1, round(100 * part / whole))
