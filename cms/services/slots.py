"""Counting which variants of personalised places readers are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from cms.models import SlotCount
from cms.slot_receipts import SlotReceipt, find_receipt

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

KEPT_FOR: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Counted:
    """How often since the last time; `receipt` is what the page says of the variant."""

    receipt: str
    shown: int
    clicked: int


@transaction.atomic
def count_slots(*, channel: Channel, counts: Sequence[Counted]) -> int:
    """Add to the counts of today. Returns how many variants that were.

    Receipts that were not written for this channel, and those of pages that are gone, are left out:
    what a stranger makes up must not keep the rest from being counted.
    """
    shown, clicked = Counter[SlotReceipt](), Counter[SlotReceipt]()
    for each in counts:
        receipt = find_receipt(each.receipt)
        if receipt is not None and receipt.channel == channel.pk:
            shown[receipt] += each.shown
            clicked[receipt] += each.clicked
    there = set(
        Page.objects.filter(pk__in={one.page for one in shown}).values_list("pk", flat=True)
    )
    # In one order, so that two who count the same wait for each other and not in a circle.
    known = sorted((one for one in shown if one.page in there), key=_order)
    for receipt in known:
        _add(receipt, timezone.localdate(), shown[receipt], clicked[receipt])
    return len(known)


def forget_slot_counts() -> int:
    """Delete counts that nobody compares with any more. Returns how many that were."""
    oldest = timezone.localdate() - KEPT_FOR
    count, _by_model = SlotCount._base_manager.filter(day__lt=oldest).delete()
    return count


def _order(receipt: SlotReceipt) -> tuple[int, str, str]:
    return receipt.page, receipt.place, receipt.variant


def _add(receipt: SlotReceipt, day: date, shown: int, clicked: int) -> None:
    key = {
        "channel_id": receipt.channel,
        "page_id": receipt.page,
        "place": receipt.place,
        "variant": receipt.variant,
        "day": day,
    }
    rows = SlotCount._base_manager.filter(**key)
    more = {"shown": F("shown") + shown, "clicked": F("clicked") + clicked}
    if rows.update(**more):
        return
    SlotCount._base_manager.bulk_create([SlotCount(**key)], ignore_conflicts=True)
    rows.update(**more)
