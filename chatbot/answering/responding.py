"""The one door to an answer, with a model or without."""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from django.utils import translation

from commerce.integrations.errors import ProviderError

from .composing import Turn, answer
from .events import Answered, Delta, Event, Withdrawn
from .speaking.budgets import is_spent
from .speaking.speaking import Speech
from .speaking.voices import Voice, find_voice

logger = structlog.get_logger(__name__)


def respond(turn: Turn) -> Iterator[Event]:
    """Answer a message, or the button that was pressed, telling on the way what becomes known.

    Asks the channel's models in their order, as long as there is money for it, and none in the end.
    Holds no transaction of its own; a tool that changes something makes its own.
    """
    voice = (
        None if turn.action is not None else turn.voice or find_voice(turn.caller.shopper.channel)
    )
    if voice is None or not voice.models:
        yield _plainly(turn)
    elif is_spent(voice, turn.conversation_id):
        yield _plainly(turn, note="budget")
    else:
        with translation.override(turn.caller.shopper.locale):
            speech = Speech(turn, voice)
        yield from _speak(turn, voice, speech)


def _speak(turn: Turn, voice: Voice, speech: Speech) -> Iterator[Event]:
    for choice in voice.models:
        if not speech.seconds_left():
            break
        has_said = False
        try:
            for event in speech.say(choice):
                has_said = has_said or isinstance(event, Delta)
                yield event
        except ProviderError as error:
            logger.warning("model_failed", model=choice[1], reason=type(error).__name__)
            if has_said:
                yield Withdrawn()
            continue
        yield _spoken(speech)
        return
    yield _without_words(turn, speech)


def _spoken(speech: Speech) -> Answered:
    return Answered(speech.findings.complete(speech.text()), usage=speech.usage)


def _without_words(turn: Turn, speech: Speech) -> Answered:
    """What a tool has changed is told and not done again; else the shop's own texts answer."""
    if not speech.findings.changed_say:
        return _plainly(turn, speech, note="silent")
    reply = speech.findings.reply
    reply["say"] = speech.findings.changed_say
    return Answered(reply, usage=speech.usage)


def _plainly(turn: Turn, speech: Speech | None = None, *, note: str = "") -> Answered:
    reply, reading = answer(turn, turn.action)
    usage = speech.usage if speech is not None else None
    return Answered({**reply, "note": note} if note else reply, reading, usage)
