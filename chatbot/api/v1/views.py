"""How the assistant greets, and one question with its answer."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from chatbot.errors import AssistantOffError
from chatbot.selectors.assistants import assistant_json
from chatbot.selectors.conversations import Holder
from chatbot.services import conversations
from chatbot.shapes import AssistantSettings, ChatTurn
from commerce.core.api.refusals import refuses
from commerce.core.shapes import component

from . import examples
from .base import CART, TAGS, TALKING, TOKENS, TalkingView, private
from .serializers import AskSerializer


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
    @refuses(*TALKING)
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(AskSerializer)
        if (session := values.pop("session", None)) is not None:
            return self.turn(self.say(session, values))
        conversation, token = conversations.start_conversation(
            holder=self.holder, locale=self.locale_code
        )
        holder = Holder(self.channel, self.holder.user, token or self.holder.token)
        said = conversations.say(
            holder=holder,
            conversation_id=conversation.public_id,
            caller=self.caller,
            **values,
        )
        return self.turn(said, token)
