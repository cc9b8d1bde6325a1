"""A rule that looks at fresh orders of the demo shop, and one order that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.ordering.enums import FraudRuleKind
from commerce.ordering.models import FraudRule
from commerce.ordering.services.screening import save_fraud_rule, screen_order
from commerce.oscar.order.models import Order, OrderStatus

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def watch(*, channel: Channel) -> None:
    """Have orders looked at that one country pays and another gets, where nobody has decided otherwise."""
    if FraudRule.objects.filter(channel=channel).exists():
        return
    save_fraud_rule(rule=FraudRule(channel=channel, kind=FraudRuleKind.COUNTRIES))
    fresh = Order.objects.filter(channel=channel, status=OrderStatus.PLACED)
    for order_id in fresh.values_list("pk", flat=True):
        screen_order(order_id=order_id)
