"""The rules that hold for a channel, and what they say of one order."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from commerce.oscar.catalogue.models import Product, ProductCategory
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
    """Return the keys of lines whose goods are not taken back. Three queries at most."""
    rows = list(lines)
    found = {line.pk for line in rows if line.partner_sku in rules.skus}
    if rules.pk is None:
        return found
    above = list(rules.excluded_categories.values_list("path", flat=True))
    within = _products_within(above, {line.product_id for line in rows}) if above else set()
    return found | {line.pk for line in rows if line.product_id in within}


def _products_within(above: list[str], product_ids: set[int | None]) -> set[int]:
    """A variant is where its product is; a category holds what is in those below it."""
    products = Product._base_manager.filter(pk__in=[pk for pk in product_ids if pk is not None])
    parents = {pk: parent or pk for pk, parent in products.values_list("pk", "parent_id")}
    rows = ProductCategory._base_manager.filter(product__in=set(parents.values()))
    inside = {
        product
        for product, path in rows.values_list("product_id", "category__path")
        if path.startswith(tuple(above))
    }
    return {pk for pk, parent in parents.items() if parent in inside}
