"""Whether an answer is what was expected, told point by point."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from chatbot.registry import list_tools
from chatbot.shapes import ChatMessage
from commerce.catalogue.shapes import ProductCard

from .dialogues import Expected

# Texts of the house with which the assistant does not go along.
DECLINES: Final = frozenset(
    {
        "unknown", "unknown_alone", "human", "human_alone", "no_products", "order_people",
        "refund_people", "order_not_found", "order_ask", "refused", "too_often", "voucher",
        "capabilities", "place_order", "complaint", "which_product", "dishonest", "greeting",
        "cart_empty", "payment_problem", "account",
    }
)  # fmt: skip


@dataclass
class Heard:
    """What happened while one message was answered."""

    message: ChatMessage
    say: str
    words: str = ""
    used: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    items: int = 0
    first_seconds: float = 0.0
    seconds: float = 0.0
    cost: Decimal = Decimal(0)
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was right; a point that was not asked for is None."""

    tools: bool | None
    arguments: bool | None
    declined: bool | None
    grounded: bool
    result: bool

    @property
    def is_success(self) -> bool:
        """Whether nothing was wrong."""
        return False not in (self.tools, self.arguments, self.declined, self.grounded, self.result)


def judge(expected: Expected, heard: Heard) -> Verdict:
    """Hold an answer against what was expected."""
    return Verdict(
        tools=_tools(expected, heard) if expected.tools or expected.declines else None,
        arguments=_arguments(expected, heard) if expected.arguments else None,
        declined=_declined(heard) if expected.declines else None,
        grounded=not heard.invented,
        result=all(_result(expected, heard)),
    )


def _tools(expected: Expected, heard: Heard) -> bool:
    used = {name for name, _ in heard.used}
    changing = {tool.name for tool in list_tools() if tool.changes}
    return used >= set(expected.tools) and not (used & changing) - set(expected.tools)


def _arguments(expected: Expected, heard: Heard) -> bool:
    given = [arguments for _, arguments in heard.used]
    return any(
        all(_same(each.get(name), value) for name, value in expected.arguments.items())
        for each in given
    )


def _same(given: Any, expected: Any) -> bool:
    if isinstance(expected, int) and isinstance(given, str):
        return given.replace(".", "", 1).isdigit() and Decimal(given) == expected
    if isinstance(expected, str) and isinstance(given, str):
        return expected.casefold() in given.casefold()
    return bool(given == expected)


def _declined(heard: Heard) -> bool:
    return heard.say in DECLINES or not heard.message["products"]


def _result(expected: Expected, heard: Heard) -> list[bool]:
    message = heard.message
    products, names = message["products"], [card["name"].casefold() for card in message["products"]]
    found = [bool(message["text"].strip())]
    if expected.finds:
        found.append(any(expected.finds.casefold() in name for name in names))
    if expected.no_products:
        found.append(not names)
    if expected.below is not None:
        found.append(all(_cheapest(card) <= expected.below for card in products) and bool(names))
    if expected.pages:
        found.append(bool(message["citations"]))
    if expected.order:
        found.append(message["order"] is not None)
    if expected.in_cart is not None:
        found.append(heard.items == expected.in_cart)
    if expected.says:
        found.append(heard.say in expected.says or bool(heard.words))
    return found


def _cheapest(card: ProductCard) -> Decimal:
    spans = card["prices"].values()
    return min((Decimal(span["from"]["amount"]) for span in spans), default=Decimal("Infinity"))
