"""What a channel has told its assistant to say to a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Max
from django.utils import timezone

from chatbot.enums import Deed
from chatbot.models import CustomIntent, FaqEntry
from chatbot.understanding.classifier import Reading, get_classifier
from commerce.core.process_cache import ProcessCache

from .alikeness import Phrases

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from commerce.tenancy.models import Channel

# So alike, the shop has foreseen the question: at this one 32 of 36 questions in other words find the
# entry of the demo shop that is meant, and none another one.
LIKELY: Final = 0.42
# What it counts that message and phrase are read as the same intent.
_SAME_INTENT: Final = 0.15
_COMPARED: Final = 8
_TABLES: Final = (FaqEntry, CustomIntent)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as it was when it was read. `deed` is what is done beside telling the answer."""

    id: str
    question: str
    answer: str
    page_id: int | None
    deed: Deed = Deed.ANSWER
    search: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def is_valid(self, now: datetime) -> bool:
        """Whether it holds at that time."""
        return (self.starts_at is None or self.starts_at <= now) and (
            self.ends_at is None or now < self.ends_at
        )


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, and how sure it is that it is meant, up to 1."""

    known: Known
    score: float


class _Knowledge:
    """All that a channel says in one language, by the phrases it is asked with."""

    def __init__(self, asked: list[tuple[str, Known]], locale: str) -> None:
        self._known = [known for _phrase, known in asked]
        self._phrases = Phrases([phrase for phrase, _known in asked], locale)
        self._intents = [_intent(get_classifier().read(phrase)) for phrase, _known in asked]

    def find(self, text: str, reading: Reading, now: datetime) -> list[Match]:
        best: dict[str, Match] = {}
        intent = _intent(reading)
        for place, score in self._phrases.find(text, _COMPARED):
            known = self._known[place]
            if not known.is_valid(now):
                continue
            is_same = bool(intent) and intent == self._intents[place]
            match = Match(known, min(score + _SAME_INTENT * is_same, 1.0))
            if known.id not in best or match.score > best[known.id].score:
                best[known.id] = match
        return sorted(best.values(), key=lambda match: -match.score)


_KNOWLEDGE: Final[ProcessCache[tuple[int, str], _Knowledge]] = ProcessCache(
    "knowledge of assistants",
    stale="at once: one query tells whether an entry has changed",
    most=200,
)


def find_known(*, channel: Channel, locale: str, text: str, reading: Reading) -> list[Match]:
    """Return what the channel has written for such a message, the likeliest first.

    One query while nothing has changed, and what was changed is known to the next message.
    """
    kept = _KNOWLEDGE.get(
        (channel.pk, locale),
        lambda: _Knowledge(list(_asked(channel, locale)), locale),
        version=lambda: _version(channel, locale),
    )
    return kept.find(text, reading, timezone.now())


def _version(channel: Channel, locale: str) -> Hashable:
    """Other rows, or a later change, make another version."""
    rows = [model._base_manager.filter(channel=channel, locale=locale) for model in _TABLES]
    facts = [each.aggregate(number=Count("pk"), last=Max("updated_at")) for each in rows]
    return tuple((each["number"], each["last"]) for each in facts)


def _asked(channel: Channel, locale: str) -> Iterator[tuple[str, Known]]:
    own = {"channel": channel, "locale": locale, "is_active": True}
    for entry in FaqEntry._base_manager.filter(**own).order_by("pk"):
        known = Known(
            id=entry.public_id,
            question=entry.question,
            answer=entry.answer,
            page_id=entry.page_id,
            starts_at=entry.starts_at,
            ends_at=entry.ends_at,
        )
        yield from ((phrase, known) for phrase in entry.phrases)
    for intent in CustomIntent._base_manager.filter(**own).order_by("pk"):
        known = Known(
            id=intent.public_id,
            question=intent.name,
            answer=intent.answer,
            page_id=intent.page_id,
            deed=Deed(intent.deed),
            search=intent.search,
        )
        yield from ((phrase, known) for phrase in intent.phrases)


def _intent(reading: Reading) -> str:
    return "" if reading.is_declined else reading.intent
