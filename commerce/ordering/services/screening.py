"""Fraud rules: kept by staff, and held against orders once they are placed."""

from __future__ import annotations

from django.db import transaction

from commerce.ordering.models import FraudRule, OrderHold
from commerce.ordering.selectors.orders import get_order, lock_order
from commerce.ordering.selectors.screening import Finding, findings_of, rules_of
from commerce.oscar.order.models import OrderState


@transaction.atomic
def save_fraud_rule(*, rule: FraudRule) -> FraudRule:
    """Keep a rule of a channel. An order that is there already is looked at when money of it comes in."""
    rule.save()
    return rule


@transaction.atomic
def screen_order(*, order_id: int) -> list[Finding]:
    """Put an order on hold where a rule of its channel is against it; return what is new.

    What a rule has found once of an order it never finds again, so an order that staff have released
    goes on however often this is called. Closed orders are left alone. Raises OrderNotFoundError.
    """
    order = lock_order(order_id)
    rules = rules_of(order.channel_id) if order.state == OrderState.OPEN else []
    if not rules:
        return []
    holds = list(OrderHold.objects.filter(order=order))
    known = {finding["rule"] for hold in holds for finding in hold.findings}
    left = [rule for rule in rules if rule.pk not in known]
    if found := list(findings_of(get_order(order_id), left)):
        _hold(order_id, holds, found)
    return found


def _hold(order_id: int, holds: list[OrderHold], found: list[Finding]) -> None:
    """An order that is stopped already stays so, for this reason, too."""
    waiting = [hold for hold in holds if hold.released_at is None]
    hold = waiting[0] if waiting else OrderHold(order_id=order_id)
    hold.findings = [*hold.findings, *found]
    hold.save()
