"""Sessions: begun, named, paused, resumed, completed, archived and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from chatbot.errors import (
    AssistantOffError,
    ConversationArchivedError,
    ConversationNotFoundError,
)
from chatbot.models import Conversation
from chatbot.selectors.conversations import get_conversation, list_conversations
from chatbot.selectors.showing import session_json
from chatbot.selectors.statistics import statistics_json
from chatbot.services import conversations
from chatbot.services.talking import issue_chat_ticket
from chatbot.shapes import ChatSession, ChatStatistics, ChatTicket
from commerce.accounts.permissions import session_of
from commerce.core.api.pagination import PAGE_PARAMETERS, Page
from commerce.core.api.principals import client_network
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import FloodThrottle
from commerce.core.shapes import component
from commerce.live.services.tickets import LIFETIME
from commerce.live.shapes import Listener

from . import examples
from .base import CART, PAGES, TAGS, TOKENS, TalkingView, private
from .serializers import ConsentSerializer, SessionSerializer
from .shapes import ChatSessionPage, NewChatSession


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
        request=ConsentSerializer,
        responses={201: component(NewChatSession)},
        examples=[examples.CONSENT, examples.NEW_SESSION],
    )
    @refuses(AssistantOffError)
    def post(self, request: Request) -> HttpResponse:
        is_counted = self.valid(ConsentSerializer)["consent"]
        conversation, token = conversations.start_conversation(
            holder=self.holder, locale=self.locale_code, is_counted=is_counted
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

    @extend_schema(
        operation_id="chatbot_sessions_rename",
        summary="Give an own session a title",
        description="Without one it is called by what was said first.",
        tags=TAGS,
        parameters=TOKENS,
        request=SessionSerializer,
        responses={200: component(ChatSession)},
        examples=[examples.RENAME, examples.SESSION],
    )
    @refuses(AssistantOffError, ConversationNotFoundError)
    def patch(self, request: Request, session_id: str) -> HttpResponse:
        values = self.valid(SessionSerializer)
        row = conversations.rename_conversation(
            holder=self.holder, conversation_id=session_id, **values
        )
        return private(session_json(row))

    @extend_schema(
        operation_id="chatbot_sessions_delete",
        summary="Forget an own session with all that was said in it",
        description="What the assistant put into the cart stays there.",
        tags=TAGS,
        parameters=TOKENS,
        responses={204: None},
    )
    @refuses(AssistantOffError, ConversationNotFoundError)
    def delete(self, request: Request, session_id: str) -> HttpResponse:
        conversations.delete_conversation(holder=self.holder, conversation_id=session_id)
        return HttpResponse(status=204)


class MovingView(TalkingView):
    """A session goes into another state; into the one that it is in nothing changes."""

    move: ClassVar[Callable[..., Conversation]]

    def moved(self, session_id: str) -> HttpResponse:
        row = type(self).move(holder=self.holder, conversation_id=session_id)
        return private(session_json(row))


class PauseView(MovingView):
    move = staticmethod(conversations.pause_conversation)

    @extend_schema(
        operation_id="chatbot_sessions_pause",
        summary="Pause an own session",
        description="Nothing can be said in it until it is resumed.",
        tags=TAGS,
        parameters=TOKENS,
        request=None,
        responses={200: component(ChatSession)},
        examples=[examples.SESSION],
    )
    @refuses(AssistantOffError, ConversationNotFoundError, ConversationArchivedError)
    def post(self, request: Request, session_id: str) -> HttpResponse:
        return self.moved(session_id)


class ResumeView(MovingView):
    move = staticmethod(conversations.resume_conversation)

    @extend_schema(
        operation_id="chatbot_sessions_resume",
        summary="Go on with an own session",
        description="That was paused or completed.",
        tags=TAGS,
        parameters=TOKENS,
        request=None,
        responses={200: component(ChatSession)},
        examples=[examples.SESSION],
    )
    @refuses(AssistantOffError, ConversationNotFoundError, ConversationArchivedError)
    def post(self, request: Request, session_id: str) -> HttpResponse:
        return self.moved(session_id)


class CompleteView(MovingView):
    move = staticmethod(conversations.complete_conversation)

    @extend_schema(
        operation_id="chatbot_sessions_complete",
        summary="Call an own session done",
        description="Whoever says something more in it goes on with it.",
        tags=TAGS,
        parameters=TOKENS,
        request=None,
        responses={200: component(ChatSession)},
        examples=[examples.SESSION],
    )
    @refuses(AssistantOffError, ConversationNotFoundError, ConversationArchivedError)
    def post(self, request: Request, session_id: str) -> HttpResponse:
        return self.moved(session_id)


class ArchiveView(MovingView):
    move = staticmethod(conversations.archive_conversation)

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
        return self.moved(session_id)


class TicketView(TalkingView):
    def get_throttles(self) -> list[BaseThrottle]:
        """Coming back after a break is no message."""
        return [FloodThrottle("chat_read")]

    @extend_schema(
        operation_id="chatbot_sessions_ticket",
        summary="A ticket for one socket of an own session",
        description=(
            "Sent as the first frame to `path` of the sockets' address within 30 seconds. Answers come "
            "in the language and the currency that the ticket is asked for in; the keys of a guest "
            "travel sealed in it, so that no browser has to know them."
        ),
        tags=TAGS,
        parameters=[*TOKENS, CART],
        request=None,
        responses={201: component(ChatTicket)},
        examples=[examples.TICKET],
    )
    @refuses(AssistantOffError, ConversationNotFoundError)
    def post(self, request: Request, session_id: str) -> HttpResponse:
        listener = Listener(
            channel=self.channel,
            user=self.holder.user,
            session=session_of(request),
            network=client_network(request),
        )
        ticket = issue_chat_ticket(
            listener=listener,
            holder=self.holder,
            shopper=self.shopper,
            conversation_id=session_id,
        )
        path = f"/ws/chat/{session_id}/"
        return private({"ticket": ticket, "expires_in": LIFETIME, "path": path}, status=201)


class StatisticsView(TalkingView):
    @extend_schema(
        operation_id="chatbot_sessions_stats",
        summary="What an own session amounts to",
        description="Counts of messages, reactions and tools, and how long answers took.",
        tags=TAGS,
        parameters=TOKENS,
        responses={200: component(ChatStatistics)},
        examples=[examples.STATISTICS],
    )
    @refuses(AssistantOffError, ConversationNotFoundError)
    def get(self, request: Request, session_id: str) -> HttpResponse:
        return private(statistics_json(get_conversation(self.holder, session_id)))
