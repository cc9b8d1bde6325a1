"""Rules and sums without a query, at their very edges."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from commerce.cart.enums import LineProblem, TotalKind, VoucherRefusal
from commerce.cart.policies import available_quantity, cart_expiry, line_problem, voucher_refusal
from commerce.cart.pricing.totals import Discount, LineFigures, TotalLine, total_goods
from commerce.catalogue.policies import is_low, offer_rank, stock_threshold
from commerce.core.money import Money

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def euros(amount):
    return Money(Decimal(amount), "EUR")


def voucher(**fields):
    words = {
        "SINGLE_USE": "Single use",
        "ONCE_PER_CUSTOMER": "Once per customer",
        "usage": "Multi-use",
        "times_used": 0,
        "times_used_by_user": 0,
        "start_datetime": NOW,
        "end_datetime": NOW,
    }
    return SimpleNamespace(**{**words, **fields})


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({}, None),
        ({"start_datetime": NOW + INSTANT}, VoucherRefusal.NOT_STARTED),
        ({"end_datetime": NOW - INSTANT}, VoucherRefusal.EXPIRED),
        ({"times_used": 5}, None),
        ({"usage": "Single use", "times_used": 1}, VoucherRefusal.USED_UP),
        ({"usage": "Single use"}, None),
        ({"usage": "Once per customer"}, None),
        ({"usage": "Once per customer", "times_used_by_user": 1}, VoucherRefusal.ALREADY_USED),
    ],
)
def test_a_voucher_is_refused_to_a_customer(fields, refusal):
    assert voucher_refusal(voucher(**fields), user=object(), now=NOW) == refusal


def test_what_one_may_use_once_asks_who_one_is():
    once = voucher(usage="Once per customer")

    assert voucher_refusal(once, user=None, now=NOW) == VoucherRefusal.SIGN_IN
    assert voucher_refusal(voucher(), user=None, now=NOW) is None


@pytest.mark.parametrize(
    ("is_priced", "left", "wanted", "rank"),
    [(True, 2, 2, 0), (True, 1, 2, 1), (True, 0, 1, 2), (True, -1, 1, 2), (False, 9, 1, 3)],
)
def test_what_serves_best_comes_first(is_priced, left, wanted, rank):
    assert offer_rank(is_priced=is_priced, left=left, wanted=wanted) == rank


def test_few_are_left():
    assert (stock_threshold(None), stock_threshold(0), stock_threshold(9)) == (5, 0, 9)
    assert [is_low(left, 5) for left in (4, 5, 6)] == [True, True, False]


def test_a_guests_cart_ends_after_thirty_days_and_a_customers_never():
    assert cart_expiry(is_owned=False, now=NOW) == NOW + timedelta(days=30)
    assert cart_expiry(is_owned=True, now=NOW) is None


@pytest.mark.parametrize(
    ("is_tracked", "left", "available"),
    [(True, 3, 3), (True, -2, 0), (True, 1000, 999), (False, -2, 999)],
)
def test_what_can_be_bought_at_once(is_tracked, left, available):
    product = SimpleNamespace(get_product_class=lambda: SimpleNamespace(track_stock=is_tracked))
    line = SimpleNamespace(product=product, stockrecord=SimpleNamespace(net_stock_level=left))

    assert available_quantity(line) == available


@pytest.mark.parametrize(
    ("fields", "left", "problem"),
    [
        ({}, 2, None),
        ({}, 1, LineProblem.INSUFFICIENT_STOCK),
        ({}, 0, LineProblem.OUT_OF_STOCK),
        ({"price_amount": None}, 2, LineProblem.NO_PRICE),
        ({"is_listed": False}, 2, LineProblem.UNAVAILABLE),
        ({"is_public": False, "price_amount": None}, 0, LineProblem.UNAVAILABLE),
    ],
)
def test_what_keeps_a_line_of_two_from_being_ordered(fields, left, problem):
    product = SimpleNamespace(
        is_public=fields.get("is_public", True),
        get_product_class=lambda: SimpleNamespace(track_stock=True),
    )
    line = SimpleNamespace(
        product=product,
        stockrecord=SimpleNamespace(net_stock_level=left),
        quantity=2,
        is_listed=fields.get("is_listed", True),
        price_amount=fields.get("price_amount", Decimal(1)),
    )

    assert line_problem(line) == problem


@pytest.mark.parametrize(("off_shipping", "adds_up"), [("4.90", True), ("4.91", False)])
def test_shipping_is_never_below_zero(off_shipping, adds_up):
    free = Discount(1, "Free delivery", "", euros(off_shipping), None, None, 1)
    line = LineFigures(euros("20.00"), 2, ())
    totals = total_goods("EUR", [line]).plus(
        TotalLine(TotalKind.SHIPPING, "Standard", euros("4.90")),
        free.as_line(TotalKind.SHIPPING_DISCOUNT),
    )

    assert totals.adds_up([line]) is adds_up
    assert totals.total == euros("44.90") - euros(off_shipping)


def test_without_a_way_of_shipping_the_goods_are_all():
    line = LineFigures(euros("20.00"), 2, ())
    totals = total_goods("EUR", [line])

    assert totals.adds_up([line])
    assert (totals.shipping, totals.total) == (None, euros("40.00"))


@pytest.mark.parametrize("amount", ["-40.01", "0.001"])
def test_an_order_is_never_below_zero_and_always_payable(amount):
    line = LineFigures(euros("20.00"), 2, ())
    totals = total_goods("EUR", [line]).plus(TotalLine("points", "Points", euros(amount)))

    assert not totals.adds_up([line])
