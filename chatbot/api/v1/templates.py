"""Templates: what a conversation can begin with."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from chatbot.errors import AssistantOffError, TemplateNotFoundError
from chatbot.selectors.templates import get_template, list_templates, template_json
from chatbot.shapes import ChatTemplates, ChatTurn
from commerce.core.api.refusals import refuses
from commerce.core.shapes import component

from . import examples
from .base import CART, TAGS, TALKING, TOKENS, TalkingView, private
from .serializers import ConsentSerializer


class TemplatesView(TalkingView):
    @extend_schema(
        operation_id="chatbot_templates_list",
        summary="What a session can begin with",
        description="In the language asked for, in the order of the shop.",
        tags=TAGS,
        responses={200: component(ChatTemplates)},
        examples=[examples.TEMPLATES],
    )
    @refuses(AssistantOffError)
    def get(self, request: Request) -> HttpResponse:
        rows = list_templates(channel=self.channel, locale=self.locale_code)
        return private({"results": [template_json(row) for row in rows]})


class UseTemplateView(TalkingView):
    @extend_schema(
        operation_id="chatbot_templates_use",
        summary="Begin a session with a template",
        description="Its text is what is said first, and it is answered like any other.",
        tags=TAGS,
        parameters=[*TOKENS, CART],
        request=ConsentSerializer,
        responses={201: component(ChatTurn)},
        examples=[examples.CONSENT, examples.TURN],
    )
    @refuses(*TALKING, TemplateNotFoundError)
    def post(self, request: Request, template_id: str) -> HttpResponse:
        values = self.valid(ConsentSerializer)
        template = get_template(channel=self.channel, public_id=template_id)
        return self.begin({"text": template.text}, is_counted=values["consent"])
