"""One answer by a model: it speaks, uses tools, is checked, and is asked once more where it invents."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import inf
from time import monotonic
from typing import Any, Final

import orjson
from django.utils import timezone, translation

from chatbot.answering.composing import Turn
from chatbot.answering.events import Delta, Event, ToolUsed, Usage, Withdrawn
from chatbot.answering.standing import product_here
from chatbot.answering.texts import SAYS
from chatbot.errors import InvalidArgumentsError, UnknownToolError
from chatbot.guarding import Facts, unmask
from chatbot.registry import SignedOutError, TooOftenError, list_tools
from commerce.core.errors import DomainError
from commerce.integrations.shapes import Ended, Piece, Prompt, Text, ToolCall, ToolResult, Utterance

from .checking import Checker
from .findings import Findings
from .hearing import Hearing
from .instructions import ENOUGH, secrets_of, write_again, write_system
from .offering import offer
from .voices import Choice, Voice

# So often tools are used, one or several at once, before the model has to answer.
MOST_ROUNDS: Final = 5
MOST_CALLS: Final = 12
MOST_TOKENS: Final = 1_200
# So many letters are about one token, where nobody has counted.
LETTERS: Final = 4
ONCE: Final = (
    "The cart was changed in this answer already. Tell the person, and go on when they ask."
)
NOT_AN_OBJECT: Final = "The arguments are no JSON object."
NOT_OFFERED: Final = "There is no such tool."


class Speech:
    """What one message is answered with, whichever of the models says it in the end."""

    def __init__(self, turn: Turn, voice: Voice) -> None:
        today = timezone.localdate()
        self._turn, self._voice = turn, voice
        self._facts = Facts(today=today)
        shopper = turn.caller.shopper
        self.findings = Findings(shopper, self._facts)
        hearing = Hearing(turn, self._facts, sends_personal_data=voice.sends_personal_data)
        self._heard = hearing.hear()
        here = product_here(turn)
        self.findings.know([*self._heard.products.values(), *([here] if here else ())])
        self._system = write_system(voice, shopper, today, self._heard.summary, here)
        self.checker = Checker(
            self._facts, self.findings, banned=voice.banned, secrets=secrets_of(self._system)
        )
        self.checker.originals, self.checker.refused = self._heard.originals, turn.cut
        self._offered = offer(voice.tools)
        self._names = {each.name for each in self._offered}
        self._changing = {tool.name for tool in list_tools() if tool.changes}
        self.usage: Usage | None = None

    def say(self, choice: Choice) -> Iterator[Event]:
        """Have one model answer from the beginning. Raises ProviderError."""
        answer = _Answer(self, choice)
        self.checker.begin()
        yield from answer.make([*self._heard.utterances])

    def text(self) -> str:
        """Return all that may be shown, with an honest line where something was left out."""
        said = self.checker.text.strip()
        if said and not self.checker.cut:
            return said
        return " ".join(filter(None, (said, self._in_language(SAYS["spoken"]))))

    def prompt(self, model: str, utterances: list[Utterance], *, has_tools: bool) -> Prompt:
        return Prompt(
            self._system,
            tuple(utterances),
            self._offered if has_tools else (),
            most_tokens=MOST_TOKENS,
            model=model,
            most_seconds=self.seconds_left(),
        )

    def seconds_left(self) -> float:
        """Return for how long somebody still waits for models; zero when nobody does."""
        until = self._turn.caller.until
        return inf if until is None else max(until - monotonic(), 0.0)

    def use(self, call: ToolCall) -> str:
        """Use a tool as the model asks; return what it reads of that, also where it was refused."""
        if call.name not in self._names:
            return self.findings.refuse(NOT_OFFERED)
        if call.name in self._changing and self.findings.changed_say:
            return self.findings.refuse(ONCE)
        arguments = _arguments(call.arguments, self._heard.originals)
        if arguments is None:
            return self.findings.refuse(NOT_AN_OBJECT)
        self.findings.reply.setdefault("tools", []).append(call.name)
        try:
            return self.findings.take(call.name, self._turn.use(call.name, **arguments))
        except (UnknownToolError, InvalidArgumentsError) as error:
            return self.findings.refuse(self._in_language(error))
        except DomainError as error:
            with translation.override(self._turn.caller.shopper.locale):
                return self.findings.refuse_for(error)
        except TooOftenError:
            return self.findings.refuse(self._in_language(SAYS["too_often"]))
        except SignedOutError:
            return self.findings.refuse(self._in_language(SAYS["order_ask"]))

    def _in_language(self, said: object) -> str:
        with translation.override(self._turn.caller.shopper.locale):
            return said.detail if isinstance(said, DomainError) else str(said)

    def count(self, choice: Choice, tokens_in: int, tokens_out: int) -> None:
        """Add what was read and written to what the answer costs."""
        provider, model = choice
        cost = provider.cost(model, tokens_in=tokens_in, tokens_out=tokens_out)
        before = self.usage or Usage(model, 0, 0, Decimal(0))
        self.usage = Usage(
            model,
            before.tokens_in + tokens_in,
            before.tokens_out + tokens_out,
            before.cost + cost,
        )
        self._turn.usage = self.usage


class _Answer:
    """The rounds of one model."""

    def __init__(self, speech: Speech, choice: Choice) -> None:
        self._speech, self._choice = speech, choice
        self._rounds = self._calls = 0
        self._is_second = False

    def make(self, utterances: list[Utterance]) -> Iterator[Event]:
        checker = self._speech.checker
        while True:
            round_ = _Round()
            has_tools = self._rounds < MOST_ROUNDS
            prompt = self._speech.prompt(self._choice[1], utterances, has_tools=has_tools)
            pieces = round_.words(self._choice[0].speak(prompt))
            try:
                yield from map(Delta, checker.let_through(pieces))
            finally:
                self._count(round_, prompt)
            spoken = Utterance(round_.text, is_model=True, calls=tuple(round_.calls))
            if round_.calls and has_tools:
                utterances.append(spoken)
                yield from self._use(round_.calls, utterances)
            elif checker.cut and not self._is_second:
                self._is_second = True
                utterances += [Utterance(round_.text or "…", is_model=True), _again(checker)]
                yield Withdrawn()
                checker.begin()
            else:
                return

    def _use(self, calls: list[ToolCall], utterances: list[Utterance]) -> Iterator[Event]:
        self._rounds += 1
        results = []
        for call in calls:
            self._calls += 1
            if self._calls > MOST_CALLS:
                results.append(ToolResult(call, ENOUGH))
                continue
            yield ToolUsed(call.name)
            results.append(ToolResult(call, self._speech.use(call)))
        text = ENOUGH if self._rounds == MOST_ROUNDS else ""
        utterances.append(Utterance(text, results=tuple(results)))

    def _count(self, round_: _Round, prompt: Prompt) -> None:
        """What was broken off is paid for, too; what of it nobody has counted is estimated."""
        if round_.ended is not None:
            ended = round_.ended
            self._speech.count(self._choice, ended.tokens_in, ended.tokens_out)
        elif round_.text or round_.calls:
            heard = len(prompt.system) + sum(len(each.text) for each in prompt.utterances)
            self._speech.count(self._choice, heard // LETTERS + 1, len(round_.text) // LETTERS + 1)


class _Round:
    """One time that the model speaks."""

    def __init__(self) -> None:
        self.text = ""
        self.calls: list[ToolCall] = []
        self.ended: Ended | None = None

    def words(self, pieces: Iterator[Piece]) -> Iterator[str]:
        """Yield the words; keep all else."""
        for piece in pieces:
            if isinstance(piece, Text):
                self.text += piece.text
                yield piece.text
            elif isinstance(piece, ToolCall):
                self.calls.append(piece)
            else:
                self.ended = piece


def _again(checker: Checker) -> Utterance:
    return Utterance(write_again(checker.cut))


def _arguments(written: str, originals: dict[str, str]) -> dict[str, Any] | None:
    try:
        read = orjson.loads(written)
    except ValueError:
        return None
    return _unmasked(read, originals) if isinstance(read, dict) else None


def _unmasked(value: Any, originals: dict[str, str]) -> Any:
    if isinstance(value, str):
        return unmask(value, originals)
    if isinstance(value, dict):
        return {name: _unmasked(each, originals) for name, each in value.items()}
    return [_unmasked(each, originals) for each in value] if isinstance(value, list) else value
