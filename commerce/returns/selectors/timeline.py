"""Returns among what happened to an order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from commerce.ordering.registry import Moment
from commerce.ordering.selectors.timeline import name_of
from commerce.returns.models import ReturnStep

from .returns import list_returns_of

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order


def moments_of(order: Order) -> Iterator[Moment]:
    """Return the steps of an order's returns; its customer took those that name nobody."""
    rows = ReturnStep.objects.filter(request__in=list_returns_of(order).values("pk"))
    for step in rows.select_related("request", "actor"):
        title = _("Return %(number)s: %(state)s")
        yield Moment(
            at=step.at,
            title=title % {"number": step.request.number, "state": step.get_state_display()},
            text=step.note,
            actor=name_of(step.actor),
        )
