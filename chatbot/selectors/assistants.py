"""What a channel has decided about its assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from chatbot.answering.texts import QUICK, SAYS
from chatbot.errors import AssistantOffError
from chatbot.knowledge.decided import find_assistant
from chatbot.models import Assistant, AssistantText
from chatbot.shapes import AssistantSettings

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

MOST_QUESTIONS: Final = 6
_OFFERED: Final = ("find", "order", "delivery", "returns")


def require_assistant(channel: Channel) -> Assistant | None:
    """Return what the channel has decided, None for as it comes. Raises AssistantOffError."""
    assistant = find_assistant(channel)
    if assistant is not None and not assistant.is_on:
        raise AssistantOffError
    return assistant


def assistant_json(channel: Channel, locale: str) -> AssistantSettings:
    """Return how the assistant greets in a language. Raises AssistantOffError."""
    assistant = require_assistant(channel)
    texts = AssistantText.objects.filter(assistant__channel=channel, locale=locale)
    text = texts.first() or AssistantText()
    lines = [line.strip() for line in text.questions.splitlines() if line.strip()]
    return {
        "name": (assistant.name if assistant else "") or _("Assistant"),
        "welcome": text.welcome or str(SAYS["greeting"]),
        "questions": lines[:MOST_QUESTIONS] or [str(QUICK[name]) for name in _OFFERED],
    }
