"""Talking with the assistant, over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from chatbot.errors import (
    AnswerNotFoundError,
    AssistantOffError,
    ConversationArchivedError,
    ConversationFullError,
    ConversationNotFoundError,
    MessageKeyReusedError,
)
from chatbot.registry import Caller
from chatbot.selectors.assistants import assistant_json, require_assistant
from chatbot.selectors.conversations import Holder, get_conversation, list_conversations
from chatbot.selectors.showing import messages_json, session_json
from chatbot.services import conversations
from chatbot.shapes import AssistantSettings, ChatMessage, ChatSession, ChatTurn
from commerce.cart.shapes import Shopper
from commerce.core.api.json import dumps
from commerce.core.api.pagination import PAGE_PARAMETERS, Page, page_parameters
from commerce.core.api.principals import CART_TOKEN_HEADER
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle, FloodThrottle
from commerce.core.api.views import StorefrontView
from commerce.core.shapes import component

from . import examples
from .serializers import AddMessageSerializer, AskSerializer, ReactionSerializer
from .shapes import ChatMessagePage, ChatSessionPage, NewChatSession

TOKEN_HEADER = "X-Chat-Token"  # noqa: S105 - the name of a header
TAGS = ["Assistant"]
TOKENS = [
    OpenApiParameter(
        TOKEN_HEADER, str, OpenApiParameter.HEADER, description="A guest's key to their sessions."
    ),
]
CART = OpenApiParameter(
    CART_TOKEN_HEADER, str, OpenApiParameter.HEADER, description="A guest's key to their cart."
)
PAGES = [
    OpenApiParameter(spec["name"], spec["schema"], description=spec["description"])
    for spec in page_parameters()
]
TALKING = (
    AssistantOffError,
    ConversationNotFoundError,
    ConversationArchivedError,
    ConversationFullError,
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

    def say(self, conversation_id: str, values: dict[str, Any]) -> conversations.Said:
        caller = Caller(self.shopper, self._may)
        return conversations.add_message(
            holder=self.holder, conversation_id=conversation_id, caller=caller, **values
        )

    def turn(self, said: conversations.Said, token: str | None = None) -> HttpResponse:
        """Answer with both messages, to a guest with the keys that were made for them."""
        shopper = replace(self.shopper, token=said.cart_token or self.shopper.token)
        question, answer = messages_json([said.question, said.answer], shopper)
        body: ChatTurn = {
            "session": session_json(said.conversation),
            "question": question,
            "answer": answer,
            "token": token,
            "cart_token": said.cart_token,
        }
        return private(body, status=201)

    def _may(self, scope: str) -> bool:
        return AddressThrottle(scope).allow_request(self.request, self)


class ConfigView(TalkingView):
    @extend_schema(
        operation_id="chatbot_config_read",
        summary="How the assistant greets, and what it offers to be asked",
        description="404 `assistant_off` where the channel has it off.",
        tags=TAGS,
        responses={200: component(AssistantSettings)},
        examples=[examples.CONFIG],
    )
    @refuses(AssistantOffError)
    def get(self, request: Request) -> HttpResponse:
        return private(assistant_json(self.channel, self.locale_code))


class ChatView(TalkingView):
    @extend_schema(
        operation_id="chatbot_chat",
        summary="Ask one question and get the answer",
        description=(
            "Begins a session, or goes on with the one named. A guest's first answer has the "
            "`token` for `X-Chat-Token`. Prices, stock and links in answers are the shop's, as of "
            "now. An order is never placed; a change of the cart can be undone by its button."
        ),
        tags=TAGS,
        parameters=[*TOKENS, CART],
        request=AskSerializer,
        responses={201: component(ChatTurn)},
        examples=[examples.ASK, examples.TURN],
    )
    @refuses(*TALKING, MessageKeyReusedError)
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(AskSerializer)
        if (session := values.pop("session", None)) is not None:
            return self.turn(self.say(session, values))
        conversation, token = conversations.start_conversation(
            holder=self.holder, locale=self.locale_code
        )
        holder = Holder(self.channel, self.holder.user, token or self.holder.token)
        said = conversations.add_message(
            holder=holder,
            conversation_id=conversation.public_id,
            caller=Caller(self.shopper, self._may),
            **values,
        )
        return self.turn(said, token)


class SessionsView(TalkingView):
    query_parameters = PAGE_PARAMETERS

    @extend_schema(
        operation_id="chatbot_sessions_list",
        summary="Own sessions, the latest first",
        description="Of a signed-in person, or of the guest with the token.",
        tags=TAGS,
        parameters=[*TOKENS, *PAGES],
        responses={200: component(ChatSessionPage)},
        examples=[examples.SESSIONS],
    )
    @refuses(AssistantOffError)
    def get(self, request: Request) -> HttpResponse:
        page, rows = Page.of(request), list_conversations(self.holder)
        count = rows.count()
        page.check(count)
        results = [session_json(row) for row in rows[page.bounds]]
        return private(page.envelope(results, count=count))

    @extend_schema(
        operation_id="chatbot_sessions_create",
        summary="Begin a session",
        description="A guest gets the `token` for `X-Chat-Token` with the first one.",
        tags=TAGS,
        parameters=TOKENS,
        request=None,
        responses={201: component(NewChatSession)},
        examples=[examples.NEW_SESSION],
    )
    @refuses(AssistantOffError)
    def post(self, request: Request) -> HttpResponse:
        conversation, token = conversations.start_conversation(
            holder=self.holder, locale=self.locale_code
        )
        return private({**session_json(conversation), "token": token}, status=201)


class SessionView(TalkingView):
    @extend_schema(
        operation_id="chatbot_sessions_read",
        summary="An own session",
        description="Missing and not yours are the same 404 `conversation_not_found`.",
        tags=TAGS,
        parameters=TOKENS,
        responses={200: component(ChatSession)},
        examples=[examples.SESSION],
    )
    @refuses(AssistantOffError, ConversationNotFoundError)
    def get(self, request: Request, session_id: str) -> HttpResponse:
        return private(session_json(get_conversation(self.holder, session_id)))


class MessagesView(TalkingView):
    query_parameters = PAGE_PARAMETERS

    @extend_schema(
        operation_id="chatbot_messages_list",
        summary="The messages of an own session, in their order",
        description="Numbered from 1 without gaps. What answers show is as of now.",
        tags=TAGS,
        parameters=[*TOKENS, CART, *PAGES],
        responses={200: component(ChatMessagePage)},
        examples=[examples.MESSAGES],
    )
    @refuses(AssistantOffError, ConversationNotFoundError)
    def get(self, request: Request, session_id: str) -> HttpResponse:
        conversation, page = get_conversation(self.holder, session_id), Page.of(request)
        page.check(conversation.last_number)
        rows = conversation.messages.all()[page.bounds]
        results = messages_json(rows, self.shopper)
        return private(page.envelope(results, count=conversation.last_number))

    @extend_schema(
        operation_id="chatbot_messages_create",
        summary="Say something in an own session and be answered",
        description="With the same `key` again nothing is said twice, and the answer is the same.",
        tags=TAGS,
        parameters=[*TOKENS, CART],
        request=AddMessageSerializer,
        responses={201: component(ChatTurn)},
        examples=[examples.SAY, examples.TURN],
    )
    @refuses(*TALKING, MessageKeyReusedError)
    def post(self, request: Request, session_id: str) -> HttpResponse:
        return self.turn(self.say(session_id, self.valid(AddMessageSerializer)))


class ArchiveView(TalkingView):
    @extend_schema(
        operation_id="chatbot_sessions_archive",
        summary="Archive an own session",
        description="It can still be read. Archiving twice changes nothing.",
        tags=TAGS,
        parameters=TOKENS,
        request=None,
        responses={200: component(ChatSession)},
        examples=[examples.SESSION],
    )
    @refuses(AssistantOffError, ConversationNotFoundError)
    def post(self, request: Request, session_id: str) -> HttpResponse:
        row = conversations.archive_conversation(holder=self.holder, conversation_id=session_id)
        return private(session_json(row))


class ReactView(TalkingView):
    @extend_schema(
        operation_id="chatbot_messages_react",
        summary="Say whether an answer helped",
        description="The last word counts.",
        tags=TAGS,
        parameters=[*TOKENS, CART],
        request=ReactionSerializer,
        responses={200: component(ChatMessage)},
        examples=[examples.REACT, examples.ANSWER],
    )
    @refuses(AssistantOffError, AnswerNotFoundError)
    def post(self, request: Request, answer_id: str) -> HttpResponse:
        values = self.valid(ReactionSerializer)
        message = conversations.react(holder=self.holder, message_id=answer_id, **values)
        (shown,) = messages_json([message], self.shopper)
        return private(shown)


def private(content: Any, *, status: int = 200) -> HttpResponse:
    """Answer with what is for one person only."""
    return HttpResponse(
        dumps(content),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "private, no-store"},
    )
