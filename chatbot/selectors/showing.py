"""Messages as they are shown: texts in the language asked for, and what the shop puts in, as of now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from chatbot.answering.replies import Reply, Source
from chatbot.answering.texts import HOURS, LINKS, QUICK, RETURNABLE, RETURNABLE_UNTIL, SAYS
from chatbot.knowledge.hours import hours_of
from chatbot.models import Conversation, Message
from chatbot.selectors.variants import list_lines
from chatbot.shapes import (
    ChatButton,
    ChatCart,
    ChatChange,
    ChatCitation,
    ChatLink,
    ChatMessage,
    ChatOrder,
    ChatSession,
    ChatShipping,
)
from chatbot.tools.returns import ReturnableLine, offer_of
from commerce.cart.selectors.carts import iso, read_cart
from commerce.catalogue.selectors.cards import list_cards_by_public_id
from commerce.catalogue.shapes import ProductCard
from commerce.delivery.selectors.words import days_in_words
from commerce.ordering.errors import CartEmptyError
from commerce.ordering.selectors.checkout import get_review
from commerce.ordering.selectors.orders import list_orders, order_json
from search.finding.website.pages import list_pages_by_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commerce.cart.shapes import Shopper
    from commerce.ordering.review import ShippingMethod


def session_json(conversation: Conversation) -> ChatSession:
    """Return the public form of a conversation."""
    return {
        "id": conversation.public_id,
        "title": conversation.title,
        "state": cast("Any", conversation.state),
        "locale": conversation.locale,
        "message_count": conversation.last_number,
        "created_at": iso(conversation.created_at) or "",
        "updated_at": iso(conversation.updated_at) or "",
    }


def messages_json(messages: Iterable[Message], shopper: Shopper) -> list[ChatMessage]:
    """Return messages as they are shown to the shopper. Products and pages: two reads for all."""
    rows = list(messages)
    shown = _Shown(shopper, [cast("Reply", row.content) for row in rows])
    return [shown.message(row) for row in rows]


def _returnable_line(line: ReturnableLine) -> str:
    if line.until is None:
        return str(RETURNABLE) % {"name": line.name, "left": line.left}
    until = date_format(localtime(line.until), "DATE_FORMAT")
    return str(RETURNABLE_UNTIL) % {"name": line.name, "left": line.left, "until": until}


class _Shown:
    """What messages of one list need from the shop, read together."""

    def __init__(self, shopper: Shopper, replies: list[Reply]) -> None:
        self.shopper = shopper
        channel, locale = shopper.channel, shopper.locale
        products = list(dict.fromkeys(p for reply in replies for p in reply.get("products", ())))
        cards = list_cards_by_public_id(channel=channel, locale=locale, public_ids=products)
        self.cards: dict[str, ProductCard] = {key: json.loads(card) for key, card in cards.items()}
        pages = list(dict.fromkeys(p for reply in replies for p in reply.get("pages", ())))
        found = list_pages_by_id(channel=channel, locale=locale, page_ids=pages) if pages else []
        self.pages = {page.page_id: page for page in found}

    def message(self, row: Message) -> ChatMessage:
        reply = cast("Reply", row.content)
        return {
            "id": row.public_id,
            "number": row.number,
            "role": cast("Any", row.role),
            "text": "\n".join([_text(row, reply), *self._lines(reply)]),
            "created_at": iso(row.created_at) or "",
            "reaction": cast("Any", row.reaction),
            "reason": row.reason,
            "intent": row.intent,
            "confidence": row.confidence,
            "model": row.model,
            "milliseconds": row.milliseconds,
            "products": [
                self.cards[each] for each in reply.get("products", ()) if each in self.cards
            ],
            "citations": self._citations(reply),
            "cart": self._cart() if reply.get("shows_cart") else None,
            "change": self._change(reply),
            "order": self._order(reply),
            "shipping": self._shipping() if reply.get("shows_shipping") else [],
            "links": [_link(name) for name in reply.get("links", ())],
            "buttons": _buttons(reply),
            "tools": reply.get("tools", []),
        }

    def _lines(self, reply: Reply) -> list[str]:
        """What is told in words of the only product, and when people answer."""
        if reply.get("shows_returnable"):
            return self._returnable(reply)
        if reply.get("shows_hours"):
            hours = hours_of(self.shopper.channel)
            return [str(HOURS) % {"hours": hours}] if hours else []
        if not (reply.get("variants") or reply.get("facts")):
            return []
        card = self.cards.get(next(iter(reply.get("products", ())), ""))
        return list_lines(reply, card["slug"], self.shopper) if card else []

    def _returnable(self, reply: Reply) -> list[str]:
        """As it stands when it is read, not when it was asked for."""
        order = list_orders(self.shopper.channel).filter(number=reply.get("order")).first()
        lines = offer_of(order).lines if order else []
        return [_returnable_line(line) for line in lines if line.refusal is None]

    def _citations(self, reply: Reply) -> list[ChatCitation]:
        pages = (self.pages.get(each) for each in reply.get("pages", ()))
        written = [_written(reply["source"])] if "source" in reply else []
        return written + [
            {"title": page.title, "path": page.path, "excerpt": page.excerpt}
            for page in pages
            if page is not None
        ]

    def _cart(self) -> ChatCart:
        cart = json.loads(read_cart(self.shopper))
        names = ("variant_id", "name", "slug", "quantity", "total")
        return {
            "lines": [cast("Any", {name: line[name] for name in names}) for line in cart["lines"]],
            "total": cart["totals"]["total"],
        }

    def _change(self, reply: Reply) -> ChatChange | None:
        changed = reply.get("changed")
        if changed is None:
            return None
        lines = json.loads(read_cart(self.shopper))["lines"]
        names = {line["variant_id"]: line["name"] for line in lines}
        return {**changed, "name": names.get(changed["variant_id"], "")}

    def _order(self, reply: Reply) -> ChatOrder | None:
        number = reply.get("order")
        order = list_orders(self.shopper.channel).filter(number=number).first() if number else None
        if order is None:
            return None
        said = order_json(order)
        return {
            "number": said["number"],
            "status": said["status_label"],
            "placed_at": said["placed_at"],
            "total": said["totals"]["total"],
            "tracking": [
                parcel["tracking_url"] for parcel in said["fulfilments"] if parcel["tracking_url"]
            ],
        }

    def _shipping(self) -> list[ChatShipping]:
        try:
            methods = get_review(self.shopper).methods
        except CartEmptyError:
            return []
        return [self._way(method) for method in methods]

    def _way(self, method: ShippingMethod) -> ChatShipping:
        dates, locale = method.promise, self.shopper.locale
        days = days_in_words(dates.earliest, dates.latest, locale) if dates else ""
        return {
            "name": method.name,
            "description": " · ".join(filter(None, (str(method.description), days))),
            "price": method.price.as_json(),
        }


def _text(row: Message, reply: Reply) -> str:
    if not reply:
        return row.text
    note = str(SAYS[reply["note"]]) if "note" in reply else ""
    return " ".join(filter(None, (note, _said(reply), reply.get("detail", ""))))


def _said(reply: Reply) -> str:
    if text := reply.get("text"):
        return text
    said = str(SAYS[reply["say"]])
    return said % {"name": reply["name"] or gettext("A person")} if "name" in reply else said


def _written(source: Source) -> ChatCitation:
    return {"title": source["title"], "path": "", "excerpt": ""}


def _link(name: str) -> ChatLink:
    label, path = LINKS[name]
    return {"label": str(label), "path": path}


def _buttons(reply: Reply) -> list[ChatButton]:
    plain: list[ChatButton] = [
        {"label": str(QUICK[name]), "action": None} for name in reply.get("quick", ())
    ]
    if (cancel := reply.get("cancel")) is not None:
        label = str(QUICK["cancel"]) % {"number": cancel["arguments"]["number"]}
        return [{"label": label, "action": cast("Any", cancel)}, *plain]
    if (undo := reply.get("undo")) is None:
        return plain
    # What has no shape of its own over the wire is taken back by saying so.
    action = undo if undo["tool"] == "change_cart" else None
    return [{"label": str(QUICK["undo"]), "action": cast("Any", action)}, *plain]
