"""Having a model write texts: one call of one tool, checked, and asked for once more where it invents."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import structlog
from django.utils import timezone

from chatbot.answering.events import Usage
from chatbot.answering.speaking.voices import Choice, Voice
from chatbot.enums import Writing
from chatbot.guarding import Facts, mask
from commerce.integrations.errors import ProviderError
from commerce.integrations.shapes import Ended, Prompt, Text, ToolCall, ToolResult, Utterance

from .checking import TextChecker
from .formatting import links_in
from .instructions import (
    TOOL,
    offer,
    secret_of,
    write_again,
    write_data,
    write_glossary,
    write_system,
    write_task,
)
from .qualities import qualities_in
from .readings import Reading

logger = structlog.get_logger(__name__)

MOST_TOKENS: Final = 3_000
# Longer values are read to here; a model is asked about one thing, and all of it is paid for.
MOST_OF_VALUE: Final = 8_000


@dataclass
class Draft:
    """Texts by field, those that say something new; `usage` is None where no model has answered.

    `asks_again_in` are the seconds for which the provider of the last one wants to be left alone.
    """

    texts: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    usage: Usage | None = None
    saw_picture: bool = False
    asks_again_in: float | None = None


def draft(reading: Reading, voice: Voice) -> Draft:
    """Ask the channel's models in their order until one has written. Holds no transaction."""
    writer = _Writer(reading, voice)
    wait: float | None = None
    for choice in voice.models:
        try:
            return writer.write(choice)
        except ProviderError as error:
            logger.warning("model_failed", model=choice[1], reason=type(error).__name__)
            wait = getattr(error, "retry_after", None)
    return Draft(usage=writer.usage, asks_again_in=wait)


class _Writer:
    """One reading, whichever model writes in the end."""

    def __init__(self, reading: Reading, voice: Voice) -> None:
        self._reading, self._voice = reading, voice
        self._originals: dict[str, str] = {}
        today = timezone.localdate()
        facts = Facts(today=today)
        for fact in reading.facts:
            # With its name in front, no value is an address or a day and nothing else.
            told = f"{fact.name}: {fact.value[:MOST_OF_VALUE]}"
            facts.add(self._masked(told), is_own=fact.is_whole)
        for term in reading.terms:
            facts.add(self._masked(f"{term.text}: {term.translation}"), is_own=True)
        self._system = write_system(voice, reading.locale, today)
        self._data = self._write_data()
        self._checker = TextChecker(
            facts,
            language=reading.locale,
            qualities=qualities_in(_words_of(reading)),
            banned=voice.banned,
            secrets=[secret_of(self._system)],
            originals=self._originals,
        )
        self.usage: Usage | None = None
        self._lost: list[str] = []

    def write(self, choice: Choice) -> Draft:
        """Have one model write, twice at most. Raises ProviderError."""
        utterances = [self._asked(choice)]
        self._checker.has_seen = bool(utterances[0].pictures)
        texts, said = self._speak(choice, utterances)
        broken = self._reading.broken_terms(texts)
        if not texts or self._checker.cut or self._lost or broken:
            again = write_again(self._checker.cut, self._lost, broken)
            results = tuple(ToolResult(call, again) for call in said.calls)
            utterances += [said, Utterance("" if results else again, results=results)]
            second, _said = self._speak(choice, utterances)
            # What only keeps to other words than the glossary's is better than nothing.
            texts = {**texts, **second} if broken else second
        return Draft(self._news(texts), self._checker.cut, self.usage, self._checker.has_seen)

    def _speak(
        self, choice: Choice, utterances: list[Utterance]
    ) -> tuple[dict[str, str], Utterance]:
        provider, model = choice
        words, calls = "", []
        prompt = Prompt(
            self._system,
            tuple(utterances),
            (offer(self._reading.fields),),
            most_tokens=MOST_TOKENS,
            model=model,
        )
        for piece in provider.speak(prompt):
            if isinstance(piece, Text):
                words += piece.text
            elif isinstance(piece, ToolCall):
                calls.append(piece)
            else:
                self._count(choice, piece)
        said = Utterance(words or ("" if calls else "…"), is_model=True, calls=tuple(calls))
        return self._checked(_read(words, calls)), said

    def _checked(self, written: dict[str, Any]) -> dict[str, str]:
        self._checker.cut = []
        asked = {
            each: written[each.name]
            for each in self._reading.fields
            if isinstance(written.get(each.name), str)
        }
        # A model without tools says the one text that it was asked for.
        if not asked and len(self._reading.fields) == 1 and (said := written.get("")):
            asked = {self._reading.fields[0]: said}
        checked = {each.name: self._checker.check(each, text) for each, text in asked.items()}
        return self._with_links(checked) if self._reading.writing == Writing.PAGE_TEXT else checked

    def _with_links(self, texts: dict[str, str]) -> dict[str, str]:
        """Those that have all links of the text that they take the place of."""
        before = self._reading.before
        missing = {name: links_in(before[name]) - links_in(text) for name, text in texts.items()}
        self._lost = sorted(set().union(*missing.values()), key=int)
        return {name: text for name, text in texts.items() if not missing[name]}

    def _news(self, texts: dict[str, str]) -> dict[str, str]:
        before = self._reading.before
        return {name: text for name, text in texts.items() if text and text != before.get(name)}

    def _asked(self, choice: Choice) -> Utterance:
        picture = self._reading.picture
        sees = picture is not None and choice[0].sees_pictures(choice[1])
        task = write_task(self._reading, sees_picture=sees)
        pictures = (picture,) if sees and picture is not None else ()
        return Utterance(f"{task}\n\n{self._data}", pictures=pictures)

    def _write_data(self) -> str:
        facts = [
            (self._masked(each.name), self._masked(each.value[:MOST_OF_VALUE]))
            for each in self._reading.facts
        ]
        told = write_data("Facts", facts), write_glossary(self._reading.terms)
        return "\n\n".join(filter(None, told))

    def _masked(self, text: str) -> str:
        if self._voice.sends_personal_data:
            return text
        masked = mask(text, self._originals)
        self._originals.update(masked.originals)
        return masked.text

    def _count(self, choice: Choice, ended: Ended) -> None:
        provider, model = choice
        cost = provider.cost(model, tokens_in=ended.tokens_in, tokens_out=ended.tokens_out)
        before = self.usage or Usage(model, 0, 0, Decimal(0))
        self.usage = Usage(
            model,
            before.tokens_in + ended.tokens_in,
            before.tokens_out + ended.tokens_out,
            before.cost + cost,
        )


def _words_of(reading: Reading) -> str:
    facts = [f"{each.name}: {each.value}" for each in reading.facts]
    return "\n".join([*facts, *(each.translation for each in reading.terms)])


def _read(words: str, calls: list[ToolCall]) -> dict[str, Any]:
    """Return the arguments of the call, an object in the words, or all words under no name."""
    named = [call.arguments for call in calls if call.name == TOOL]
    start, end = words.find("{"), words.rfind("}")
    for written in [*named, words[start : end + 1] if start >= 0 else ""]:
        try:
            read = json.loads(written)
        except ValueError:
            continue
        if isinstance(read, dict):
            return read
    return {"": words.strip()} if not calls else {}
