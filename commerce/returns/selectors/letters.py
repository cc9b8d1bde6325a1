"""What letters about returns say, in the language that is active."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commerce.core.money import Money
from commerce.core.texts import unlinked
from commerce.ordering.selectors.letters import in_words, values_of_order
from commerce.returns.enums import ReturnReason, ReturnState, WithdrawalOutcome

from .rules import rules_of

if TYPE_CHECKING:
    from commerce.oscar.order.models import Order
    from commerce.returns.models import ReturnRequest, Withdrawal

Values = dict[str, Any]


def values_of_return(request: ReturnRequest, order: Order) -> Values:
    """Return what every letter about a return may say of it."""
    return {
        **_of_order(order),
        "return_number": request.number,
        "lines": [{"title": f"{row.quantity} × {row.line.title}"} for row in request.lines.all()],
        "address": rules_of(request.channel_id).address,
        "cost": _cost(request, order),
        "why": unlinked(request.decline_reason),
        "what": _what(request, order),
        "reason": str(ReturnReason(request.reason).label),
    }


def received_lines(request: ReturnRequest) -> list[Values]:
    """Return what has arrived so far."""
    rows = [row for row in request.lines.all() if row.received]
    return [{"title": f"{row.received} × {row.line.title}"} for row in rows]


def values_of_withdrawal(
    withdrawal: Withdrawal, request: ReturnRequest | None, order: Order
) -> Values:
    """Return what the receipt of a withdrawal says."""
    if withdrawal.outcome == WithdrawalOutcome.CANCELLED:
        what = _("Nothing more will be sent, and what you have paid for it comes back to you.")
    else:
        what = _("Please send back what has reached you; how is in a letter of its own.")
    base = values_of_return(request, order) if request else {**_of_order(order), "lines": []}
    return {
        "return_number": "",
        **base,
        "time": f"{date_format(timezone.localtime(withdrawal.declared_at), 'DATETIME_FORMAT')}"
        f" ({timezone.get_current_timezone_name()})",
        "what": what,
    }


def _of_order(order: Order) -> Values:
    told = values_of_order(order)
    return {name: told[name] for name in ("number", "greeting", "url")}


def _cost(request: ReturnRequest, order: Order) -> str:
    if not request.label_cost:
        return ""
    amount = in_words(Money(request.label_cost, request.currency).as_json(), order.locale)
    return _("%(amount)s are taken off for the way back.") % {"amount": amount}


def _what(request: ReturnRequest, order: Order) -> str:
    amount = in_words(Money(request.refunded, request.currency).as_json(), order.locale)
    match request.state:
        case ReturnState.REFUNDED if request.is_credit:
            return _("You have %(amount)s more of store credit for your return.") % {
                "amount": amount
            }
        case ReturnState.REFUNDED:
            told = _("We have given %(amount)s back for your return. It comes the way you paid.")
            return told % {"amount": amount}
        case ReturnState.EXCHANGED if request.replacement is not None:
            told = _("Something else is sent for it, with the order %(number)s.")
            return told % {"number": request.replacement.number}
        case _:
            return _("Your return was closed. Nothing more follows from it.")
