"""What gift cards, store credit and terms keep of one person, to be taken along and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from commerce.tenders.models import InvoiceTerms, PurseAccount, PurseEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.registry import Kept, Person


def export_person(person: Person) -> Kept:
    """Return the person's store credit, the gift cards that were sent to them, and their terms."""
    purses, moved = _purses(person), PurseEntry.objects.filter(account__in=_purses(person))
    shown = ("kind", "email", "last_four", "currency", "balance", "held", "expires_at")
    entry = ("kind", "amount", "order_number", "happened_at")
    return {
        "purse": list(purses.order_by("pk").values(*shown)),
        "movement": list(moved.order_by("pk").values(*entry)),
        "terms": list(_terms(person).values("is_approved", "is_refused", "days", "limit")),
    }


@transaction.atomic
def forget_person(person: Person) -> None:
    """Forget terms and addresses. What is owed stays owed, to an account that names nobody: the law
    has it kept in the books, and a gift card pays for whoever knows its code.
    """
    _purses(person).update(email="")
    _terms(person).delete()


def _purses(person: Person) -> QuerySet[PurseAccount]:
    own = Q(owner=person.user_id)
    if person.address:
        own |= Q(email__iexact=person.address)
    return PurseAccount._base_manager.filter(own, channel__tenant=person.tenant_id)


def _terms(person: Person) -> QuerySet[InvoiceTerms]:
    return InvoiceTerms._base_manager.filter(
        customer=person.user_id, channel__tenant=person.tenant_id
    )
