"""What a model says and what it is told, overheard on the way through the shop's own answering."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from chatbot.answering.composing import Turn
from chatbot.answering.events import Answered, Delta, Event, Withdrawn
from chatbot.answering.responding import respond
from chatbot.answering.speaking.voices import Voice
from chatbot.answering.texts import SAYS
from commerce.integrations.enums import SpeechEnd
from commerce.integrations.registry import LanguageModelProvider
from commerce.integrations.shapes import Ended, Piece, Prompt, Text, ToolCall

# What reads and changes nothing, with the person's words as they are.
_LED: Final = ("find_answers", "find_pages", "search_products")
_LONGEST: Final = 200


@dataclass
class Overheard:
    """One answer. `shown` is all that a shopper saw of a model's words, also what was withdrawn;
    `told` is what the shop had said in the conversation by then, `asked` what the person had."""

    locale: str
    asked: tuple[str, ...]
    told: list[str]
    said: str = ""
    shown: str = ""
    cut: list[str] = field(default_factory=list)
    withdrawn: int = 0
    is_replaced: bool = False
    is_silent: bool = False


class Overhearing:
    """Answers as the shop does, with this voice, and keeps what it hears.

    One that leads uses tools in the model's place before it speaks: a small model that never asks
    for one then reads what the shop has, too, and has something to get wrong.
    """

    def __init__(self, voice: Voice, *, leads: bool = False) -> None:
        models = tuple((_Ear(provider, self, leads), model) for provider, model in voice.models)
        self._voice = replace(voice, models=models)
        self._told: dict[int | None, list[str]] = defaultdict(list)
        self._asked: dict[int | None, tuple[str, ...]] = defaultdict(tuple)
        self.answers: list[Overheard] = []

    def answer(self, turn: Turn) -> Iterator[Event]:
        """Answer a message; what is heard of it is the last of `answers`."""
        turn.voice, talk = self._voice, turn.conversation_id
        self._asked[talk] += (turn.text,)
        locale = turn.caller.shopper.locale
        heard = Overheard(locale, self._asked[talk], self._told[talk], cut=turn.cut)
        self.answers.append(heard)
        for event in respond(turn):
            if isinstance(event, Delta):
                heard.shown += event.text
            elif isinstance(event, Withdrawn):
                heard.withdrawn += 1
                heard.shown += "\n"
            elif isinstance(event, Answered):
                text = event.reply.get("text", "")
                heard.is_replaced = str(SAYS["spoken"]) in text
                heard.is_silent = event.reply.get("note") == "silent"
            yield event

    def hear_prompt(self, prompt: Prompt) -> None:
        """Keep what tools have told."""
        told = self.answers[-1].told
        results = (result for each in prompt.utterances for result in each.results)
        told.extend(each.content for each in results if each.content not in told)

    def hear_words(self, words: str) -> None:
        """Keep what the model says."""
        self.answers[-1].said += words


class _Ear(LanguageModelProvider[Any]):
    """A provider with somebody who listens."""

    code = "overheard"
    name = "overheard"
    settings_type = object

    def __init__(
        self, provider: LanguageModelProvider[Any], hearing: Overhearing, leads: bool
    ) -> None:
        super().__init__(provider.settings, calls=provider.calls, mode=provider.mode)
        self._provider, self._hearing, self._leads = provider, hearing, leads

    @property
    def models(self) -> tuple[str, ...]:
        return self._provider.models

    def cost(self, model: str, *, tokens_in: int, tokens_out: int) -> Decimal:
        return self._provider.cost(model, tokens_in=tokens_in, tokens_out=tokens_out)

    def test_connection(self) -> Any:
        return self._provider.test_connection()

    def speak(self, prompt: Prompt) -> Iterator[Piece]:
        self._hearing.hear_prompt(prompt)
        if self._leads and not any(each.results for each in prompt.utterances):
            yield from _lead(prompt.utterances[-1].text)
            return
        for piece in self._provider.speak(prompt):
            if isinstance(piece, Text):
                self._hearing.hear_words(piece.text)
            yield piece


def _lead(text: str) -> Iterator[Piece]:
    arguments = json.dumps({"text": text[:_LONGEST]})
    yield from (ToolCall(f"call_{name}", name, arguments) for name in _LED)
    yield Ended(SpeechEnd.TOOLS, 0, 0)
