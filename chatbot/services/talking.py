"""Talking over a socket: who talks, what may be said, and the frames that are told in turn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final, Literal

import msgspec
from django.utils import translation
from msgspec import Meta

from chatbot.answering.replies import Action
from chatbot.errors import InvalidFrameError, SaidTooOftenError
from chatbot.registry import Caller, Page
from chatbot.selectors.assistants import require_assistant
from chatbot.selectors.conversations import Holder, get_conversation, get_question
from chatbot.selectors.showing import messages_json
from commerce.accounts.selectors import get_user_of_session
from commerce.cart.shapes import Shopper
from commerce.core import crypto
from commerce.core.api.throttling import AddressThrottle
from commerce.core.errors import DomainError
from commerce.live.errors import TicketRefusedError
from commerce.live.services import Ticket, issue_ticket
from commerce.live.shapes import Listener
from commerce.tenancy.selectors import read_channel

from .asking import ask
from .keeping import TOPIC
from .signs import note_typing
from .telling import Frame, follow_answer, problem_frame, tell_answer

Id = Annotated[str, Meta(max_length=64)]


class ActionArguments(msgspec.Struct, forbid_unknown_fields=True):
    variant_id: Id
    quantity: Annotated[int, Meta(ge=0, le=999)]


class CartAction(msgspec.Struct, tag_field="tool", forbid_unknown_fields=True):
    arguments: ActionArguments


class Adding(CartAction, tag="add_to_cart"):
    pass


class Changing(CartAction, tag="change_cart"):
    pass


class OrderArguments(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    number: Annotated[str, Meta(max_length=32)]
    email: Annotated[str, Meta(max_length=254)] | None = None


class Cancelling(msgspec.Struct, tag_field="tool", tag="cancel_order", forbid_unknown_fields=True):
    arguments: OrderArguments


class PageLookedAt(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["product", "category"]
    slug: Annotated[str, Meta(max_length=255)]


class Say(msgspec.Struct, tag="say", tag_field="type", forbid_unknown_fields=True):
    """A message, as over HTTP; here it needs its key."""

    text: Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"^(?=[^\0]*[^\s\0])[^\0]*$")]
    key: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
    action: Adding | Changing | Cancelling | None = None
    page: PageLookedAt | None = None


class Resume(msgspec.Struct, tag="resume", tag_field="type", forbid_unknown_fields=True):
    """The rest of an answer, by its question; the last one without."""

    message: Id | None = None
    after: Annotated[int, Meta(ge=0, lt=1_000_000_000)] = 0


class Typing(msgspec.Struct, tag="typing", tag_field="type", forbid_unknown_fields=True):
    """The shopper is writing something; said every few seconds as long as that is so."""


Words = Say | Resume | Typing

_words: Final = msgspec.json.Decoder(Words)


@dataclass(slots=True)
class Talker:
    """Who talks over one socket, in which conversation; a cart that is made meanwhile is theirs."""

    holder: Holder
    shopper: Shopper
    conversation_id: str
    network: str

    def may(self, scope: str) -> bool:
        """Count one use under a rate, for the network that the ticket was given to."""
        return _NetworkThrottle(scope, self.network).allow_request(None, None)


class _NetworkThrottle(AddressThrottle):
    def __init__(self, scope: str, network: str) -> None:
        super().__init__(scope)
        self._network = network

    def allow_request(self, request: Any, view: Any) -> bool:
        return super().allow_request(request, view)

    def get_ident(self, request: Any) -> str:
        return self._network


def issue_chat_ticket(
    *, listener: Listener, holder: Holder, shopper: Shopper, conversation_id: str
) -> str:
    """Return a ticket for one socket of an own conversation, in the shopper's language and currency.

    The keys of a guest travel sealed in it. Raises ConversationNotFoundError.
    """
    found = get_conversation(holder, conversation_id)
    known = {
        "chat": holder.token,
        "cart": shopper.token,
        "locale": shopper.locale,
        "currency": shopper.currency,
    }
    note = crypto.encrypt(json.dumps(known).encode()).decode()
    return issue_ticket(listener=listener, topics=(f"{TOPIC}:{found.public_id}",), note=note)


def open_talk(ticket: Ticket, conversation_id: str) -> Talker:
    """Return who talks with a used ticket. Raises TicketRefusedError for one of another conversation, and
    where the assistant is off."""
    if ticket.topics != (f"{TOPIC}:{conversation_id}",) or not ticket.note:
        raise TicketRefusedError
    known = json.loads(crypto.decrypt(ticket.note.encode()))
    channel = read_channel(channel_id=ticket.channel_id)
    try:
        require_assistant(channel)
        user = (
            get_user_of_session(session_id=ticket.session, user_id=ticket.user)
            if ticket.user
            else None
        )
    except DomainError:
        raise TicketRefusedError from None
    shopper = Shopper(
        channel=channel,
        locale=known["locale"],
        currency=known["currency"],
        user=user,
        token=known["cart"],
    )
    return Talker(Holder(channel, user, known["chat"]), shopper, conversation_id, ticket.network)


def read_words(raw: str | bytes) -> Words:
    """Return what a client says or wants to hear. Raises InvalidFrameError."""
    try:
        return _words.decode(raw)
    except msgspec.MsgspecError as error:
        raise InvalidFrameError(reason=str(error)) from None


def tell_talker(talker: Talker, words: Words) -> Iterator[Frame]:
    """Tell what comes of it, in frames; of a message each has its key."""
    if isinstance(words, Typing):
        note_typing(talker.conversation_id)
        return
    with translation.override(talker.shopper.locale):
        try:
            if isinstance(words, Say):
                yield from ({**frame, "key": words.key} for frame in _say(talker, words))
            else:
                yield from _resume(talker, words)
        except DomainError as refusal:
            yield refusal_frame(words, refusal)


def refusal_frame(words: Words | None, refusal: DomainError) -> Frame:
    """The frame of words that come to nothing, with the key of those that have one."""
    key = {"key": words.key} if isinstance(words, Say) else {}
    return {**problem_frame(1, refusal), **key}


def tell_news(talker: Talker, after: int) -> Iterator[Frame]:
    """Tell the messages behind that number, whoever has said them."""
    with translation.override(talker.shopper.locale):
        rows = get_conversation(talker.holder, talker.conversation_id).messages.filter(
            number__gt=after
        )
        for message in messages_json(rows, talker.shopper):
            yield {"seq": 1, "type": "message", "message": message}


def _say(talker: Talker, said: Say) -> Iterator[Frame]:
    if not talker.may("chat"):
        raise SaidTooOftenError
    asked = ask(
        holder=talker.holder,
        conversation_id=talker.conversation_id,
        text=said.text,
        key=said.key,
    )
    action: Action | None = msgspec.to_builtins(said.action)
    page = Page(said.page.kind, said.page.slug) if said.page else None
    caller = Caller(talker.shopper, talker.may, page=page)
    yield from _keeping_cart(talker, tell_answer(asked=asked, caller=caller, action=action))


def _resume(talker: Talker, wanted: Resume) -> Iterator[Frame]:
    question = get_question(talker.holder, talker.conversation_id, wanted.message)
    told = follow_answer(question=question, after=wanted.after, shopper=talker.shopper)
    yield from _keeping_cart(talker, told)


def _keeping_cart(talker: Talker, frames: Iterator[Frame]) -> Iterator[Frame]:
    """A browser is not told the key to a cart; the storefront's server asks for it by the message's key."""
    for frame in frames:
        token = frame.pop("cart_token", None)
        if token is not None:
            talker.shopper = replace(talker.shopper, token=token)
            frame["has_new_cart"] = True
        yield frame
