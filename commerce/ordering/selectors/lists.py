"""Searches of orders that people keep, and batches of orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from commerce.ordering.models import OrderBatch, OrderFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.models import User


def list_filters(*, user: User) -> QuerySet[OrderFilter]:
    """Return the searches that a person keeps in the shop at hand, by name."""
    rows: QuerySet[OrderFilter] = OrderFilter.objects.filter(user=user)
    return rows


def list_batches() -> QuerySet[OrderBatch]:
    """Return the batches that the person at work may see, the newest first."""
    rows: QuerySet[OrderBatch] = OrderBatch.objects.all()
    return rows


def list_unfinished_batches() -> list[int]:
    """Return the keys of the batches that are not all done, the oldest first."""
    rows = OrderBatch._base_manager.filter(done__lt=F("total")).order_by("pk")
    return list(rows.values_list("pk", flat=True))
