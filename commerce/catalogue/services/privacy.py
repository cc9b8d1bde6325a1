"""What one person wrote about products, for them to take along, and to be forgotten."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from oscar.apps.catalogue.reviews.models import ProductReview  # noqa: TID251 not forked

from commerce.accounts.registry import Kept, Person

from .reviews import refresh_reviews


def export_person(person: Person) -> Kept:
    """Return the person's reviews of the tenant's products."""
    rows = _reviews(person).order_by("pk")
    members = ("title", "body", "score", "date_created")
    return {"review": list(rows.values(*members, product_title=F("product__title")))}


@transaction.atomic
def forget_person(person: Person) -> None:
    """Leave the reviews without an author: what they say is about products."""
    products = list(_reviews(person).values_list("product", flat=True))
    _reviews(person).update(user=None)
    for product_id in products:
        refresh_reviews(product_id=product_id)


def _reviews(person: Person) -> QuerySet[Any]:
    rows: QuerySet[Any] = ProductReview._base_manager.all()
    return rows.filter(user=person.user_id, product__tenant=person.tenant_id)
