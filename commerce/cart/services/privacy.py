"""What carts keep of one person, for them to take along, and to be forgotten."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from commerce.accounts.registry import Kept, Person
from commerce.oscar.basket.models import Basket, Line


def export_person(person: Person) -> Kept:
    """Return what is in the person's carts, or saved for later, at the tenant."""
    lines = Line.objects.filter(basket__in=_carts(person)).order_by("pk")
    return {"line": list(lines.values("quantity", "date_created", title=F("product__title")))}


@transaction.atomic
def forget_person(person: Person) -> None:
    """Leave the person's carts to nobody: what they typed is gone, and the rows go with old carts."""
    _carts(person).update(
        owner=None, checkout={}, snapshot="", snapshot_key="", expires_at=timezone.now()
    )


def _carts(person: Person) -> QuerySet[Basket]:
    """A cart that is being paid belongs to its order."""
    return Basket._base_manager.filter(
        owner=person.user_id,
        channel__tenant=person.tenant_id,
        status__in=(Basket.OPEN, Basket.MERGED, Basket.SAVED, Basket.DRAFT),
    )
