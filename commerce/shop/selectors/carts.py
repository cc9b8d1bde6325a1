"""The public form of a cart: the one place that decides its members."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from commerce.core.api.json import dumps
from commerce.core.money import Money, MoneyJson
from commerce.shop.policies import EXPLANATIONS, available_quantity, is_low, stock_threshold

from .appearances import Appearance, describe_lines
from .baskets import Shopper, find_basket, find_stored_cart
from .pricing import Discount, PricedCart, PricedLine, PricedVoucher, price_basket

Json = dict[str, Any]


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
    return cart_text(price_basket(basket=basket, shopper=shopper), locale=shopper.locale)


def cart_text(priced: PricedCart, *, locale: str) -> str:
    return dumps(cart_json(priced, locale=locale)).decode()


def cart_json(priced: PricedCart, *, locale: str) -> Json:
    """Return the whole cart. One query: the documents of its products."""
    basket = priced.basket
    looks = describe_lines(
        lines=(item.line for item in priced.lines), channel=basket.channel, locale=locale
    )
    return {
        "id": basket.public_id,
        "currency": basket.currency,
        "version": basket.version,
        "item_count": sum(item.line.quantity for item in priced.lines),
        "lines": [line_json(item, looks[item.line.pk]) for item in priced.lines],
        "vouchers": [_voucher_json(item, locale) for item in priced.vouchers],
        "discounts": [discount_json(discount) for discount in priced.discounts],
        "totals": totals_json(priced.subtotal, priced.discount, shipping=None),
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
    zero = Money.zero(currency)
    return {
        "id": None,
        "currency": currency,
        "version": 0,
        "item_count": 0,
        "lines": [],
        "vouchers": [],
        "discounts": [],
        "totals": totals_json(zero, zero, shipping=None),
        "problems": [],
        "updated_at": None,
        "expires_at": None,
    }


def totals_json(subtotal: Money, discount: Money, *, shipping: Money | None) -> Json:
    """Return the totals; `shipping` is null until a method is chosen. Prices include all taxes."""
    total = subtotal - discount
    return {
        "subtotal": subtotal.as_json(),
        "discount": discount.as_json(),
        "shipping": _optional(shipping),
        "tax": None,
        "total": (total if shipping is None else total + shipping).as_json(),
    }


def discount_json(discount: Discount) -> Json:
    return {
        "name": discount.name,
        "description": discount.description,
        "amount": discount.amount.as_json(),
        "voucher_code": discount.voucher_code,
    }


def line_json(item: PricedLine, look: Appearance) -> Json:
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
        "subtotal": item.subtotal.as_json(),
        "discount": item.discount.as_json(),
        "total": item.total.as_json(),
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


def _voucher_json(item: PricedVoucher, locale: str) -> Json:
    return {
        "code": item.voucher.code,
        "name": item.voucher.text("name", locale),
        "discount": item.discount.as_json(),
        "is_applied": item.refusal is None,
        "reason": item.refusal,
        "reason_detail": str(EXPLANATIONS[item.refusal]) if item.refusal else None,
    }
