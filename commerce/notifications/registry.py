"""What people are told of. Whoever has something to tell registers a kind, and calls `notify`.

register_kind(
    Kind(
        code="order_placed",
        name=_("Order confirmation"),
        variables=(Variable("number", _("Number of the order"), "HRN-100001"), …),
        is_mandatory=True,
        draft=Draft(
            subject=_("Your order {{ number }} at {{ shop }}"),
            parts=(text(_("Thank you for your order {{ number }}.")), button(_("See it"), "url")),
            short=_("Thank you for your order {{ number }}."),
            url="url",
        ),
    )
)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from .enums import Audience, Medium, PartType

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise
    Sample = Callable[[int, str], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that templates may name. `example` also tells its type: a text, a number, a list of
    mappings. Amounts and dates arrive as texts, written in the language; what a stranger has typed
    arrives `unlinked`.

    The rows of a list have a `title` and may have a `note`, an `amount`, a `url`, a `picture` (the
    address of one) and be `strong`. An `is_secret` value is in the message that is sent, and nowhere
    else: neither staff nor a copy of the database can read it afterwards.
    """

    name: str
    label: Text
    example: Any
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter. It is left out when a variable that it names is empty.

    `variable` names the list of lines and products, and the address that a button leads to. The
    `url` of a picture, or of a button without a variable, is always the same.
    """

    type: PartType
    text: Text = ""
    variable: str = ""
    url: str = ""


def heading(words: Text) -> Part:
    return Part(PartType.HEADING, words)


def text(words: Text) -> Part:
    return Part(PartType.TEXT, words)


def note(words: Text) -> Part:
    return Part(PartType.NOTE, words)


def button(words: Text, variable: str) -> Part:
    return Part(PartType.BUTTON, words, variable)


def lines(variable: str) -> Part:
    return Part(PartType.LINES, variable=variable)


def products(variable: str) -> Part:
    return Part(PartType.PRODUCTS, variable=variable)


def divider() -> Part:
    return Part(PartType.DIVIDER)


@dataclass(frozen=True, slots=True)
class Draft:
    """How a kind is told when nobody has written it anew: a letter, and `short` for all else.

    `url` names the variable that holds the page to which a short message leads.
    """

    subject: Text
    parts: tuple[Part, ...] = ()
    short: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that people are told of.

    A mandatory one cannot be switched off; an optional one goes to nobody who has not agreed where
    `needs_consent`, and otherwise to everybody who has not switched it off. `sample` returns the
    values of something real in that channel and language, None where there is nothing yet.
    """

    code: str
    name: Text
    variables: tuple[Variable, ...] = ()
    description: Text = ""
    audience: Audience = Audience.CUSTOMER
    is_mandatory: bool = False
    needs_consent: bool = False
    may_wait: bool = False
    media: frozenset[Medium] = frozenset({Medium.EMAIL})
    draft: Draft = Draft("")
    sample: Sample | None = None

    def variable(self, name: str) -> Variable | None:
        """Return the variable of that name; those of every kind are among them."""
        return next((each for each in self.all_variables if each.name == name), None)

    @property
    def all_variables(self) -> tuple[Variable, ...]:
        return (*self.variables, *EVERYWHERE)


EVERYWHERE: Final = (Variable("shop", _("Name of the shop"), "Reed & Rook"),)


@dataclass(frozen=True, slots=True)
class Condition:
    """What customers of a segment have in common. `narrow` leaves those of a channel who fit the
    value, which is written in digits where it `is_number`; a flag is only asked for, or not.
    """

    code: str
    label: Text
    narrow: Callable[[Any, int, str], Any]
    is_number: bool = False
    is_flag: bool = False
    help: Text = ""


_conditions: dict[str, Condition] = {}


def register_condition(condition: Condition) -> None:
    """Offer a condition to segments. Raises ValueError for a code that is taken."""
    if _conditions.setdefault(condition.code, condition) != condition:
        raise ValueError(f"Two conditions are called {condition.code!r}.")


def list_conditions() -> list[Condition]:
    """Return all conditions by code."""
    return [_conditions[code] for code in sorted(_conditions)]


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


def find_kind(code: str) -> Kind | None:
    """Return the kind, None for one that nobody registers any more."""
    return _kinds.get(code)
