"""Documents among what happened to an order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from commerce.ordering.registry import Moment
from commerce.ordering.selectors.timeline import name_of

from .documents import list_documents_of

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order


def moments_of(order: Order) -> Iterator[Moment]:
    """Return when each document of an order was issued, and by whom where it was asked for."""
    for document in list_documents_of(order).defer("content"):
        yield Moment(
            at=document.issued_at,
            title=document.get_kind_display(),
            text=document.number,
            actor=name_of(document.issued_by),
        )
