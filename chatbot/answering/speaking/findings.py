"""What tools have found in one answer: told to the model as data, to the guards as facts, and kept
for the cards that the shop puts in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from chatbot import tools
from chatbot.answering.cancelling import cancel_action
from chatbot.answering.replies import Action, Changed, Reply
from chatbot.guarding import Facts
from chatbot.guarding.claims import claims_in
from chatbot.guarding.data import CLOSING, OPENING, neutral
from chatbot.knowledge.finding import Match
from cms.selectors import Reader, iterate_page_texts
from commerce.cart.shapes import Shopper
from commerce.catalogue.selectors.cards import list_cards_by_public_id
from commerce.core.errors import DomainError
from commerce.ordering.selectors.orders import list_orders, order_json
from search.finding.brief import NamedProducts

MOST_OF_PAGE: Final = 2_500
MOST_OF_TEXT: Final = 2_500
MOST_SHOWN: Final = 6
# What the shop itself has written: all that it claims is so.
_OWN: Final = frozenset({"find_pages", "find_answers", "hand_over"})
MARKS: Final = re.compile(
    r"\s*\[\[\s*([\w-]{3,64})\s*\]\]|\s*[\[(]?\b[a-z]{2,5}_[0-9A-HJKMNP-TV-Z]{26}\b[\])]?"
)


class Findings:
    """Everything that one answer stands on. A change of the cart is made once."""

    def __init__(self, shopper: Shopper, facts: Facts) -> None:
        self._shopper, self._facts = shopper, facts
        self.products: dict[str, str] = {}
        self.last: list[str] = []
        self.named: list[str] = []
        self.pages: list[int] = []
        self.reply = Reply(say="spoken", tools=[])
        self._by_kind: dict[type, Callable[[Any], Any]] = {
            NamedProducts: self._products,
            tools.CartChange: self._change,
            tools.VoucherChange: self._voucher,
            tools.Cancellation: self._cancellation,
            tools.ReturnOffer: self._return,
        }
        self._by_name: dict[str, Callable[[Any], Any]] = {
            "find_pages": self._found_pages,
            "hand_over": self._found_pages,
            "find_answers": _answers,
            "compare_products": self._compared,
            "order_status": self._order,
            "latest_order": self._order,
            "read_cart": self._cart,
            "product": self._card,
        }
        # What is said of a change where no model is left to say it.
        self.changed_say = ""

    def know(self, cards: Iterable[dict[str, Any]]) -> None:
        """Learn of products that were shown before."""
        for card in cards:
            self._facts.add(self._product(card))

    def take(self, name: str, result: Any) -> str:
        """Note what a tool has found; return it as a model reads it."""
        told = self._told(name, result)
        self._facts.add(told, is_own=name in _OWN)
        return write(told)

    def refuse(self, reason: str) -> str:
        """Return why a tool did nothing, as a model reads it."""
        self._facts.add({"refused": reason})
        return write({"refused": reason})

    def refuse_for(self, error: DomainError) -> str:
        """Return why the shop refuses, in its own words, as a model reads it."""
        self._facts.add({"refused": _own_words(error)}, is_own=True)
        return self.refuse(error.detail)

    def find_marks(self, sentence: str) -> str:
        """Note what a sentence names; return it as it is shown."""
        for mark in MARKS.finditer(sentence):
            if mark[1] and mark[1] not in self.named:
                self.named.append(mark[1])
        return MARKS.sub("", sentence)

    def complete(self, text: str) -> Reply:
        """Return the answer, with what it names or else what was found last."""
        named = [each for each in self.named if each in self.products]
        named += [
            each
            for each, name in self.products.items()
            if each not in named and name.casefold() in text.casefold()
        ]
        reply = self.reply
        reply["text"] = text
        if shown := (named or self.last)[:MOST_SHOWN]:
            reply["products"] = shown
        if pages := self._named_pages() or self.pages:
            reply["pages"] = list(dict.fromkeys(pages))[:MOST_SHOWN]
        return reply

    def _named_pages(self) -> list[int]:
        said = [int(each[5:]) for each in self.named if re.fullmatch(r"page_\d{1,9}", each)]
        return [each for each in said if each in self.pages]

    def _told(self, name: str, result: Any) -> Any:
        for kind, read in self._by_kind.items():
            if isinstance(result, kind):
                return read(result)
        if (reader := self._by_name.get(name)) is not None:
            return reader(result)
        if name == "shipping_options" and result:
            self.reply["shows_shipping"] = True
        return msgspec.to_builtins(result, enc_hook=str)

    def _cancellation(self, offer: tools.Cancellation) -> dict[str, Any]:
        """The person sees the button; the model hears whether there is one."""
        self.reply["order"] = offer.number
        if offer.is_possible:
            self.reply["cancel"] = cancel_action(offer)
        return {"number": offer.number, "button_is_shown": offer.is_possible}

    def _return(self, offer: tools.ReturnOffer) -> dict[str, Any]:
        """The person sees the order, whose page takes returns, and what can come back of it."""
        self.reply["order"] = offer.number
        if offer.is_possible:
            self.reply["shows_returnable"] = True
        return {"number": offer.number, "lines": [line._asdict() for line in offer.lines]}

    def _card(self, card: msgspec.Raw | None) -> dict[str, Any] | None:
        return None if card is None else self._product(json.loads(bytes(card)))

    def _products(self, found: NamedProducts) -> dict[str, Any]:
        cards = list_cards_by_public_id(
            channel=self._shopper.channel,
            locale=self._shopper.locale,
            public_ids=found.public_ids,
        )
        told = [
            self._product(json.loads(cards[each])) for each in found.public_ids if each in cards
        ]
        self.last = [each["id"] for each in told]
        return {"products": told, "is_exact": found.is_exact}

    def _product(self, card: dict[str, Any]) -> dict[str, Any]:
        """Few words: a model reads all of them, and each one is paid for."""
        self.products[card["id"]] = card["name"]
        prices = card["prices"].get(self._shopper.currency)
        names = ("id", "name", "summary", "availability", "rating", "options", "variant_count")
        told = {name: card[name] for name in names if card.get(name)}
        brand = card["brand"]["label"] if card.get("brand") else None
        return {
            **told,
            "brand": brand,
            "price": prices,
            "variant_id": card["default_variant_id"],
        }

    def _change(self, done: tools.CartChange) -> dict[str, Any]:
        if done.before != done.after:
            back: dict[str, str | int] = {"variant_id": done.variant_id, "quantity": done.before}
            self.reply["changed"] = Changed(
                variant_id=done.variant_id, before=done.before, after=done.after
            )
            self.reply["undo"] = Action(tool="change_cart", arguments=back)
            self.reply["links"] = ["cart"]
            self.changed_say = "cart_changed"
        return {"variant_id": done.variant_id, "before": done.before, "after": done.after}

    def _voucher(self, done: tools.VoucherChange) -> dict[str, Any]:
        self.changed_say = "voucher_applied" if done.is_there else "voucher_removed"
        self.reply["shows_cart"], self.reply["links"] = True, ["cart"]
        if done.is_there:
            self.reply["undo"] = Action(tool="remove_voucher", arguments={"code": done.code})
        return done._asdict()

    def _compared(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        self.products |= {row["id"]: row["name"] for row in rows}
        self.last = [row["id"] for row in rows]
        return rows

    def _found_pages(self, page_ids: list[int]) -> list[dict[str, Any]]:
        reader = Reader(self._shopper.channel, self._shopper.locale)
        self.pages += [each for each in page_ids if each not in self.pages]
        return [
            {
                "id": f"page_{page.page_id}",
                "title": page.title,
                "text": f"{page.description} {page.text}"[:MOST_OF_PAGE],
            }
            for page in iterate_page_texts(reader=reader, page_ids=page_ids)
        ]

    def _order(self, number: str | None) -> dict[str, Any] | None:
        order = list_orders(self._shopper.channel).filter(number=number).first() if number else None
        if order is None:
            return None
        self.reply["order"] = str(order.number)
        said = order_json(order)
        return {
            "number": said["number"],
            "status": said["status_label"],
            "placed_at": said["placed_at"],
            "total": said["totals"]["total"],
            "tracking": [each["tracking_url"] for each in said["fulfilments"]],
        }

    def _cart(self, cart: dict[str, Any]) -> dict[str, Any]:
        self.reply["shows_cart"] = bool(cart["lines"])
        names = ("variant_id", "name", "quantity", "total")
        lines = [{name: line[name] for name in names} for line in cart["lines"]]
        return {"lines": lines, "total": cart["totals"]["total"]}


def _answers(found: list[Match]) -> list[dict[str, str]]:
    return [{"question": each.known.question, "answer": each.known.answer} for each in found]


def _own_words(error: DomainError) -> str:
    """A refusal without what others have written in it: a product's name, a code that was typed."""
    own = {name: "" if _claims(value) else value for name, value in error.params.items()}
    return str(error.message % own) if own else str(error.message)


def _claims(value: Any) -> bool:
    return isinstance(value, str) and any(each.kind != "date" for each in claims_in(value))


def write(told: Any) -> str:
    """Return what a tool has found as data, in which no text commands anything."""
    return f"{OPENING}{json.dumps(_plain(told), ensure_ascii=False, default=str)}{CLOSING}"


def _plain(told: Any) -> Any:
    if isinstance(told, str):
        return neutral(told)[:MOST_OF_TEXT]
    if isinstance(told, dict):
        return {str(name): _plain(each) for name, each in told.items()}
    return [_plain(each) for each in told] if isinstance(told, list | tuple) else told
