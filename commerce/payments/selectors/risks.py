"""What payment services think of payments, and which were made with one card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from commerce.payments.models import PaymentSession

if TYPE_CHECKING:
    from django.db.models import QuerySet

# The first word of what a service says, where it warns; services that know no levels say neither.
RAISED: Final = ("elevated", "highest")


def raised_risks(order_id: int) -> list[str]:
    """Return what the services say of those payments of an order that they warn of. One query."""
    rows = PaymentSession._base_manager.filter(order_id=order_id).exclude(risk="")
    said = rows.order_by("pk").values_list("risk", flat=True)
    return [risk for risk in said if risk.split()[0] in RAISED]


def orders_of_same_cards(order_id: int) -> QuerySet[PaymentSession, Any]:
    """Return the keys of the orders in its channel that were paid with a card of this one, itself too."""
    own = PaymentSession._base_manager.filter(order_id=order_id).exclude(card="")
    rows = PaymentSession._base_manager.filter(
        card__in=own.values("card"), channel__in=own.values("channel")
    )
    return rows.exclude(order_id=None).order_by().values("order_id")
