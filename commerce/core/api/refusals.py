"""What an operation may refuse, and by which codes: told once on the view, read by the contract.

Only a view's own errors are named; `kinds.refusals_of` adds what follows from its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from commerce.core.errors import DomainError

ErrorClass = type[DomainError]
M = TypeVar("M", bound=Callable[..., Any])

REFUSALS = "refusals"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


class Refusal(NamedTuple):
    """One way in which an operation says no."""

    status: int
    code: str
    description: str


def refuses(*errors: ErrorClass) -> Callable[[M], M]:
    """Name the domain errors that a view's method, or an authentication class, may raise."""

    def decorate(method: M) -> M:
        setattr(method, REFUSALS, errors)
        return method

    return decorate


def refusal_of(error: ErrorClass) -> Refusal:
    """The refusal that a domain error stands for, its placeholders by name."""
    sentence = _PLACEHOLDER.sub(r"{\1}", str(error.message))
    return Refusal(error.status, error.code, sentence)
