"""The lowest price of the 30 days before a reduction: what the law wants to stand beside it.

Article 6a of Directive 98/6/EC, which Directive (EU) 2019/2161 ("Omnibus") brought. Each announced
reduction looks back from its own first moment; one that follows another sees the price before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from commerce.catalogue.models import ShownPrice

from .rows import PriceRow

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

WINDOW: Final = timedelta(days=30)


class ShownRow(NamedTuple):
    """One price from a moment on."""

    product_id: int
    currency: str
    amount: Decimal
    is_reduced: bool
    since: datetime


History = Mapping[tuple[int, str], Sequence[ShownRow]]


def load_history(channel: Channel, product_ids: Iterable[int]) -> History:
    """Return what was shown of these variants in a channel, the oldest first. One query."""
    rows = ShownPrice.objects.in_channel(channel).filter(product__in=list(product_ids))
    found: defaultdict[tuple[int, str], list[ShownRow]] = defaultdict(list)
    for row in rows.order_by("since").values_list(
        "product_id", "currency", "amount", "is_reduced", "since"
    ):
        found[row[0], row[1]].append(ShownRow(*row))
    return found


def is_shown(last: ShownRow | None, price: PriceRow) -> bool:
    """Whether a price is what was shown last."""
    return last is not None and (last.amount, last.is_reduced) == (
        price.amount,
        price.compare_at is not None,
    )


def lowest_before(shown: Sequence[ShownRow], price: PriceRow, *, now: datetime) -> Decimal | None:
    """Return the lowest price of the 30 days before this one began.

    None for a price that is not announced as reduced, and where nothing was shown before.
    """
    if price.compare_at is None:
        return None
    is_current = is_shown(shown[-1] if shown else None, price)
    began = shown[-1].since if is_current else now
    before = shown[:-1] if is_current else shown
    return min(_amounts_since(before, began - WINDOW, until=began), default=None)


def _amounts_since(
    rows: Sequence[ShownRow], start: datetime, *, until: datetime
) -> Iterator[Decimal]:
    """The amounts that were in force at some time after the start."""
    ends = [*(row.since for row in rows[1:]), until]
    for row, end in zip(rows, ends, strict=False):
        if end > start:
            yield row.amount
