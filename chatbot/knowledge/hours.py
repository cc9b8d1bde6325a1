"""When people of the shop answer: what the desk of the channel says, in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format

from chatbot.models import Desk
from commerce.core.prepared import PreparedRead

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


_DESK: Final[PreparedRead[Desk]] = PreparedRead(
    "desk of a channel",
    lambda *, channel: Desk._base_manager.filter(channel=channel).order_by("pk"),
    channel=Desk._meta.get_field("channel"),
)


def hours_of(channel: Channel) -> str:
    """Return days, hours and time zone in the language that is on; empty without a desk. One query."""
    desk = _DESK.first(channel=channel.pk)
    if desk is None:
        return ""
    hours = f"{time_format(desk.opens_at)}–{time_format(desk.closes_at)}"
    return f"{_days(desk)}, {hours} ({desk.time_zone.replace('_', ' ')})"


def _days(desk: Desk) -> str:
    """Neighbours are told by the first and the last of them."""
    days = sorted({int(day) for day in desk.weekdays.split(",")})
    runs = [
        [day for _, day in run] for _, run in groupby(enumerate(days), lambda at: at[1] - at[0])
    ]
    return ", ".join(
        "–".join(str(WEEKDAYS[day]) for day in dict.fromkeys((run[0], run[-1]))) for run in runs
    )
