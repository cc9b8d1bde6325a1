"""What documents keep of one person, for them to take along."""

from __future__ import annotations

from commerce.accounts.registry import Kept, Person
from commerce.documents.enums import FOR_CUSTOMERS
from commerce.documents.models import OrderDocument


def export_person(person: Person) -> Kept:
    """Return the person's invoices and credit notes at the tenant.

    They are not forgotten: the law has the house keep them as they were issued.
    """
    rows = OrderDocument._base_manager.filter(
        order__user=person.user_id, channel__tenant=person.tenant_id, kind__in=FOR_CUSTOMERS
    )
    told = ("kind", "number", "issued_on", "total", "currency", "content")
    return {"document": list(rows.order_by("pk").values(*told))}
