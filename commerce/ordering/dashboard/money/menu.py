"""How much waits, told beside the entries of the dashboard's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.payments.selectors import count_differences, list_suspicious_facts
from commerce.payments.selectors.refusals import list_refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def with_problems(label: _StrPromise) -> str:
    """Return the label with the number of facts that do not fit."""
    return _counted(label, list_suspicious_facts().count())


def with_differences(label: _StrPromise) -> str:
    """Return the label with the number of differences between books."""
    return _counted(label, sum(count_differences().values()))


def with_refused(label: _StrPromise) -> str:
    """Return the label with the number of what payment services have refused."""
    return _counted(label, list_refused().count())


def _counted(label: _StrPromise, number: int) -> str:
    return f"{label} ({number})" if number else str(label)
