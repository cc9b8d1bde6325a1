"""What could not be answered, put together by likeness, for a marketer to write the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from chatbot.enums import Reaction, Role
from chatbot.knowledge.alikeness import Phrases
from chatbot.knowledge.finding import LIKELY, find_known
from chatbot.models import Message
from chatbot.understanding.classifier import get_classifier

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

DAYS: Final = 60
# What the assistant says when it has nothing to say.
IN_VAIN: Final = ("unknown", "unknown_alone", "no_products")
_READ: Final = 1000
_ALIKE: Final = 0.4
_VARIANTS: Final = 12
# Addresses and long numbers are of one person, and no part of a question.
_PERSONAL: Final = re.compile(r"\S+@\S+|\+?\d[\d\s/-]{5,}\d|\b(?=[\w-]*\d)[\w-]{6,}\b")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that are asked in one way or another, the latest first."""

    question: str
    variants: list[str]
    count: int
    last_at: datetime
    answer_ids: list[int]


def list_unanswered(*, channel: Channel, locale: str, days: int = DAYS) -> list[Cluster]:
    """Return what nobody has written an answer for by now, what is asked most often first."""
    rows = [
        (row, masked(row.question.text))
        for row in answers_in_vain(channel, timezone.now() - timedelta(days=days))
        .filter(conversation__locale=locale)
        .select_related("question")[:_READ]
        if row.question is not None
    ]
    open_ones = [(row, text) for row, text in rows if not _is_known(channel, locale, text)]
    return sorted(_clusters(open_ones, locale), key=lambda one: (-one.count, one.question))


def answers_in_vain(channel: Channel, since: datetime) -> QuerySet[Message]:
    """Return the answers that said nothing, or that a shopper found of no help; the latest first."""
    answers = Message.objects.filter(
        conversation__channel=channel, role=Role.ASSISTANT, is_settled=False, created_at__gte=since
    )
    in_vain = Q(content__say__in=IN_VAIN, content__text__isnull=True) | Q(reaction=Reaction.DOWN)
    return answers.filter(in_vain).exclude(question=None).order_by("-pk")


def masked(text: str) -> str:
    """Return a question without what tells of whom it is, on one line."""
    return " ".join(_PERSONAL.sub("…", text).split())[:200]


def _is_known(channel: Channel, locale: str, text: str) -> bool:
    reading = get_classifier().read(text)
    found = find_known(channel=channel, locale=locale, text=text, reading=reading)
    return bool(found) and found[0].score >= LIKELY


def _clusters(rows: list[tuple[Message, str]], locale: str) -> list[Cluster]:
    """Each question joins the latest one that is much like it."""
    phrases = Phrases([text for _row, text in rows], locale)
    left = set(range(len(rows)))
    found = []
    for place, (row, text) in enumerate(rows):
        if place not in left:
            continue
        alike = {each.place for each in phrases.find(text, len(rows)) if each.score >= _ALIKE}
        members = sorted((alike | {place}) & left)
        left -= set(members)
        others = list(dict.fromkeys(rows[each][1] for each in members))
        found.append(
            Cluster(
                question=text,
                variants=[each for each in others if each != text][:_VARIANTS],
                count=len(members),
                last_at=row.created_at,
                answer_ids=[rows[each][0].pk for each in members],
            )
        )
    return found
