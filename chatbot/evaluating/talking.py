"""Holding a dialogue with the assistant, as a shopper would, and leaving nothing of it behind."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

import msgspec
from django.db import transaction
from django.utils import translation

from chatbot.answering.composing import Turn
from chatbot.answering.events import Answered, Delta, Event, Withdrawn
from chatbot.answering.replies import Reply
from chatbot.answering.responding import respond
from chatbot.enums import Role
from chatbot.models import Conversation, Message
from chatbot.registry import Caller
from chatbot.selectors.conversations import token_hash
from chatbot.selectors.showing import messages_json
from commerce.cart.selectors.carts import read_cart
from commerce.cart.shapes import Shopper
from commerce.ordering.selectors.orders import list_orders

from .dialogues import Dialogue, Expected
from .figures import invented_figures
from .judging import Heard, Verdict, judge

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

Respond = Callable[[Turn], Iterator[Event]]
# So many answers back an answer may mean.
_REMEMBERED = 6


@dataclass(frozen=True)
class Held:
    """A dialogue that was held, with what came of each message."""

    dialogue: Dialogue
    heard: list[Heard]
    verdicts: list[Verdict]

    @property
    def is_success(self) -> bool:
        """Whether every answer was as expected."""
        return all(verdict.is_success for verdict in self.verdicts)


def hold(dialogue: Dialogue, channel: Channel, answer: Respond = respond) -> Held | None:
    """Hold a dialogue in a transaction that is taken back.

    None when it asks for an order and the shop has none that a guest has placed.
    """
    words = _words_of_order(channel) if dialogue.needs_order else {}
    if words is None:
        return None
    with transaction.atomic(), translation.override(dialogue.locale):
        talk = _Talk(channel, dialogue.locale, answer)
        heard = [talk.say(_spoken(turn, words)) for turn in dialogue.turns]
        transaction.set_rollback(True)
    verdicts = [judge(turn, one) for turn, one in zip(dialogue.turns, heard, strict=True)]
    return Held(dialogue, heard, verdicts)


def _words_of_order(channel: Channel) -> dict[str, str] | None:
    orders = list_orders(channel).exclude(guest_email="").order_by("-pk")
    order = orders.first()
    return None if order is None else {"{order}": order.number, "{email}": order.guest_email}


def _spoken(turn: Expected, words: Mapping[str, str]) -> str:
    said = turn.say
    for name, value in words.items():
        said = said.replace(name, value)
    return said


class _Talk:
    """One conversation of a guest, with everything that the shop has said in it."""

    def __init__(self, channel: Channel, locale: str, answer: Respond) -> None:
        token = secrets.token_urlsafe(16)
        self.shopper = Shopper(channel=channel, locale=locale, currency=channel.default_currency)
        self.conversation = Conversation.objects.create(
            channel=channel, token_hash=token_hash(token), locale=locale
        )
        self.answer = answer
        self.used: list[tuple[str, dict[str, Any]]] = []
        self.sources: list[str] = []

    def say(self, text: str) -> Heard:
        """Say something and hear what is answered and what was done for it."""
        self.used = []
        question = self._keep(Role.PERSON, text=text)
        turn = Turn(text, Caller(self.shopper, lambda _rate: True, note=self._note), self._before())
        turn.conversation_id, turn.number = self.conversation.pk, question.number
        began = perf_counter()
        heard, reply = self._listen(turn, began)
        heard.seconds = perf_counter() - began
        self.shopper = replace(self.shopper, token=turn.token or self.shopper.token)
        answered = self._keep(Role.ASSISTANT, content=reply)
        (heard.message,) = messages_json([answered], self.shopper)
        # The model's own words are no source of themselves.
        shown = {**heard.message, "text": ""}
        self.sources += [text, json.dumps(shown, ensure_ascii=False)]
        heard.invented = invented_figures(heard.words, self.sources)
        heard.used, heard.items = self.used, self._items()
        return heard

    def _listen(self, turn: Turn, began: float) -> tuple[Heard, Reply]:
        heard = Heard(cast("Any", None), "")
        for event in self.answer(turn):
            if isinstance(event, Delta | Answered) and not heard.first_seconds:
                heard.first_seconds = perf_counter() - began
            heard.withdrawn += isinstance(event, Withdrawn)
            if isinstance(event, Answered):
                heard.say = event.reply["say"]
                heard.words = "" if "source" in event.reply else event.reply.get("text", "")
                heard.cost = event.usage.cost if event.usage else heard.cost
                return heard, event.reply
        raise RuntimeError("There was no answer.")

    def _note(self, name: str, arguments: Mapping[str, Any], answer: object) -> None:
        self.used.append((name, dict(arguments)))
        self.sources.append(msgspec.json.encode(answer, enc_hook=str).decode())

    def _before(self) -> list[Reply]:
        rows = self.conversation.messages.filter(role=Role.ASSISTANT).order_by("-number")
        return [cast("Reply", row) for row in rows.values_list("content", flat=True)[:_REMEMBERED]]

    def _keep(self, role: Role, **said: object) -> Message:
        self.conversation.last_number += 1
        self.conversation.save(update_fields=["last_number"])
        return Message.objects.create(
            conversation=self.conversation, number=self.conversation.last_number, role=role, **said
        )

    def _items(self) -> int:
        count: int = json.loads(read_cart(self.shopper))["item_count"]
        return count
