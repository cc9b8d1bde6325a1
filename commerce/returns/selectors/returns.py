"""Returns, and who may see them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from commerce.cart.selectors.carts import Json, iso
from commerce.core.money import Money
from commerce.ordering.selectors.fulfilments import pieces_by_line
from commerce.ordering.selectors.orders import lock_order
from commerce.oscar.order.models import Order
from commerce.returns.enums import ReturnReason, ReturnState, ReturnWish
from commerce.returns.errors import ReturnNotFoundError
from commerce.returns.models import ReturnRequest, ReturnRules, Withdrawal

from .eligibility import Returnable, list_returnable
from .rules import customer_pays, rules_of

if TYPE_CHECKING:
    from commerce.returns.models import ReturnLine


def list_returns() -> QuerySet[ReturnRequest]:
    """Return the returns that the person at work may see, the newest first."""
    rows = ReturnRequest.objects.select_related("order", "channel")
    return rows.prefetch_related("lines__line")


def list_returns_of(order: Order) -> QuerySet[ReturnRequest]:
    """Return the returns of an order, the oldest first."""
    rows = ReturnRequest.objects.filter(order=order.pk).order_by("pk")
    return rows.prefetch_related("lines__line", "steps").select_related("photo", "replacement")


def list_settled(order_id: int) -> QuerySet[ReturnRequest]:
    """Return the returns of an order that ended without anything sent instead, the oldest first."""
    rows = ReturnRequest._base_manager.filter(
        order=order_id, state__in=(ReturnState.REFUNDED, ReturnState.CLOSED)
    )
    found: QuerySet[ReturnRequest] = rows.select_related("order").prefetch_related("lines")
    return found.order_by("pk")


def get_return(return_id: int) -> ReturnRequest:
    """Return a return with its order, for work on the server itself."""
    rows = ReturnRequest._base_manager.select_related("order__channel")
    found: ReturnRequest = rows.prefetch_related("lines__line").get(pk=return_id)
    return found


def find_told(return_id: int) -> Json | None:
    """Return a return as others are told of it, with its order; None where it is gone."""
    rows = ReturnRequest._base_manager.filter(pk=return_id).select_related(
        "order", "photo", "replacement"
    )
    request: ReturnRequest | None = rows.prefetch_related("lines__line", "steps").first()
    if request is None:
        return None
    lines = {row.line_id: row.line.public_id for row in request.lines.all()}
    return {
        "return": return_json(request, lines, rules_of(request.channel_id)),
        "order_id": request.order.public_id,
        "order_number": request.order.number,
    }


def find_return_of(order: Order, public_id: str) -> ReturnRequest:
    """Return a return of that order; raise ReturnNotFoundError."""
    found: ReturnRequest | None = ReturnRequest.objects.filter(
        order=order.pk, public_id=public_id
    ).first()
    if found is None:
        raise ReturnNotFoundError
    return found


def lock_return(return_id: int) -> ReturnRequest:
    """Return a return with its order, both locked, the order first; raise ReturnNotFoundError.

    Only returns that the person at work may see are there.
    """
    order_id = ReturnRequest.objects.values_list("order_id", flat=True).filter(pk=return_id).first()
    if order_id is None:
        raise ReturnNotFoundError
    order = lock_order(order_id)
    found: ReturnRequest = ReturnRequest.objects.select_for_update(of=("self",)).get(pk=return_id)
    found.order = order
    return found


def find_withdrawal(order: Order) -> Withdrawal | None:
    """Return the withdrawal from the contract of the order, if it was declared."""
    found: Withdrawal | None = Withdrawal._base_manager.filter(order=order.pk).first()
    return found


def returns_json(order: Order) -> Json:
    """Return the public form of what came back of an order, and of what still can."""
    rules = rules_of(order.channel_id)
    lines = {line.pk: line.public_id for line in order.lines.all()}
    withdrawal = find_withdrawal(order)
    return {
        "lines": [_returnable_json(each) for each in list_returnable(order, rules=rules)],
        "rules": _rules_json(rules, order),
        "can_be_credited": order.user_id is not None,
        "withdrawal": withdrawal_json(withdrawal) if withdrawal else None,
        "can_be_withdrawn": withdrawal is None and is_withdrawable(order, rules=rules),
        "returns": [return_json(each, lines, rules) for each in list_returns_of(order)],
    }


def is_withdrawable(order: Order, *, rules: ReturnRules) -> bool:
    """Whether something of the order can be cancelled or sent back in the time the law gives."""
    if any(pieces.in_house for pieces in pieces_by_line(order).values()):
        return True
    rows = list_returnable(order, rules=rules, is_withdrawal=True)
    return any(row.left and row.refusal_of(row.left) is None for row in rows)


def return_json(request: ReturnRequest, lines: dict[int, str], rules: ReturnRules) -> Json:
    """Return the public form of a return whose lines, steps and photo are at hand."""
    is_wanted = request.state in (ReturnState.APPROVED, ReturnState.SENT)
    return {
        "id": request.public_id,
        "number": request.number,
        "state": request.state,
        "state_label": str(ReturnState(request.state).label),
        "reason": request.reason,
        "reason_label": str(ReturnReason(request.reason).label),
        "wish": request.wish,
        "wish_label": str(ReturnWish(request.wish).label),
        "comment": request.comment,
        "has_photo": hasattr(request, "photo"),
        "is_withdrawal": request.is_withdrawal,
        "decline_reason": request.decline_reason,
        "send_to": rules.address if is_wanted else "",
        "label_cost": Money(request.label_cost, request.currency).as_json(),
        "carrier": request.carrier,
        "tracking_number": request.tracking_number,
        "refunded": Money(request.refunded, request.currency).as_json(),
        "is_credit": request.is_credit,
        "replacement": request.replacement.number if request.replacement else None,
        "requested_at": iso(request.requested_at),
        "lines": [_line_json(row, lines) for row in request.lines.all()],
        "history": [
            {
                "state": step.state,
                "label": str(ReturnState(step.state).label),
                "at": iso(step.at),
            }
            for step in request.steps.all()
        ],
    }


def withdrawal_json(withdrawal: Withdrawal) -> Json:
    return {
        "id": withdrawal.public_id,
        "outcome": withdrawal.outcome,
        "declared_at": iso(withdrawal.declared_at),
    }


def _line_json(row: ReturnLine, lines: dict[int, str]) -> Json:
    return {
        "line_id": lines[row.line_id],
        "name": row.line.title,
        "quantity": row.quantity,
        "received": row.received,
    }


def _returnable_json(each: Returnable) -> Json:
    refusal = each.refusal_of(1)
    return {
        "line_id": each.line.public_id,
        "name": each.line.title,
        "left": 0 if refusal else each.left,
        "until": iso(each.until) if each.until else None,
        "refusal": {"code": refusal.code, "message": refusal.detail} if refusal else None,
    }


def _rules_json(rules: ReturnRules, order: Order) -> Json:
    return {
        "days": rules.days,
        "withdrawal_days": rules.withdrawal_days,
        "label_cost": Money(Decimal(rules.label_cost), order.channel.default_currency).as_json(),
        "free_for": [reason for reason in ReturnReason.values if not customer_pays(rules, reason)],
    }
