"""The public form of a cart: the one place that decides its members."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from commerce.cart.policies import EXPLANATIONS, available_quantity
from commerce.cart.pricing.baskets import (
    PricedCart,
    PricedLine,
    PricedVoucher,
    discount_of,
    price_basket,
)
from commerce.cart.pricing.charges import Extra
from commerce.cart.pricing.taxes import line_tax_json, taxes_json
from commerce.cart.pricing.totals import Discount, TotalLine, Totals, total_goods
from commerce.cart.shoppers import Shopper
from commerce.catalogue.policies import is_low, stock_threshold
from commerce.core.api.json import dumps
from commerce.core.money import Money, MoneyJson

from .appearances import Appearance, describe_line
from .baskets import find_basket, find_stored_cart

Json = dict[str, Any]
Looks = dict[int, Appearance]


def read_cart(shopper: Shopper) -> str:
    """Return the shopper's cart as JSON text: one query as long as nothing has changed."""
    stored = find_stored_cart(shopper)
    if stored is None:
        return empty_cart(shopper.currency)
    if stored.is_current:
        return stored.text
    basket = find_basket(shopper)
    if basket is None:
        return empty_cart(shopper.currency)
    return cart_text(price_basket(basket=basket, shopper=shopper))


def cart_text(priced: PricedCart) -> str:
    return dumps(cart_json(priced, describe_cart(priced))).decode()


def describe_cart(priced: PricedCart) -> Looks:
    """Return how each line looks, by its key."""
    return {item.line.pk: describe_line(item.line) for item in priced.lines}


def cart_json(priced: PricedCart, looks: Looks) -> Json:
    """Return the whole cart. What shipping will cost is not known here, only what lowers it."""
    basket, zero = priced.basket, Money.zero(priced.basket.currency)
    return {
        "id": basket.public_id,
        "currency": basket.currency,
        "version": basket.version,
        "item_count": sum(item.line.quantity for item in priced.lines),
        "lines": [
            {
                **line_json(item, looks[item.line.pk]),
                "tax": line_tax_json(priced.totals, item.line.pk),
            }
            for item in priced.lines
        ],
        "vouchers": [_voucher_json(item, priced.locale) for item in priced.vouchers],
        "discounts": [discount_json(discount) for discount in priced.discounts],
        "shipping_discounts": [
            {**discount_json(discount_of(application, zero, priced.locale)), "amount": None}
            for application in basket.shipping_discounts
        ],
        "extras": [_extra_json(extra) for extra in priced.extras],
        "totals": totals_json(priced.totals),
        "problems": [
            {**_problem_json(item), "line_id": item.line.public_id}
            for item in priced.lines
            if item.problem
        ],
        "updated_at": iso(basket.updated_at),
        "expires_at": iso(basket.expires_at),
    }


def empty_cart(currency: str) -> str:
    """Return the cart of somebody who has none yet, as JSON text."""
    return dumps(_empty(currency)).decode()


def _empty(currency: str) -> Json:
    return {
        "id": None,
        "currency": currency,
        "version": 0,
        "item_count": 0,
        "lines": [],
        "vouchers": [],
        "discounts": [],
        "shipping_discounts": [],
        "extras": [],
        "totals": totals_json(total_goods(currency)),
        "problems": [],
        "updated_at": None,
        "expires_at": None,
    }


def totals_json(totals: Totals) -> Json:
    """Return the totals, with what is paid for shipping: null until a method is chosen."""
    return {
        "subtotal": totals.subtotal.as_json(),
        "discount": totals.discount.as_json(),
        "shipping": _optional(totals.shipping),
        "tax": _optional(totals.tax),
        "total": totals.total.as_json(),
        "prices_include_tax": not totals.is_net,
        "taxes": taxes_json(totals.taxes),
        "lines": [_total_line_json(line) for line in totals.lines],
    }


def _total_line_json(line: TotalLine) -> Json:
    return {
        "kind": line.kind,
        "label": line.label,
        "amount": line.amount.as_json(),
        "tax": _optional(line.tax),
        "source": line.source,
        "message": line.message,
        "hint": line.hint,
    }


def _extra_json(extra: Extra) -> Json:
    return {
        "kind": extra.kind.code,
        "label": str(extra.kind.label),
        "price": extra.price.as_json(),
        "is_chosen": extra.message is not None,
        "message": extra.message or "",
        "message_label": extra.message_label,
        "message_length": extra.message_length,
    }


def discount_json(discount: Discount) -> Json:
    return {
        "name": discount.name,
        "description": discount.description,
        "amount": discount.amount.as_json(),
        "voucher_code": discount.voucher_code,
    }


def line_json(item: PricedLine, look: Appearance) -> Json:
    return {
        **goods_json(item, look),
        "subtotal": item.figures.subtotal.as_json(),
        "discount": item.figures.discount.as_json(),
        "discounts": [
            {"name": part.name, "amount": part.amount.as_json()} for part in item.figures.discounts
        ],
        "total": item.figures.total.as_json(),
    }


def goods_json(item: PricedLine, look: Appearance) -> Json:
    """Return what a line is of: how it looks, what one piece costs, and what can be had of it."""
    line = item.line
    return {
        "id": line.public_id,
        "variant_id": line.product.public_id,
        "product_id": look.product_id,
        "slug": look.slug,
        "name": look.name,
        "options": look.options,
        "sku": line.stockrecord.partner_sku,
        "image": look.image,
        "quantity": line.quantity,
        "unit_price": _optional(item.unit_price),
        "compare_at": _optional(item.compare_at),
        "availability": _availability_json(item),
        "problems": [_problem_json(item)] if item.problem else [],
    }


def iso(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _optional(money: Money | None) -> MoneyJson | None:
    return None if money is None else money.as_json()


def _availability_json(item: PricedLine) -> Json:
    left = 0 if item.unit_price is None else available_quantity(item.line)
    few = stock_threshold(item.line.stockrecord.low_stock_threshold)
    status = "out_of_stock" if not left else "low_stock" if is_low(left, few) else "in_stock"
    return {"status": status, "is_available": left > 0, "max_quantity": left}


def _problem_json(item: PricedLine) -> Json:
    code = item.problem or ""
    return {"code": code, "detail": str(EXPLANATIONS[code])}


def explain_refusal(item: PricedVoucher) -> str | None:
    """Return in words why the voucher gives nothing; None when it does."""
    if item.refusal is None:
        return None
    return str(EXPLANATIONS[item.refusal]) % {"offers": ", ".join(item.rivals)}


def _voucher_json(item: PricedVoucher, locale: str) -> Json:
    return {
        "code": item.voucher.code,
        "name": item.voucher.text("name", locale),
        "discount": item.discount.as_json(),
        "is_applied": item.refusal is None,
        "reason": item.refusal,
        "reason_detail": explain_refusal(item),
        "conflicts_with": list(item.rivals),
    }
