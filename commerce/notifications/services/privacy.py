"""What is kept of one person here, for them to take along, and to be forgotten.

Rows with an account go with the account; those with nothing but an address have to be asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet

from commerce.notifications.models import (
    Consent,
    DigestItem,
    Notice,
    Preference,
    PushAddress,
    Suppression,
    Wishes,
)

# What nobody can read anything from, or what would let others in.
HIDDEN = frozenset({"id", "user", "tenant", "channel", "endpoint_digest", "p256dh", "auth", "key"})


def export_person(*, user_id: int, address: str) -> dict[str, list[dict[str, Any]]]:
    """Return everything that is kept of the person, by kind of row."""
    return {
        rows.model._meta.model_name or "": [_plain(row) for row in rows]
        for rows in _rows(user_id, address)
    }


@transaction.atomic
def forget_person(*, user_id: int, address: str) -> None:
    """Delete everything that is kept of the person. Doing it twice changes nothing.

    A complaint stays, so that the address is not written to again.
    """
    for rows in _rows(user_id, address):
        if rows.model is not Suppression:
            rows.delete()


def _rows(user_id: int, address: str) -> Iterator[QuerySet[Any]]:
    theirs = Q(user=user_id) | Q(user=None, address=address.lower())
    yield Preference.objects.filter(theirs).order_by("pk")
    yield Consent.objects.filter(theirs).order_by("pk")
    yield Wishes.objects.filter(user=user_id).order_by("pk")
    yield Notice.objects.filter(user=user_id).order_by("pk")
    yield PushAddress.objects.filter(user=user_id).order_by("pk")
    yield DigestItem.objects.filter(user=user_id).order_by("pk")
    yield Suppression.objects.filter(address=address.lower()).order_by("pk")


def _plain(row: models.Model) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in HIDDEN]
    return {field.name: field.value_from_object(row) for field in fields}
