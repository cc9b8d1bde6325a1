"""Fraud rules: kept by staff, and held against orders once they are placed."""

from __future__ import annotations

from django.db import transaction

from commerce.core.bus import publish
from commerce.ordering.events import OrderHeld
from commerce.ordering.models import FraudRule, OrderHold
from commerce.ordering.selectors.orders import get_order, lock_order
from commerce.ordering.selectors.screening import Finding, findings_of, rules_for
from commerce.oscar.order.models import OrderState


@transaction.atomic
def save_fraud_rule(*, rule: FraudRule) -> FraudRule:
    """Keep a rule of a channel. An order that is there already is looked at when money of it comes in."""
    rule.save()
    return rule


@transaction.atomic
def screen_order(*, order_id: int) -> list[Finding]:
    """Put an order on hold where a rule of its channel is against it; return what is new.

    Publishes OrderHeld then. What a rule has found once of an order it never finds again, so an order
    that staff have released goes on however often this is called. Closed orders are left alone.
    One query, and no lock, where the channel has no rules. Raises OrderNotFoundError otherwise.
    """
    if not (rules := rules_for(order_id)):
        return []
    order = lock_order(order_id)
    if order.state != OrderState.OPEN:
        return []
    holds = list(OrderHold.objects.filter(order=order))
    known = {finding["rule"] for hold in holds for finding in hold.findings}
    left = [rule for rule in rules if rule.pk not in known]
    if found := list(findings_of(get_order(order_id), left)):
        hold = _hold(order_id, holds, found)
        publish(OrderHeld(order_id=order_id, channel_id=order.channel_id, hold_id=hold.pk))
    return found


def _hold(order_id: int, holds: list[OrderHold], found: list[Finding]) -> OrderHold:
    """An order that is stopped already stays so, for this reason, too."""
    waiting = [hold for hold in holds if hold.released_at is None]
    hold = waiting[0] if waiting else OrderHold(order_id=order_id)
    hold.findings = [*hold.findings, *found]
    hold.save()
    return hold
