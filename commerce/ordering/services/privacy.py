"""What orders keep of one person, for them to take along, and to be forgotten."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from commerce.accounts.registry import Kept, Person
from commerce.ordering.models import OrderEdit, SavedAddress
from commerce.ordering.selectors.orders import list_orders_of_person, orders_json
from commerce.oscar.order.models import Order


def export_person(person: Person) -> Kept:
    """Return the person's orders and book of addresses at the tenant."""
    book = _addresses(person).order_by("pk")
    return {
        "order": orders_json(list_orders_of_person(person)),
        "address": list(book.values("address", "saved_at")),
    }


@transaction.atomic
def forget_person(person: Person) -> None:
    """Delete the book of addresses. Orders stay for the books, as those of a guest."""
    _addresses(person).delete()
    _forget_old_addresses(person)
    Order._base_manager.filter(user=person.user_id, channel__tenant=person.tenant_id).update(
        user=None
    )


def _forget_old_addresses(person: Person) -> None:
    """What staff have changed stays told, without where it was to go."""
    orders = Order._base_manager.filter(user=person.user_id, channel__tenant=person.tenant_id)
    for edit in OrderEdit._base_manager.filter(order__in=orders):
        edit.changes = [
            {**change, "before": "", "after": ""} if change["kind"] == "address" else change
            for change in edit.changes
        ]
        edit.save(update_fields=["changes"])


def _addresses(person: Person) -> QuerySet[SavedAddress]:
    return SavedAddress.objects.filter(user=person.user_id, tenant=person.tenant_id)
