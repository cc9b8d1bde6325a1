"""With which model dialogues are held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from chatbot.answering.composing import Turn
from chatbot.answering.events import Event
from chatbot.answering.responding import respond
from chatbot.answering.speaking.voices import NO_MODEL, Voice, list_choices, voice_of
from chatbot.models import Assistant

from .talking import Respond

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# What is measured is not to end because of what it costs.
_NO_END: Final = Decimal("Infinity")


class UnknownModelError(Exception):
    """No integration of the channel has that model; the message names those there are."""


def answer_with(channel: Channel, model: str | None) -> tuple[str, Respond]:
    """Return a name for the configuration and what answers in it.

    None is what the channel has decided, “none” no model. Raises UnknownModelError.
    """
    voice = voice_with(channel, model)

    def answer(turn: Turn) -> Iterator[Event]:
        turn.voice = voice
        return respond(turn)

    return label_of(voice), answer


def label_of(voice: Voice) -> str:
    """Return the names of its models, for people."""
    return " then ".join(name for _, name in voice.models) or "without a model"


def voice_with(channel: Channel, model: str | None) -> Voice:
    """Return how the channel's assistant speaks with that model, without end of its budgets.

    Raises UnknownModelError.
    """
    choices = [name for name, _ in list_choices(channel)]
    if model not in (None, NO_MODEL, *choices):
        raise UnknownModelError(", ".join([NO_MODEL, *choices]))
    rows = Assistant._base_manager.filter(channel=channel)
    assistant = rows.first() or Assistant(channel=channel)
    if model is not None:
        assistant.model, assistant.fallback = model, ""
    return replace(voice_of(assistant), day_budget=_NO_END, conversation_budget=_NO_END)
