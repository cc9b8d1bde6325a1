"""What all views of one who talks with the assistant share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from chatbot.errors import (
    AssistantAtCapacityError,
    AssistantOffError,
    ConversationArchivedError,
    ConversationBusyError,
    ConversationFullError,
    ConversationNotFoundError,
    ConversationPausedError,
    MessageKeyReusedError,
)
from chatbot.registry import Caller, Page
from chatbot.selectors.assistants import require_assistant
from chatbot.selectors.conversations import Holder
from chatbot.selectors.showing import messages_json, session_json
from chatbot.services import conversations
from chatbot.shapes import ChatTurn
from commerce.cart.shapes import Shopper
from commerce.core.api.json import dumps
from commerce.core.api.pagination import page_parameters
from commerce.core.api.principals import CART_TOKEN_HEADER
from commerce.core.api.throttling import AddressThrottle, FloodThrottle
from commerce.core.api.views import StorefrontView

from .places import place_to_wait

TOKEN_HEADER: Final = "X-Chat-Token"  # noqa: S105 - the name of a header
TAGS: Final = ["Assistant"]
TOKENS: Final = [
    OpenApiParameter(
        TOKEN_HEADER, str, OpenApiParameter.HEADER, description="A guest's key to their sessions."
    ),
]
CART: Final = OpenApiParameter(
    CART_TOKEN_HEADER, str, OpenApiParameter.HEADER, description="A guest's key to their cart."
)
PAGES: Final = [
    OpenApiParameter(spec["name"], spec["schema"], description=spec["description"])
    for spec in page_parameters()
]
TALKING: Final = (
    AssistantOffError,
    ConversationNotFoundError,
    ConversationArchivedError,
    ConversationPausedError,
    ConversationBusyError,
    ConversationFullError,
    MessageKeyReusedError,
    AssistantAtCapacityError,
)


class TalkingView(StorefrontView):
    """A view for one person or guest."""

    def get_throttles(self) -> list[BaseThrottle]:
        """Each message is work; reading is not much of it."""
        is_said = self.request.method == "POST"
        return [AddressThrottle("chat") if is_said else FloodThrottle("chat_read")]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        require_assistant(self.channel)

    @property
    def holder(self) -> Holder:
        user, token = self.request.user, self.request.headers.get(TOKEN_HEADER)
        return Holder(self.channel, None if isinstance(user, AnonymousUser) else user, token)

    @property
    def shopper(self) -> Shopper:
        return Shopper(
            channel=self.channel,
            locale=self.locale_code,
            currency=self.currency,
            user=self.holder.user,
            token=self.request.headers.get(CART_TOKEN_HEADER) or None,
        )

    def caller(self, values: dict[str, Any]) -> Caller:
        """For whom an answer is made, and where they stand, which is taken out of the values."""
        page = values.pop("page", None)
        return Caller(self.shopper, self._may, page=Page(**page) if page else None)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Who accepts events only gets problems and plain answers all the same."""
        return super().perform_content_negotiation(request, force=True)

    def say(self, conversation_id: str, values: dict[str, Any]) -> conversations.Said:
        caller = self.caller(values)
        with place_to_wait(self.channel) as until:
            return conversations.say(
                holder=self.holder,
                conversation_id=conversation_id,
                caller=replace(caller, until=until),
                **values,
            )

    def begin(self, values: dict[str, Any], *, is_counted: bool) -> HttpResponse:
        """Say something in a new session; `is_counted` is what the shopper has agreed to."""
        caller = self.caller(values)
        with place_to_wait(self.channel) as until:
            conversation, token = conversations.start_conversation(
                holder=self.holder, locale=self.locale_code, is_counted=is_counted
            )
            said = conversations.say(
                holder=Holder(self.channel, self.holder.user, token or self.holder.token),
                conversation_id=conversation.public_id,
                caller=replace(caller, until=until),
                **values,
            )
        return self.turn(said, token)

    def turn(self, said: conversations.Said, token: str | None = None) -> HttpResponse:
        """Answer with both messages, to a guest with the keys that were made for them."""
        shopper = replace(self.shopper, token=said.cart_token or self.shopper.token)
        rows = [said.question, *([said.answer] if said.answer else ())]
        question, *answer = messages_json(rows, shopper)
        body: ChatTurn = {
            "session": session_json(said.conversation),
            "question": question,
            "answer": answer[0] if answer else None,
            "token": token,
            "cart_token": said.cart_token,
        }
        return private(body, status=201)

    def _may(self, scope: str) -> bool:
        return AddressThrottle(scope).allow_request(self.request, self)


def private(content: Any, *, status: int = 200) -> HttpResponse:
    """Answer with what is for one person only."""
    return HttpResponse(
        dumps(content),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "private, no-store"},
    )
