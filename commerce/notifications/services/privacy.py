"""What is kept of one person here, for them to take along, and to be forgotten.

Rows with an account go with the account; those with nothing but an address have to be asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet

from commerce.accounts.registry import Person
from commerce.notifications.enums import MessageState
from commerce.notifications.models import (
    Consent,
    DigestItem,
    Message,
    Notice,
    Preference,
    PushAddress,
    Suppression,
    Wishes,
)
from commerce.notifications.registry import list_kinds

# What nobody can read anything from, or what would let others in.
HIDDEN = frozenset(
    {
        "id",
        "user",
        "tenant",
        "channel",
        "endpoint_digest",
        "p256dh",
        "auth",
        "key",
        "secrets",
        "fingerprint",
    }
)


def export_person(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return everything that is kept of the person, by kind of row."""
    return {
        rows.model._meta.model_name or "": [_plain(row) for row in rows.order_by("pk")]
        for rows in _rows(person)
    }


@transaction.atomic
def forget_person(person: Person) -> None:
    """Delete everything that is kept of the person. Doing it twice changes nothing.

    A complaint stays, so that the address is not written to again; and what has to be told, such as
    of an order, is still sent.
    """
    mandatory = [kind.code for kind in list_kinds() if kind.is_mandatory]
    is_due = Q(state=MessageState.QUEUED, kind__in=mandatory)
    for rows in _rows(person):
        if rows.model is Message:
            rows.exclude(is_due).delete()
        elif rows.model is not Suppression:
            rows.delete()


def _rows(person: Person) -> Iterator[QuerySet[Any]]:
    mine, here = {"user": person.user_id}, {"tenant": person.tenant_id}
    theirs = Q(**mine)
    if person.address:
        theirs |= Q(user=None, address=person.address.lower())
    yield Preference.objects.filter(theirs, **here)
    yield Consent.objects.filter(theirs, **here)
    yield Wishes.objects.filter(**mine, **here)
    yield Notice.objects.filter(**mine, channel__tenant=person.tenant_id)
    yield PushAddress.objects.filter(**mine, channel__tenant=person.tenant_id)
    yield DigestItem.objects.filter(**mine, channel__tenant=person.tenant_id)
    yield Message.objects.filter(**mine, channel__tenant=person.tenant_id)
    yield Suppression.objects.filter(address=person.address.lower(), **here)


def _plain(row: models.Model) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in HIDDEN]
    return {field.name: field.value_from_object(row) for field in fields}
