"""Answering with what the shop itself has written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chatbot.enums import Deed
from chatbot.knowledge.finding import LIKELY, Known, Match
from chatbot.understanding.features import words

from .replies import Reply, Source
from .wanting import has_form, wanted_in

if TYPE_CHECKING:
    from .composing import Turn

# Words that begin with the same letters, so many of them, are forms of one.
STEM: Final = 4


def find_written(turn: Turn) -> Known | None:
    """Return the entry that is meant by the message; None when none is likely enough."""
    found: list[Match] = turn.use("find_answers", text=turn.text[:200])
    if not found or found[0].score < LIKELY or not _names_wanted(turn.text, found[0].known):
        return None
    return found[0].known


def _names_wanted(text: str, known: Known) -> bool:
    """ "Do you sell …" is alike whatever is sold: the entry has to name what is asked for."""
    if not has_form(text):
        return True
    named = {word[:STEM] for word in words(f"{known.question} {known.answer}")}
    return any(word[:STEM] in named for word in words(wanted_in(text)[0]))


def tell_written(turn: Turn, known: Known) -> Reply:
    """Say what is written, and do what the entry wants done."""
    reply = Reply(say="pages", tools=["find_answers"])
    if known.answer:
        reply["text"] = known.answer
        reply["source"] = Source(id=known.id, title=known.question)
    if known.page_id is not None:
        reply["pages"] = [known.page_id]
    if known.deed == Deed.SEARCH:
        return _with_products(turn, known, reply)
    return _with_people(turn, reply) if known.deed == Deed.PEOPLE else reply


def _with_products(turn: Turn, known: Known, reply: Reply) -> Reply:
    found = turn.use("search_products", text=known.search)
    reply["tools"] = ["find_answers", "search_products"]
    reply["say"] = "products" if found.public_ids else "no_products"
    reply["products"] = found.public_ids
    return reply


def _with_people(turn: Turn, reply: Reply) -> Reply:
    pages = turn.use("hand_over")
    reply["tools"] = ["find_answers", "hand_over"]
    reply["say"] = "human" if pages else "human_alone"
    reply["pages"] = [*reply.get("pages", []), *pages]
    return reply
