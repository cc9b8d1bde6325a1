"""The rules that hold for a channel, and what they say of one order."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from commerce.returns.enums import FAULTS, ReturnPayer
from commerce.returns.models import ReturnRules

if TYPE_CHECKING:
    from commerce.oscar.order.models import Line, Order


def rules_of(channel_id: int) -> ReturnRules:
    """Return what the channel has decided, else the defaults."""
    found: ReturnRules | None = ReturnRules._base_manager.filter(channel=channel_id).first()
    return found or ReturnRules(channel_id=channel_id)


def customer_pays(rules: ReturnRules, reason: str) -> bool:
    """Whether the way back is at the customer's cost, for that reason."""
    if rules.payer == ReturnPayer.FAULT:
        return reason not in FAULTS
    return bool(rules.payer == ReturnPayer.CUSTOMER)


def label_cost_of(rules: ReturnRules, order: Order, reason: str) -> Decimal:
    """Return what is kept for the way back: set in the default currency, and nothing in another."""
    is_charged = customer_pays(rules, reason)
    is_priced = order.currency == order.channel.default_currency
    return Decimal(rules.label_cost) if is_charged and is_priced else Decimal(0)


def excluded_lines(rules: ReturnRules, lines: Iterable[Line]) -> set[int]:
    """Return the keys of lines whose goods are not taken back. Two queries at most."""
    rows = list(lines)
    found = {line.pk for line in rows if line.partner_sku in rules.skus}
    if rules.pk is None:
        return found
    paths = list(rules.excluded_categories.values_list("path", flat=True))
    return found | {line.pk for line in rows if paths and _is_within(line, paths)}


def _is_within(line: Line, paths: list[str]) -> bool:
    """A variant is where its product is."""
    product = line.product
    if product is None:
        return False
    product = product.parent or product
    own = product.categories.values_list("path", flat=True)
    return any(path.startswith(above) for path in own for above in paths)
