"""Random carts, offers and vouchers: whatever they are, the figures add up at every stage."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.cart import registry
from commerce.cart.registry import Charge, ChargeKind
from commerce.core.money import Money, minor_units
from commerce.notifications.services import send_due
from commerce.ordering.services.letters import send_order_confirmation
from commerce.ordering.services.orders import change_order_status
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.oscar.order.models import Order
from commerce.oscar.shipping.models import ShippingRate
from commerce.tax.tests.factories import make_class, make_taxes

from .figures import assert_adds_up, assert_taxes_add_up
from .goods import make_charge, make_product, make_voucher

CURRENCIES = ("EUR", "USD", "JPY", "KWD")
GOODS = ("Percentage", "Absolute", "Fixed", "Fixed price", "Multibuy")
SHIPPING = ("Shipping percentage", "Shipping absolute", "Shipping fixed price")

units = st.one_of(st.integers(1, 40), st.integers(1, 20_000))
percentages = st.sampled_from(["0.5", "10", "33.33", "50", "60", "99.99", "100"])


@st.composite
def offers(draw: Any) -> dict[str, Any]:
    type_ = draw(st.sampled_from((*GOODS, *SHIPPING)))
    return {
        "type": type_,
        "percent": draw(percentages),
        "units": draw(units),
        "most_items": draw(st.sampled_from([None, None, 1, 3])),
        "condition": draw(st.sampled_from(["Count", "Coverage", "Value"])),
        "condition_value": draw(st.integers(1, 4)),
        "exclusive": draw(st.booleans()),
        "priority": draw(st.integers(-1, 1)),
        "max_basket_applications": draw(st.sampled_from([None, None, 1, 2])),
        "budget": draw(st.sampled_from([None, None, 1, 777])),
        "is_voucher": draw(st.booleans()),
    }


carts = st.lists(st.tuples(units, st.integers(1, 7)), min_size=1, max_size=4)
shipping = st.tuples(st.integers(0, 2000), st.sampled_from([None, 5000]))
# A wrapping, a small order's fee with its limit, and points in part of a thousandth of a unit.
# Rates of two classes, whether prices are net, how is rounded and what the rest bears; or none.
taxes = st.none() | st.tuples(
    st.sampled_from(["19", "8.1", "5.5", "25.5", "0"]),
    st.sampled_from(["7", "2.6", "0", "13.5"]),
    st.booleans(),
    st.sampled_from(["line", "total"]),
    st.sampled_from(["main", "highest", "proportional", "standard"]),
)
charges = st.tuples(units, units, units, st.sampled_from([None, "-0.0015", "-3.335", "-20000.5"]))


@settings(
    max_examples=45,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(CURRENCIES), carts, st.lists(offers(), max_size=4), shipping, charges, taxes)
def test_the_figures_add_up(api, channel, points, currency, cart, wanted, rate, extra, taxed):
    channel.currencies = list(CURRENCIES)
    channel.save()
    cache.clear()
    with transaction.atomic():
        points["amount"] = _make_charges(channel, currency, extra)
        classes = _tax(channel, taxed)
        _try_everything(api, channel, currency, cart, wanted, rate, classes)
        transaction.set_rollback(True)


def _try_everything(api, channel, currency, cart, wanted, rate, classes):
    price, free_from = rate
    ShippingRate.objects.create(
        channel=channel,
        code="standard",
        name="Standard",
        currency=currency,
        price=_amount(price, currency),
        free_from=free_from and _amount(free_from, currency),
    )
    customer = Customer(api)
    for number, (unit_price, quantity) in enumerate(cart):
        prices = {"EUR": "9.99", currency: str(_amount(unit_price, currency))}
        of_class = {"tax_class": classes[number % 2]} if classes else {}
        customer.add(make_product(channel, f"P{number}", prices=prices, **of_class), quantity)
    customer.call("patch", "cart/", {"currency": currency})
    for number, offer in enumerate(wanted):
        code = _make(channel, number, offer, currency)
        if code:
            assert customer.voucher(code).status_code in (200, 409)
    customer.call("put", "cart/extras/gift_wrap/", {"message": "For you"})
    review = customer.review()
    shown = customer.cart()
    placed = customer.place(review["fingerprint"])
    assert placed.status_code == 201, placed.json()
    order = Order.objects.get(number=placed.json()["number"])
    send_order_confirmation(order_id=order.pk)
    send_due()
    letter = mail.outbox.pop().body
    assert_adds_up(cart=shown, review=review, order=placed.json(), letter=letter)
    assert_taxes_add_up(placed.json(), order)
    assert bool(order.taxation) is bool(classes)
    _assert_limits_are_kept()
    change_order_status(order_id=order.pk, status="cancelled")
    assert set(ConditionalOffer.objects.values_list("total_discount", flat=True)) <= {Decimal(0)}


@pytest.fixture
def points(monkeypatch):
    """A charge of somebody else's, below zero, in parts that cannot be paid."""
    known: dict[str, Any] = {"amount": None}

    def work_out(cart):
        if known["amount"]:
            yield Charge(amount=Money(Decimal(known["amount"]), cart.currency), source="card")

    kind = ChargeKind(code="points", label="Points", work_out=work_out, position=90)
    monkeypatch.setitem(registry._kinds, "points", kind)
    return known


def _tax(channel, taxed):
    """The two classes of the goods; None in a shop that tells no tax."""
    if taxed is None:
        return None
    high, low, is_net, rounding, rule = taxed
    make_taxes(
        channel,
        prices_include_tax=not is_net,
        rounding=rounding,
        extras_rule=rule,
        lowers_untaxed=True,
    )
    classes = [make_class(channel), make_class(channel, "reduced")]
    for tax_class, percentage in zip(classes, (high, low), strict=True):
        row = tax_class.rates.get(zone__country="DE")
        row.percentage = Decimal(percentage)
        row.save()
    return classes


def _make_charges(channel, currency, extra):
    wrap, fee, below, points = extra
    make_charge(channel, "gift_wrap", str(_amount(wrap, currency)), currency=currency)
    make_charge(
        channel,
        "small_order_fee",
        str(_amount(fee, currency)),
        currency=currency,
        goods_below=str(_amount(below, currency)),
    )
    return points


def _make(channel, number, offer, currency):
    """The offer, beside others; return the code of its voucher, if it has one."""
    everything, _ = Range.objects.get_or_create(
        name="Everything", defaults={"includes_all_products": True}
    )
    if offer["is_voucher"]:
        voucher = make_voucher(channel, f"CODE{number}")
        row = voucher.offers.get()
    else:
        row = ConditionalOffer(channel=channel, name=f"Offer {number}")
    row.condition = _condition(offer, currency, everything)
    row.benefit = _benefit(offer, currency, everything)
    for name in ("exclusive", "priority", "max_basket_applications"):
        setattr(row, name, offer[name])
    row.max_discount = offer["budget"] and _amount(offer["budget"], currency)
    row.save()
    return voucher.code if offer["is_voucher"] else None


def _condition(offer, currency, range_):
    value = offer["condition_value"]
    if offer["condition"] != "Value":
        return Condition.objects.create(type=offer["condition"], value=value, range=range_)
    amount = _amount(value * 10, currency)
    return Condition.objects.create(
        type="Value", value=amount, range=range_, amounts={currency: str(amount)}
    )


def _benefit(offer, currency, range_):
    type_ = offer["type"]
    has_range = type_ in GOODS and type_ != "Fixed price"
    amount = _amount(offer["units"], currency)
    value = Decimal(offer["percent"]) if type_.lower().endswith("percentage") else amount
    return Benefit.objects.create(
        type=type_,
        value=None if type_ == "Multibuy" else value,
        range=range_ if has_range else None,
        amounts={currency: str(amount)},
        max_affected_items=offer["most_items"] if has_range and type_ != "Multibuy" else None,
    )


def _assert_limits_are_kept():
    for offer in ConditionalOffer.objects.all():
        assert offer.max_discount is None or offer.total_discount <= offer.max_discount
        given = sum(
            row.amount
            for order in Order.objects.all()
            for row in order.discounts.all()
            if row.offer_id == offer.pk
        )
        assert given == offer.total_discount


def _amount(number: int, currency: str) -> Decimal:
    return Decimal(number).scaleb(-minor_units(currency))
