"""The nightly look through the books: payments in themselves, and against what orders come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Final

from django.db.models import QuerySet

from commerce.ordering.selectors.edits import surpluses_of
from commerce.oscar.order.models import Order
from commerce.payments.enums import Fault
from commerce.payments.selectors import list_credits
from commerce.payments.services.checking import (
    Wrong,
    check_accounts,
    check_sessions,
    dues_of,
    keep_check,
)
from commerce.tenders.selectors import credits_given, list_faults

STEP: Final = 1000
Progress = Callable[[int], object]


def check_ledger(progress: Progress = lambda _seen: None) -> list[Wrong]:
    """Compare sums, accounts and dues; write down what was found and tell staff. Changes no money.

    Sums of payments are those of their entries, all accounts come to zero, and what is booked as
    owed is what each order comes to; gift cards and store credit are what their entries come to, and
    what was given back as store credit is on one.
    What moves meanwhile may look wrong once; what is found is looked at a second time before it
    counts.
    """
    found = set(_find(progress))
    certain = [wrong for wrong in _find(lambda _seen: None) if wrong in found] if found else []
    keep_check(found=certain)
    return certain


def _find(progress: Progress) -> Iterator[Wrong]:
    yield from check_accounts()
    yield from check_sessions(progress)
    yield from _check_dues(progress)
    for fault in list_faults():
        yield Wrong(Fault.PURSES, fault.about, fault.channel_id)
    yield from _check_credits()


def _check_dues(progress: Progress) -> Iterator[Wrong]:
    """Yield each order with payments that owes another amount than is booked.

    What edits have left over of its payments goes back, and was owed before.
    """
    last = 0
    while orders := list(_orders().filter(pk__gt=last)[:STEP]):
        last = orders[-1][0]
        booked = dues_of([pk for pk, *_rest in orders])
        surpluses = surpluses_of([pk for pk, *_rest in orders])
        for pk, number, total, channel_id in orders:
            if pk in booked and not booked[pk].fits(total + surpluses.get(pk, 0)):
                yield Wrong(Fault.DUES, f"{number} {total} / {booked[pk].owed}", channel_id)
        progress(len(orders))


def _check_credits() -> Iterator[Wrong]:
    """Yield what payments say went back as store credit, and no store credit got."""
    credits = list_credits().iterator(chunk_size=STEP)
    while entries := list(islice(credits, STEP)):
        given = credits_given(entry.reference for entry in entries)
        for entry in entries:
            if given.get(entry.reference) != entry.amount:
                about = f"{entry.session.public_id} {entry.amount} {entry.reference}"
                yield Wrong(Fault.CREDITS, about, entry.session.channel_id)


def _orders() -> QuerySet[Order, tuple[int, str, Decimal, int]]:
    rows = Order._base_manager.order_by("pk")
    return rows.values_list("pk", "number", "total_incl_tax", "channel_id")
