"""Who fits a segment, and how segments are called where everybody may read it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from django.contrib.auth import get_user_model
from django.db.models import QuerySet, Value
from django.db.models.fields import BigIntegerField
from django.utils.crypto import salted_hmac

from commerce.notifications.models import Segment
from commerce.notifications.registry import list_conditions

if TYPE_CHECKING:
    from commerce.accounts.models import User

LENGTH: Final = 24


def segment_key(pk: int) -> str:
    """Return what pages call the segment: always the same, and telling neither its name nor its number."""
    return salted_hmac("notifications.segment", str(pk)).hexdigest()[:LENGTH]


def list_segment_names(*, channel_id: int) -> list[tuple[int, str]]:
    """Return keys and names of a channel's segments, by name."""
    return [
        *Segment._base_manager.filter(channel=channel_id)
        .values_list("pk", "name")
        .order_by("name", "pk")
    ]


def list_people_of(segment: Segment) -> QuerySet[User]:
    """Return the customers who fit the segment now."""
    people: QuerySet[User] = get_user_model().objects.filter(
        memberships__tenant=segment.channel.tenant_id, is_active=True
    )
    for condition in list_conditions():
        if value := segment.conditions.get(condition.code):
            people = condition.narrow(people, segment.channel_id, value)
    return people


def list_fitting_keys(*, user: User, channel_id: int, keys: Collection[str]) -> list[str]:
    """Return those of the keys whose segment the customer fits now, in their order. Two queries.

    Segments of other channels, and those that are gone, fit nobody.
    """
    rows = Segment._base_manager.filter(channel=channel_id).select_related("channel")
    asked = {row.pk: row for row in rows if segment_key(row.pk) in keys}
    fits = [
        list_people_of(row).filter(pk=user.pk).order_by().values_list(Value(pk, BigIntegerField()))
        for pk, row in asked.items()
    ]
    if not fits:
        return []
    first, *others = fits
    found = {segment_key(pk) for (pk,) in first.union(*others)}
    return [key for key in keys if key in found]
