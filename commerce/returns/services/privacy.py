"""What returns keep of one person, for them to take along, and to be forgotten."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from commerce.accounts.registry import Kept, Person
from commerce.returns.models import ReturnPhoto, ReturnRequest


def export_person(person: Person) -> Kept:
    """Return the person's returns at the tenant, with what they have written."""
    rows = _returns(person).order_by("pk")
    return {"return": list(rows.values("number", "state", "reason", "comment", "requested_at"))}


@transaction.atomic
def forget_person(person: Person) -> None:
    """Delete pictures and comments. That something came back stays for the books."""
    rows = _returns(person)
    ReturnPhoto.objects.filter(request__in=rows).delete()
    rows.update(comment="")


def _returns(person: Person) -> QuerySet[ReturnRequest]:
    mine = ReturnRequest._base_manager.filter(order__user=person.user_id)
    return mine.filter(channel__tenant=person.tenant_id)
