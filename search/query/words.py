"""What a shopper looks for, in tokens. The language layer decides them, an engine matches them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .fields import Token


class Origin(StrEnum):
    """Why a token is looked for."""

    TYPED = "typed"
    CORRECTED = "corrected"
    SYNONYM = "synonym"
    COMPOUND = "compound"
    UNIT = "unit"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Rule:
    """What says that words mean the same: a line of a pack, or, without a trade, a marketer's set."""

    text: str
    language: str
    trade: str = ""
    number: int = 0  # of the line in its file

    @property
    def key(self) -> str:
        """What stands for a line of a pack in a form."""
        return f"{self.trade}:{self.language}:{self.number}"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say a thing.

    Several tokens all have to be there: side by side and in order within one field when
    `is_phrase`, anywhere in the product otherwise. `weight` multiplies the score, 1 at most. `rule`
    is what made a synonym of it.
    """

    tokens: tuple[Token, ...]
    weight: float = 1.0
    origin: Origin = Origin.TYPED
    is_phrase: bool = False
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked for; a product has it when it has one of the alternatives.

    `text` is what the shopper typed for it.
    """

    text: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a search.

    A product matches when it has at least `required` of the concepts, or one of the `codes` (SKU or
    EAN, as `code_of` writes them), or one that begins with one of the `beginnings`. Products with a
    code come first of all. `phrases` raise the score
    of products whose name has those tokens side by side and are never required. `heads` are the stems
    of what the thing may be called, `named` those of them that were typed.
    """

    concepts: tuple[Concept, ...]
    required: int
    phrases: tuple[tuple[Token, ...], ...] = ()
    codes: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def code_of(text: str) -> str:
    """Return an article number as it is compared: lower case, without spaces, dots and dashes."""
    return "".join(mark for mark in text.casefold() if mark.isalnum())
