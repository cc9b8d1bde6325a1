"""What the shop has written for its assistant: questions with answers, and intents of its own."""

from __future__ import annotations

from typing import Final

from chatbot.knowledge.finding import Match, find_known
from chatbot.registry import Caller, Tool, register
from chatbot.understanding.classifier import get_classifier

from .catalogue import Question

MOST: Final = 3


def _answers(caller: Caller, asked: Question) -> list[Match]:
    """The likeliest first; whoever asks decides how sure is sure enough."""
    return find_known(
        channel=caller.shopper.channel,
        locale=caller.shopper.locale,
        text=asked.text,
        reading=get_classifier().read(asked.text),
    )[:MOST]


FIND_ANSWERS = register(
    Tool(
        "find_answers",
        "Find what the shop itself has written as the answer to a question.",
        Question,
        _answers,
    )
)
