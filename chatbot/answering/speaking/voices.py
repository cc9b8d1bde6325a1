"""How a channel's assistant speaks: with which models, in which tone, and what it must not do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from chatbot.knowledge.decided import find_assistant
from chatbot.knowledge.hours import hours_of
from chatbot.models import Assistant
from chatbot.registry import Tool, list_offered
from commerce.integrations.registry import LanguageModelProvider
from commerce.integrations.selectors import list_active

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# What is chosen where no model is to be asked.
NO_MODEL: Final = "none"

Choice = tuple[LanguageModelProvider[Any], str]


@dataclass(frozen=True, slots=True)
class Voice:
    """`models` are asked in this order. Budgets are in US dollars."""

    channel: Channel
    models: tuple[Choice, ...]
    name: str
    tone: str
    withheld: frozenset[str]
    banned: tuple[str, ...]
    sends_personal_data: bool
    day_budget: Decimal
    conversation_budget: Decimal
    human_hours: str

    @property
    def tools(self) -> list[Tool]:
        return [tool for tool in list_offered() if tool.name not in self.withheld]


def has_models(channel: Channel) -> bool:
    """Whether models are set up that the channel could ask. No query."""
    return bool(_active(channel.pk))


def find_voice(channel: Channel) -> Voice | None:
    """Return how the channel's assistant speaks; None, without a query, where no model is set up."""
    if not has_models(channel):
        return None
    return voice_of(find_assistant(channel) or Assistant(channel=channel))


def voice_of(assistant: Assistant) -> Voice:
    """Return how it would speak with these settings, saved or not."""
    return Voice(
        channel=assistant.channel,
        models=_models_of(assistant),
        name=assistant.name,
        tone=assistant.tone,
        withheld=frozenset(assistant.withheld_tools),
        banned=tuple(filter(None, map(str.strip, assistant.banned_words.splitlines()))),
        sends_personal_data=assistant.sends_personal_data,
        day_budget=assistant.day_budget,
        conversation_budget=assistant.conversation_budget,
        human_hours=hours_of(assistant.channel),
    )


def list_choices(channel: Channel) -> list[tuple[str, str]]:
    """Return what can be chosen as a model, with names."""
    return [
        (f"{provider.code}:{model}", f"{provider.name}: {model}")
        for provider in _active(channel.pk)
        for model in provider.models
    ]


def _models_of(assistant: Assistant) -> tuple[Choice, ...]:
    """Those chosen, or else the usual one of each provider in the order of the integrations."""
    if assistant.model == NO_MODEL:
        return ()
    active = _active(assistant.channel_id)
    known = {f"{each.code}:{model}": (each, model) for each in active for model in each.models}
    chosen = [known[name] for name in (assistant.model, assistant.fallback) if name in known]
    return tuple(chosen) or tuple((each, each.models[0]) for each in active)


def _active(channel_id: int) -> list[LanguageModelProvider[Any]]:
    return list_active(LanguageModelProvider, channel_id)  # type: ignore[type-abstract]
