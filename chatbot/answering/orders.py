"""Answers about orders without a model: where one stands, and who can change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from chatbot.registry import SignedOutError
from chatbot.understanding.classifier import get_classifier

from .cancelling import cancel_action
from .reading import email_free, email_in, number_in
from .replies import Reply

if TYPE_CHECKING:
    from .composing import Turn

# What may be asked next, as quick answers.
CHAT: Final = ["find", "cart", "order", "returns"]


def show_order(turn: Turn) -> Reply:
    """The order of the message, else the latest own one."""
    number, email = number_in(turn.text), email_in(turn.text)
    if number and (email or turn.caller.shopper.user):
        found = turn.use("order_status", number=number, email=email)
        return Reply(say="order", order=found, tools=["order_status"])
    try:
        latest = turn.use("latest_order")
    except SignedOutError:
        return Reply(say="order_ask")
    if latest is None:
        return Reply(say="order_none")
    return Reply(say="order", order=latest, tools=["latest_order"])


def wish_about_order(turn: Turn) -> Callable[[Turn], Reply]:
    """What is wanted of an order that is named: as was asked before, or by the message."""
    asked = turn.before[0]["say"] if turn.before else ""
    if asked in WISHES:
        return WISHES[asked]
    reading = get_classifier().read(email_free(turn.text))
    return show_order if reading.is_declined else WISHES.get(reading.intent, show_order)


def _named_order(turn: Turn) -> str | None:
    """The order of the message, else the latest own one. Raises SignedOutError."""
    number = number_in(turn.text)
    if number and (email_in(turn.text) or turn.caller.shopper.user):
        return number
    latest: str | None = turn.use("latest_order")
    return latest


def cancel(turn: Turn) -> Reply:
    """Offer a button that cancels an order; nothing but the button does."""
    try:
        number, email = _named_order(turn), email_in(turn.text)
    except SignedOutError:
        return Reply(say="cancel_which")
    if number is None:
        return Reply(say="order_none")
    offer = turn.use("offer_cancellation", number=number, email=email)
    used = ["offer_cancellation"]
    if offer.is_possible:
        return Reply(say="cancel_ask", order=number, cancel=cancel_action(offer), tools=used)
    return {**lead_to_people(turn, "order_people", "human_alone"), "order": number}


def send_back(turn: Turn) -> Reply:
    """Tell what of an order can come back; its page takes the return."""
    try:
        number, email = _named_order(turn), email_in(turn.text)
    except SignedOutError:
        return lead_to_people(turn, "return_which", "return_which")
    if number is None:
        return Reply(say="order_none")
    if turn.use("offer_return", number=number, email=email).is_possible:
        used = ["offer_return"]
        return Reply(say="return_offer", order=number, shows_returnable=True, tools=used)
    return {**lead_to_people(turn, "refund_people", "human_alone"), "order": number}


def lead_to_people(turn: Turn, say: str, alone: str) -> Reply:
    """Name the pages where people are reached; `alone` is said where there is none."""
    pages = turn.use("hand_over")
    return Reply(say=say if pages else alone, pages=pages, quick=list(CHAT), tools=["hand_over"])


# By what was asked before, or by the intent of a message that names an order.
WISHES: Final[Mapping[str, Callable[[Turn], Reply]]] = {
    "cancel_which": cancel,
    "cancel_order": cancel,
    "return_which": send_back,
    "get_refund": send_back,
}
