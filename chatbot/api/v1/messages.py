"""Messages of a session, and what people think of answers."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from chatbot.errors import AnswerNotFoundError, AssistantOffError, ConversationNotFoundError
from chatbot.selectors.conversations import get_conversation, get_question, list_reactions
from chatbot.selectors.showing import messages_json
from chatbot.services import conversations
from chatbot.services.asking import ask
from chatbot.services.interrupting import end_if_overdue
from chatbot.services.telling import follow_answer, tell_answer
from chatbot.shapes import ChatMessage, ChatTurn
from commerce.catalogue.errors import InvalidParameterError
from commerce.core.api.events import MEDIA_TYPE as EVENTS
from commerce.core.api.events import EventStream, wants_events
from commerce.core.api.pagination import PAGE_PARAMETERS, Page
from commerce.core.api.refusals import refuses
from commerce.core.shapes import component

from . import examples
from .base import CART, PAGES, TAGS, TALKING, TOKENS, TalkingView, private
from .serializers import AddMessageSerializer, ReactionSerializer
from .shapes import ChatMessagePage

MESSAGE = OpenApiParameter(
    "message", str, description="The question; the last one of the session without it."
)
AFTER = OpenApiParameter(
    "after",
    {"type": "integer", "minimum": 0, "maximum": 999_999_999, "default": 0},
    description="The `seq` of the last frame that was heard.",
)


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
        description=(
            "With the same `key` again nothing is said twice, and the answer is the same. While "
            "another message is being answered this one is refused with `conversation_busy`, and "
            "nothing of it is kept. With `Accept: text/event-stream` the answer is told while it is "
            "made: see the guide to the assistant's sockets and streams."
        ),
        tags=TAGS,
        parameters=[*TOKENS, CART],
        request=AddMessageSerializer,
        responses={201: component(ChatTurn), (200, EVENTS): OpenApiTypes.STR},
        examples=[examples.SAY, examples.TURN, examples.EVENTS],
    )
    @refuses(*TALKING)
    def post(self, request: Request, session_id: str) -> HttpResponseBase:
        values = self.valid(AddMessageSerializer)
        if not wants_events(request):
            return self.turn(self.say(session_id, values))
        action, caller = values.pop("action", None), self.caller(values)
        asked = ask(holder=self.holder, conversation_id=session_id, **values)
        return EventStream(tell_answer(asked=asked, caller=caller, action=action))


class StreamView(TalkingView):
    query_parameters = ("message", "after")

    @extend_schema(
        operation_id="chatbot_messages_follow",
        summary="Hear the rest of an answer as server-sent events",
        description=(
            "What comes behind a frame, as with `Accept: text/event-stream` on a message; the stream "
            "ends with the answer. For who was cut off."
        ),
        tags=TAGS,
        parameters=[*TOKENS, CART, MESSAGE, AFTER],
        responses={(200, EVENTS): OpenApiTypes.STR},
        examples=[examples.EVENTS],
    )
    @refuses(
        AssistantOffError, ConversationNotFoundError, AnswerNotFoundError, InvalidParameterError
    )
    def get(self, request: Request, session_id: str) -> HttpResponseBase:
        after = _after(request)
        question = get_question(self.holder, session_id, request.query_params.get("message"))
        return EventStream(follow_answer(question=question, after=after, shopper=self.shopper))


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


def _after(request: Request) -> int:
    told = request.query_params.get("after", "0")
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise InvalidParameterError(parameter="after", hint=_("Give the number of a frame."))
    return int(told)
