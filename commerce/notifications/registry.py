"""What people are told of. Whoever has something to tell registers a kind, and calls `notify`.

register_kind(
    Kind(
        code="order_placed",
        name=_("Order confirmation"),
        variables=(Variable("number", _("Number of the order"), "HRN-100001"), …),
        is_mandatory=True,
    )
)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .enums import Audience, Medium

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that templates may name. `example` also tells its type: a text, a number, a list of
    mappings with the same members. Amounts and dates arrive as texts, written in the language.
    """

    name: str
    label: str | _StrPromise
    example: Any


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that people are told of.

    A mandatory one cannot be switched off; an optional one goes to nobody who has not agreed where
    `needs_consent`, and otherwise to everybody who has not switched it off.
    """

    code: str
    name: str | _StrPromise
    variables: tuple[Variable, ...] = ()
    description: str | _StrPromise = ""
    audience: Audience = Audience.CUSTOMER
    is_mandatory: bool = False
    needs_consent: bool = False
    may_wait: bool = False
    media: frozenset[Medium] = frozenset({Medium.EMAIL})

    def variable(self, name: str) -> Variable | None:
        return next((each for each in self.variables if each.name == name), None)


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make the kind known. Raises ValueError for a code that is taken."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"Two kinds of messages are called {kind.code!r}.")


def list_kinds() -> list[Kind]:
    """Return all kinds by code."""
    return [_kinds[code] for code in sorted(_kinds)]


def get_kind(code: str) -> Kind:
    """Return the kind. Raises KeyError."""
    return _kinds[code]
