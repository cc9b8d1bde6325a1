"""A rule that looks at fresh orders of the demo shop, one order that it holds, and a filter to find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.accounts.selectors import find_user
from commerce.ordering.enums import FraudRuleKind
from commerce.ordering.models import FraudRule
from commerce.ordering.services.lists import save_filter
from commerce.ordering.services.screening import save_fraud_rule, screen_order
from commerce.oscar.order.models import Order, OrderStatus
from infra.demo.people import ACCOUNTS

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

STAFF = next(account for account in ACCOUNTS if account.role == "Staff")


def watch(*, channel: Channel) -> None:
    """Have orders looked at that one country pays and another gets, where nobody has decided otherwise."""
    if FraudRule.objects.filter(channel=channel).exists():
        return
    save_fraud_rule(rule=FraudRule(channel=channel, kind=FraudRuleKind.COUNTRIES))
    fresh = Order.objects.filter(channel=channel, status=OrderStatus.PLACED)
    for order_id in fresh.values_list("pk", flat=True):
        screen_order(order_id=order_id)
    if (staff := find_user(email=STAFF.email)) is not None:
        kept = {"name": "On hold", "query": "is_held=on"}
        save_filter(user=staff, tenant_id=channel.tenant_id, **kept)
