"""What telling very many people at once costs: time, and memory that must not grow with them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from resource import getpagesize
from typing import TYPE_CHECKING, Final

import orjson

from commerce.accounts.models import Membership, User
from commerce.notifications.enums import AnnouncementState, ConsentSource, Medium
from commerce.notifications.models import Announcement, AnnouncementText, Consent, Segment
from commerce.notifications.services import go_on, move_announcement

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

PEOPLE: Final = 100_000
PER_MINUTE: Final = 10_000
STEP: Final = 10_000
BODY: Final = [
    {"type": "text", "value": "{{ greeting }}"},
    {"type": "text", "value": "the new vases are here, in moss, ink and chalk."},
    {"type": "button", "value": {"text": "See them", "address": "https://shop.example/vases"}},
]


@dataclass(frozen=True)
class Announced:
    """How many were told, and the MiB of the process after the first tenth and after all."""

    told: int
    seconds: float
    early: float
    late: float

    def __str__(self) -> str:
        speed = f"{self.told:,} in {self.seconds:,.0f} s"
        return f"{speed}; {self.early:.0f} MiB after a tenth, {self.late:.0f} MiB after all"


def announce(channel: Channel) -> Announced:
    """Tell everybody of the channel, who have all agreed; nothing is sent."""
    _make_people(channel)
    row = _make_announcement(channel)
    began, sizes = time.perf_counter(), []
    while go_on():
        sizes.append(_mebibytes())
    row.refresh_from_db()
    return Announced(row.told, time.perf_counter() - began, sizes[0], sizes[-1])


def _make_people(channel: Channel) -> None:
    known = Membership.objects.filter(tenant=channel.tenant_id).count()
    for start in range(known, PEOPLE, STEP):
        numbers = range(start, min(start + STEP, PEOPLE))
        users = User.objects.bulk_create(
            User(email=f"reader-{number}@example.com", first_name="Ada") for number in numbers
        )
        Membership.objects.bulk_create(
            Membership(user=user, tenant_id=channel.tenant_id) for user in users
        )
        Consent.objects.bulk_create(_consent(user, channel) for user in users)


def _consent(user: User, channel: Channel) -> Consent:
    return Consent(
        tenant_id=channel.tenant_id,
        user=user,
        kind="announcement",
        medium=Medium.EMAIL,
        is_given=True,
        wording="I agree.",
        locale="en",
        source=ConsentSource.PREFERENCES,
    )


def _make_announcement(channel: Channel) -> Announcement:
    segment = Segment.objects.create(channel=channel, name="Everybody")
    row = Announcement.objects.create(
        channel=channel, name="Vases", segment=segment, per_minute=PER_MINUTE
    )
    AnnouncementText.objects.create(
        announcement=row, locale="en", subject="New at {{ shop }}", body=orjson.dumps(BODY).decode()
    )
    return move_announcement(announcement=row, state=AnnouncementState.RUNNING)


def _mebibytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * getpagesize() / 2**20
