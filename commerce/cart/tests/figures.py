"""What must hold between cart, review, order, payment and letter, whatever was bought."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from babel.numbers import format_currency

from commerce.cart.enums import TotalKind
from commerce.core.money import minor_units
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession


def money(amount: str, currency: str = "EUR") -> dict[str, str]:
    return {"amount": amount, "currency": currency}


def amount_of(value: dict[str, str] | None) -> Decimal:
    """The amount, which has exactly the decimals of its currency and is not negative."""
    if value is None:
        return Decimal(0)
    places = minor_units(value["currency"])
    assert re.fullmatch(rf"\d+\.\d{{{places}}}" if places else r"\d+", value["amount"]), value
    return Decimal(value["amount"])


def total(values: Any) -> Decimal:
    return sum((amount_of(value) for value in values), Decimal(0))


def assert_adds_up(*, cart: Any, review: Any, order: Any, letter: str) -> None:
    """Hold every stage to itself and to the one before."""
    for shown, lines in ((cart, cart["lines"]), (review, review["cart"]["lines"]), (order, None)):
        _assert_lines_and_totals(shown, lines or order["lines"])
    assert [_prices(line) for line in cart["lines"]] == [_prices(line) for line in order["lines"]]
    assert cart["totals"]["discount"] == review["totals"]["discount"]
    assert {**review["totals"], "lines": []} == {**order["totals"], "lines": []}
    assert _rows(review) == _rows(order)
    assert [payment["amount"] for payment in order["payments"]] == [order["totals"]["total"]]
    _assert_shipping(review["shipping_method"], review)
    _assert_shipping(order["shipping_method"], order)
    _assert_stored(order)
    _assert_told(order, letter)
    _assert_sums(cart, review, order)


def _assert_lines_and_totals(shown: Any, lines: Any) -> None:
    for line in lines:
        subtotal, discount = amount_of(line["subtotal"]), amount_of(line["discount"])
        assert subtotal == amount_of(line["unit_price"]) * line["quantity"]
        assert subtotal - discount == amount_of(line["total"])
        if "discounts" in line:
            assert total(row["amount"] for row in line["discounts"]) == discount
    named = ("subtotal", "discount", "shipping", "tax", "total")
    totals = {name: amount_of(shown["totals"][name]) for name in named}
    charged = sum((signed(row) for row in _charges(shown["totals"])), Decimal(0))
    charged += sum(signed(row) for row in shown["totals"]["lines"] if row["kind"] == "tax")
    assert totals["subtotal"] == total(line["subtotal"] for line in lines)
    assert totals["discount"] == total(line["discount"] for line in lines)
    assert totals["discount"] == total(row["amount"] for row in shown["discounts"])
    assert totals["total"] == totals["subtotal"] - totals["discount"] + totals["shipping"] + charged
    assert all(amount_of(row["amount"]) > 0 for row in shown["discounts"])


def signed(row: Any) -> Decimal:
    """The amount of a line of a total, which may be below zero."""
    text = row["amount"]["amount"]
    size = amount_of({**row["amount"], "amount": text.removeprefix("-")})
    return -size if text.startswith("-") else size


def _charges(totals: Any) -> list[Any]:
    return [row for row in totals["lines"] if row["kind"] not in set(TotalKind)]


def _assert_sums(cart: Any, review: Any, order: Any) -> None:
    """Every total is the sum of its lines; what was reviewed is what is read back from the rows."""
    for shown in (cart, review, order):
        lines = shown["totals"]["lines"]
        assert sum(signed(row) for row in lines) == amount_of(shown["totals"]["total"])
    assert _without_hints(review) == _without_hints(order)


def _without_hints(shown: Any) -> Any:
    return [{**row, "hint": ""} for row in shown["totals"]["lines"]]


def _prices(line: Any) -> Any:
    return [
        line[name] for name in ("sku", "quantity", "unit_price", "subtotal", "discount", "total")
    ]


def _rows(shown: Any) -> Any:
    return [
        [(row["name"], row["amount"], row["voucher_code"]) for row in shown[part]]
        for part in ("discounts", "shipping_discounts")
    ]


def _assert_shipping(method: Any, shown: Any) -> None:
    off = total(row["amount"] for row in shown["shipping_discounts"])
    before = amount_of(method["price_before_discount"])
    assert before - off == amount_of(shown["totals"]["shipping"])


def _assert_stored(shown: Any) -> None:
    """The rows of the database say the same."""
    order = Order.objects.get(number=shown["number"])
    assert order.total_incl_tax == amount_of(shown["totals"]["total"])
    tax = "incl_tax" if shown["totals"]["prices_include_tax"] else "excl_tax"

    def stored(row: Any, name: str) -> Decimal:
        return getattr(row, f"{name}_{tax}")

    assert stored(order, "shipping") == amount_of(shown["totals"]["shipping"])
    lines = list(order.lines.all())
    for line in lines:
        parts = sum((row.amount for row in line.discounts.all()), Decimal(0))
        before, after = stored(line, "line_price_before_discounts"), stored(line, "line_price")
        assert before - parts == after >= 0
        pieces = [(price.quantity, stored(price, "price")) for price in line.prices.all()]
        assert sum(number for number, _price in pieces) == line.quantity
        assert sum(number * price for number, price in pieces) == after
    given = sum((row.amount for row in order.discounts.filter(category="Basket")), Decimal(0))
    assert given == amount_of(shown["totals"]["discount"])
    surcharges = [(row.code, row.name, getattr(row, tax)) for row in order.surcharges.all()]
    shown_charges = _charges(shown["totals"])
    assert surcharges == [(row["kind"], row["label"], signed(row)) for row in shown_charges]
    (source,) = order.sources.all()
    (session,) = PaymentSession.objects.filter(order_id=order.pk)
    assert source.amount_allocated == session.amount == order.total_incl_tax


def assert_taxes_add_up(shown: Any, order: Order) -> None:
    """Net and tax are the gross of each rate, each line and the order, told and stored."""
    rows = shown["totals"]["taxes"]
    if not rows:
        assert order.total_incl_tax == order.total_excl_tax
        return
    for row in [*rows, *(line["tax"] for line in shown["lines"])]:
        assert signed({"amount": row["net"]}) + signed({"amount": row["tax"]}) == (
            signed({"amount": row["gross"]})
        )
    sums = {
        name: sum(signed({"amount": row[name]}) for row in rows) for name in ("net", "tax", "gross")
    }
    assert sums["gross"] == order.total_incl_tax == amount_of(shown["totals"]["total"])
    assert sums["net"] == order.total_excl_tax
    assert sums["tax"] == signed({"amount": shown["totals"]["tax"]})
    parts = [
        *order.lines.values_list("line_price_incl_tax", "line_price_excl_tax"),
        *order.surcharges.values_list("incl_tax", "excl_tax"),
        (order.shipping_incl_tax, order.shipping_excl_tax),
    ]
    assert sum(gross for gross, _net in parts) == order.total_incl_tax
    assert sum(net for _gross, net in parts) == order.total_excl_tax
    assert sum(row.tax for row in order.taxes.all()) == sums["tax"]


def _assert_told(order: Any, letter: str) -> None:
    """The letter's rows are those of the order, and they add up to its total."""
    told = [
        *(line["subtotal"] for line in order["lines"]),
        *(row["amount"] for part in ("discounts", "shipping_discounts") for row in order[part]),
        order["shipping_method"]["price_before_discount"],
        order["totals"]["total"],
        *(row["amount"] for row in _charges(order["totals"])),
    ]
    for value in told:
        assert format_currency(Decimal(value["amount"]), value["currency"], locale="en") in letter
