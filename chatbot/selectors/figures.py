"""What the assistant's work amounts to: counts by day, of conversations, answers, carts and orders.

Days are those of the shop's time zone. A conversation counts on the day it began, an answer on the
day it was given. Carts and orders are those of shoppers who agreed to be counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from chatbot.enums import Reaction, Role
from chatbot.models import AssistedOrder, Change, Conversation, Message
from chatbot.selectors.unanswered import IN_VAIN

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

_HANDED: Final = Q(role=Role.STAFF) | Q(content__say__in=("joined", "waiting", "human"))


@dataclass
class Figures:
    """Counts of one day, or of several. `cost` is that of models, in US dollars."""

    conversations: int = 0
    handed_over: int = 0
    answers: int = 0
    in_vain: int = 0
    helpful: int = 0
    not_helpful: int = 0
    timed: int = 0
    milliseconds: int = 0
    cost: Decimal = Decimal(0)
    carts: int = 0
    orders: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)

    def add(self, other: Figures) -> None:
        """Count another day, too."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for currency, amount in other.amounts.items():
            self.amounts[currency] = self.amounts.get(currency, Decimal(0)) + amount

    @property
    def contained(self) -> int:
        """Conversations that needed no person."""
        return self.conversations - self.handed_over

    @property
    def containment(self) -> float:
        return self.contained / self.conversations if self.conversations else 0.0

    @property
    def answered(self) -> float:
        """The share of answers that said something."""
        return 1 - self.in_vain / self.answers if self.answers else 0.0

    @property
    def satisfaction(self) -> float:
        """The share of reactions that are friendly."""
        reactions = self.helpful + self.not_helpful
        return self.helpful / reactions if reactions else 0.0

    @property
    def average_milliseconds(self) -> int | None:
        return round(self.milliseconds / self.timed) if self.timed else None


_NUMBERS: Final = (
    *("conversations", "handed_over", "answers", "in_vain", "helpful", "not_helpful"),
    *("timed", "milliseconds", "cost", "carts", "orders"),
)


def figures_by_day(*, channel: Channel, since: date, until: date) -> list[tuple[date, Figures]]:
    """Return each day from the first to the last, both included. Four queries."""
    days = {since + timedelta(days=n): Figures() for n in range((until - since).days + 1)}
    period = (_midnight(since), _midnight(until + timedelta(days=1)))
    for day, counts in _counts(channel, period):
        days[day].add(counts)
    return list(days.items())


def sum_up(days: Iterable[tuple[date, Figures]]) -> Figures:
    """Return the figures of all days together."""
    total = Figures()
    for _day, figures in days:
        total.add(figures)
    return total


def _counts(channel: Channel, period: tuple[datetime, datetime]) -> Iterator[tuple[date, Figures]]:
    for row in _conversations(channel, period):
        yield row.pop("day"), Figures(**row)
    for row in _answers(channel, period):
        row["cost"] = row["cost"] or Decimal(0)
        row["milliseconds"] = round((row.pop("average") or 0) * row["timed"])
        yield row.pop("day"), Figures(**row)
    for row in _carts(channel, period):
        yield row.pop("day"), Figures(**row)
    for row in _orders(channel, period):
        day, amounts = row["day"], {row["currency"]: row["amount"]}
        yield day, Figures(orders=row["orders"], amounts=amounts)


def _conversations(channel: Channel, period: tuple[datetime, datetime]) -> QuerySet[Any, Any]:
    began = Conversation.objects.filter(channel=channel, last_number__gt=0)
    handed = Message.objects.filter(_HANDED, conversation=OuterRef("pk"))
    rows = _of_days(began, "created_at", period).annotate(was_handed=Exists(handed))
    return rows.values("day").annotate(
        conversations=Count("pk"), handed_over=Count("pk", filter=Q(was_handed=True))
    )


def _answers(channel: Channel, period: tuple[datetime, datetime]) -> QuerySet[Any, Any]:
    given = Message.objects.filter(conversation__channel=channel, role=Role.ASSISTANT)
    rows = _of_days(given.exclude(question=None), "created_at", period)
    return rows.values("day").annotate(
        answers=Count("pk"),
        in_vain=Count("pk", filter=Q(content__say__in=IN_VAIN, content__text__isnull=True)),
        helpful=Count("pk", filter=Q(reaction=Reaction.UP)),
        not_helpful=Count("pk", filter=Q(reaction=Reaction.DOWN)),
        timed=Count("milliseconds"),
        average=Avg("milliseconds"),
        cost=Sum("cost"),
    )


def _carts(channel: Channel, period: tuple[datetime, datetime]) -> QuerySet[Any, Any]:
    """Conversations in which something was put into the cart, or taken out of it."""
    changes = Change.objects.filter(
        question__conversation__channel=channel,
        question__conversation__is_counted=True,
        tool__in=("add_to_cart", "change_cart"),
    )
    rows = _of_days(changes, "created_at", period)
    return rows.values("day").annotate(carts=Count("question__conversation", distinct=True))


def _orders(channel: Channel, period: tuple[datetime, datetime]) -> QuerySet[Any, Any]:
    rows = _of_days(AssistedOrder.objects.filter(channel=channel), "placed_at", period)
    return rows.values("day", "currency").annotate(orders=Count("pk"), amount=Sum("amount"))


def _of_days(
    rows: QuerySet[Any, Any], moment: str, period: tuple[datetime, datetime]
) -> QuerySet[Any, Any]:
    within = {f"{moment}__gte": period[0], f"{moment}__lt": period[1]}
    return rows.filter(**within).order_by().annotate(day=TruncDate(moment))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
