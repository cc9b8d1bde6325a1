"""What payments keep of one person, for them to take along, and to be forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commerce.integrations.registry import PaymentProvider
from commerce.integrations.selectors import find_active, find_tenant_id
from commerce.payments.models import PaymentSession, ProviderCustomer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.registry import Kept, Person


def export_person(person: Person) -> Kept:
    """Return what the person has paid with at the tenant, and who keeps something for the next time.

    What was paid for an order is told with the order, too.
    """
    paid = ("order_number", "gateway", "method", "email", "amount", "currency", "created_at")
    return {
        "payment": list(_payments(person).order_by("pk").values(*paid, "state")),
        "saved_at": list(_customers(person).order_by("pk").values("gateway", "reference")),
    }


@transaction.atomic
def forget_person(person: Person) -> None:
    """Take the person off their payments, which stay for the books. Purses and terms that a payment
    names are needed as long as money may go back.
    """
    rows = _payments(person)
    rows.exclude(configuration="").update(instrument="")
    rows.update(payer=None, email="", customer="", card="")


def forget_saved_methods(person: Person) -> None:
    """Have each payment service of the tenant forget what it keeps for the person. Twice changes nothing.

    Asks outside of any transaction. Raises ProviderError; then it is to be asked again.
    """
    for row in _customers(person):
        provider = find_active(row.configuration)
        if find_tenant_id(row.configuration) not in (None, person.tenant_id):
            continue
        if isinstance(provider, PaymentProvider) and provider.can.saves_methods:
            for saved in provider.list_saved(row.reference):
                provider.forget_saved(row.reference, saved.reference)
        row.delete()


def _payments(person: Person) -> QuerySet[PaymentSession]:
    return PaymentSession._base_manager.filter(
        payer=person.user_id, channel__tenant=person.tenant_id
    )


def _customers(person: Person) -> QuerySet[ProviderCustomer]:
    return ProviderCustomer.objects.filter(user=person.user_id)
