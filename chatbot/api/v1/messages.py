"""Messages of a session, and what people think of answers."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from chatbot.errors import AnswerNotFoundError, AssistantOffError, ConversationNotFoundError
from chatbot.selectors.conversations import get_conversation, list_reactions
from chatbot.selectors.showing import messages_json
from chatbot.services import conversations
from chatbot.services.interrupting import end_if_overdue
from chatbot.shapes import ChatMessage, ChatTurn
from commerce.core.api.pagination import PAGE_PARAMETERS, Page
from commerce.core.api.refusals import refuses
from commerce.core.shapes import component

from . import examples
from .base import CART, PAGES, TAGS, TALKING, TOKENS, TalkingView, private
from .serializers import AddMessageSerializer, ReactionSerializer
from .shapes import ChatMessagePage


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
        conversation = end_if_overdue(get_conversation(self.holder, session_id))
        page = Page.of(request)
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
    @refuses(*TALKING)
    def post(self, request: Request, session_id: str) -> HttpResponse:
        return self.turn(self.say(session_id, self.valid(AddMessageSerializer)))


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


class ReactionsView(TalkingView):
    query_parameters = PAGE_PARAMETERS

    @extend_schema(
        operation_id="chatbot_reactions_list",
        summary="The answers of an own session that were called helpful or not",
        description="In their order, each with `reaction` and `reason`.",
        tags=TAGS,
        parameters=[*TOKENS, CART, *PAGES],
        responses={200: component(ChatMessagePage)},
        examples=[examples.REACTIONS],
    )
    @refuses(AssistantOffError, ConversationNotFoundError)
    def get(self, request: Request, session_id: str) -> HttpResponse:
        rows, page = list_reactions(self.holder, session_id), Page.of(request)
        count = rows.count()
        page.check(count)
        results = messages_json(rows[page.bounds], self.shopper)
        return private(page.envelope(results, count=count))
