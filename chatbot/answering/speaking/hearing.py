"""What a model hears of a conversation: its end as it was, and what was before in short."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, cast

from chatbot.answering.composing import Turn
from chatbot.answering.replies import Reply
from chatbot.answering.texts import SAYS
from chatbot.enums import Role
from chatbot.guarding import Facts, mask
from chatbot.guarding.data import neutral
from chatbot.models import Message
from chatbot.statements import MESSAGES, QUESTIONS, RECENT
from commerce.catalogue.selectors.cards import list_cards_by_public_id
from commerce.integrations.shapes import Utterance

# Of the last messages, so many characters are heard as they were said.
MOST_CHARACTERS: Final = 6_000
# Of those before, each question in so many letters.
LINE: Final = 90


@dataclass
class Heard:
    """`products` are those shown in what was heard, id to card."""

    utterances: list[Utterance] = field(default_factory=list)
    summary: str = ""
    products: dict[str, Any] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)


class Hearing:
    """Reads one conversation; what is personal is replaced unless the channel allows it."""

    def __init__(self, turn: Turn, facts: Facts, *, sends_personal_data: bool) -> None:
        self._turn, self._facts = turn, facts
        self._masks = not sends_personal_data
        self._heard = Heard()
        user = turn.caller.shopper.user
        names = (user.get_full_name(), user.first_name, user.last_name) if user else ()
        self._known = [("NAME", name) for name in names if len(name) > 2]

    def hear(self) -> Heard:
        """Return all that a model may know of what was said, the question last."""
        heard = self._heard
        heard.utterances = list(self._turn.said)
        if (conversation_id := self._turn.conversation_id) is not None:
            self._read(conversation_id)
        while heard.utterances and heard.utterances[0].is_model:
            heard.utterances.pop(0)
        heard.utterances.append(self._of_person(self._turn.text))
        return heard

    def _read(self, conversation_id: int) -> None:
        rows = MESSAGES.all(conversation=conversation_id, number=self._turn.number or 0)
        recent = list(_within(rows))
        if len(recent) > RECENT - 1 and recent:
            older = QUESTIONS.all(conversation=conversation_id, number=recent[-1].number)
            self._heard.summary = "\n".join(self._line(text) for (text,) in reversed(older))
        self._show(recent)
        self._heard.utterances = [self._utterance(row) for row in reversed(recent)]

    def _line(self, text: str) -> str:
        return f"- the person said: {neutral(self._mask(text))[:LINE]}"

    def _utterance(self, row: Message) -> Utterance:
        if row.role == Role.PERSON:
            return self._of_person(row.text)
        reply = cast("Reply", row.content)
        said = reply.get("text") or str(SAYS.get(reply.get("say", ""), "")) or row.text
        shown = [
            f"{self._heard.products[each]['name']} [[{each}]]"
            for each in reply.get("products", ())
            if each in self._heard.products
        ]
        return Utterance(self._mask(" ".join([said, *shown])) or "…", is_model=True)

    def _show(self, rows: list[Message]) -> None:
        """Learn what the products shown before cost by now."""
        shopper = self._turn.caller.shopper
        named = [each for row in rows for each in cast("Reply", row.content).get("products", ())]
        if not named:
            return
        cards = list_cards_by_public_id(
            channel=shopper.channel, locale=shopper.locale, public_ids=list(dict.fromkeys(named))
        )
        self._heard.products = {key: json.loads(card) for key, card in cards.items()}

    def _of_person(self, text: str) -> Utterance:
        self._facts.add_said(text)
        return Utterance(self._mask(text) or "…")

    def _mask(self, text: str) -> str:
        if not self._masks:
            return text
        masked = mask(text, self._heard.originals, self._known)
        self._heard.originals = dict(masked.originals)
        return masked.text


def _within(rows: Any) -> Iterator[Message]:
    left = MOST_CHARACTERS
    for place, row in enumerate(rows):
        left -= len(row.text) + len(cast("Reply", row.content).get("text", ""))
        if left < 0 or place == RECENT:
            return
        yield row
