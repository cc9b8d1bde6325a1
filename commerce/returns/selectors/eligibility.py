"""What of an order can come back, until when, and what stands against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.formats import date_format

from commerce.core.errors import DomainError
from commerce.ordering.selectors.fulfilments import GONE, pieces_by_line
from commerce.returns.enums import ARRIVED, GIVEN_UP
from commerce.returns.errors import NeverSentError, ReturnExcludedError, ReturnWindowOverError
from commerce.returns.models import ReturnLine

from .rules import excluded_lines, rules_of

if TYPE_CHECKING:
    from commerce.oscar.order.models import Line, Order
    from commerce.returns.models import ReturnRules

# When a parcel has arrived that nobody has said so of.
USUAL_WAY: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Returnable:
    """How many pieces of a line can still come back, and until when."""

    line: Line
    left: int
    until: datetime | None
    is_excluded: bool

    def refusal_of(self, pieces: int) -> DomainError | None:
        """Return what stands against so many pieces coming back now."""
        name = self.line.title
        if self.is_excluded:
            return ReturnExcludedError(name=name)
        if pieces > self.left:
            return NeverSentError(name=name, left=self.left)
        if self.until is not None and self.until < timezone.now():
            told = timezone.localtime(self.until)
            return ReturnWindowOverError(name=name, until=date_format(told, "DATE_FORMAT"))
        return None


def list_returnable(
    order: Order, *, rules: ReturnRules | None = None, is_withdrawal: bool = False
) -> list[Returnable]:
    """Return each line of an order that `selectors.orders` has read with what can come back of it."""
    rules = rules or rules_of(order.channel_id)
    days = max(rules.days, rules.withdrawal_days) if not is_withdrawal else rules.withdrawal_days
    lines, pieces = list(order.lines.all()), pieces_by_line(order)
    arrived, announced = _arrivals(order), announced_pieces(order.pk)
    excluded = excluded_lines(rules, lines)
    return [
        Returnable(
            line=line,
            left=max(pieces[line.pk].shipped - announced[line.pk], 0),
            until=arrived[line.pk] + timedelta(days=days) if line.pk in arrived else None,
            is_excluded=line.pk in excluded,
        )
        for line in lines
    ]


def announced_pieces(order_id: int) -> Counter[int]:
    """Return by line how many pieces are on their way back, or have come back. One query."""
    rows = ReturnLine._base_manager.filter(request__order=order_id)
    found: Counter[int] = Counter()
    for row in rows.exclude(request__state__in=GIVEN_UP).select_related("request"):
        found[row.line_id] += row.received if row.request.state in ARRIVED else row.quantity
    return found


def _arrivals(order: Order) -> Mapping[int, datetime]:
    """When the last piece of each line arrived."""
    found: dict[int, datetime] = {}
    for parcel in order.fulfilments.all():
        if parcel.state not in GONE or parcel.shipped_at is None:
            continue
        moment = parcel.delivered_at or parcel.shipped_at + USUAL_WAY
        for content in parcel.lines.all():
            found[content.line_id] = max(found.get(content.line_id, moment), moment)
    return found
