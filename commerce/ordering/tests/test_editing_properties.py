"""Whatever staff change, in whatever order: net and tax make gross, and no money is lost or made up."""

from decimal import Decimal

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from commerce.cart.tests.goods import make_product, make_rates, make_voucher
from commerce.core.errors import DomainError
from commerce.ordering.editing.plan import plan_edit
from commerce.ordering.editing.wishes import EditWish, MoreGoods, NewPrice
from commerce.ordering.models import OrderEdit, OrderTax
from commerce.ordering.selectors.edits import surplus_of
from commerce.ordering.selectors.orders import get_order, totals_of
from commerce.ordering.selectors.traces import trace_lines
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.editing.edits import edit_order
from commerce.oscar.order.models import Line, Order
from commerce.oscar.partner.models import StockRecord
from commerce.payments.selectors import payment_standings
from commerce.payments.services.sessions import capture_order
from commerce.tax.tests.factories import make_class, make_taxes

from .checkouts import Customer
from .test_payment_properties import nothing_stays

STEPS = st.one_of(
    st.tuples(st.just("quantity"), st.integers(0, 3), st.integers(0, 6)),
    st.tuples(st.just("price"), st.integers(0, 3), st.decimals("0", "99.99", places=2)),
    st.tuples(st.just("add"), st.sampled_from(["LAMP", "BOOK"]), st.integers(1, 3)),
    st.tuples(st.just("method"), st.sampled_from(["standard", "express"]), st.none()),
    st.tuples(st.just("country"), st.sampled_from(["DE", "FR"]), st.none()),
    st.tuples(st.just("capture"), st.none(), st.none()),
)


EACH_KIND = (
    ("quantity", 0, 3),
    ("capture", None, None),
    ("add", "BOOK", 2),
    ("price", 1, Decimal("5.00")),
    ("country", "FR", None),
    ("method", "express", None),
    ("quantity", 0, 0),
)


def wish_of(order, kind, what, value):
    lines = list(order.lines.order_by("pk"))
    if kind == "quantity":
        return EditWish(quantities={lines[what % len(lines)].pk: value})
    if kind == "price":
        return EditWish(prices={lines[what % len(lines)].pk: NewPrice(value, "So agreed")})
    if kind == "add":
        return EditWish(added=(MoreGoods(what, value),))
    if kind == "method":
        return EditWish(method=what)
    row = order.shipping_address
    address = {
        "first_name": row.first_name,
        "last_name": row.last_name,
        "company": "",
        "line1": row.line1,
        "line2": "",
        "city": row.line4,
        "region": "",
        "postcode": {"DE": "10969", "FR": "75001"}[what],
        "country": what,
        "phone": "",
    }
    return EditWish(address=address)


def change(order_id, step):
    if step[0] == "capture":
        capture_order(order_id=order_id)
        return
    order = get_order(order_id)
    try:
        plan = plan_edit(order=order, wish=wish_of(order, *step))
        edit_order(order_id=order_id, wish=plan.wish, fingerprint=plan.fingerprint)
    except DomainError:
        return
    assert totals_of(get_order(order_id)).total == plan.after.total


def check(order_id):
    order = get_order(order_id)
    totals = totals_of(order)
    lines = list(order.lines.all())
    rows = OrderTax.objects.filter(order=order_id)
    assert totals.total.amount == order.total_incl_tax
    assert rows.aggregate(all=Sum("net"))["all"] == order.total_excl_tax
    assert rows.aggregate(all=Sum("tax"))["all"] == order.total_incl_tax - order.total_excl_tax
    for line in lines:
        own = rows.get(line=line)
        assert (own.net, own.net + own.tax) == (line.line_price_excl_tax, line.line_price_incl_tax)
        prices = [
            (row.price_excl_tax, row.price_incl_tax, row.quantity) for row in line.prices.all()
        ]
        assert sum(net * pieces for net, _gross, pieces in prices) == line.line_price_excl_tax
        assert sum(gross * pieces for _net, gross, pieces in prices) == line.line_price_incl_tax
        assert line.num_allocated == line.quantity
    for row in totals.taxes:
        assert row.gross == row.net + row.tax
    for record in StockRecord.objects.all():
        held = Line.objects.filter(stockrecord=record).aggregate(n=Sum("num_allocated"))["n"] or 0
        assert held == (record.num_allocated or 0) <= record.num_in_stock
    check_traces(order)
    check_money(order)


def check_traces(order):
    """The parts of each line come to the line, and with what is not goods to the total."""
    traces = trace_lines(order)
    for trace in traces:
        assert sum(part.amount.amount for part in trace.parts) == trace.line.line_price_incl_tax
        assert "rounding" not in [part.kind for part in trace.parts]
    goods = sum(trace.total.amount for trace in traces)
    assert goods + order.shipping_incl_tax == order.total_incl_tax


def check_money(order):
    """What is owed is what the order costs now and what goes back; what went back is of that."""
    standing, surplus = payment_standings([order.pk])[order.pk], surplus_of(order)
    assert standing.due == order.total_incl_tax + surplus.goes_back.amount
    assert standing.refunded == surplus.given_back.amount <= surplus.goes_back.amount
    if standing.captured == standing.due:
        assert standing.captured - standing.refunded == order.total_incl_tax
    assert check_ledger() == []


@pytest.mark.django_db
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(steps=list(EACH_KIND), is_net=False, has_voucher=True)
@given(
    steps=st.lists(STEPS, min_size=1, max_size=7), is_net=st.booleans(), has_voucher=st.booleans()
)
def test_sums_hold_after_any_changes(api, channel, steps, is_net, has_voucher):
    with nothing_stays():
        make_taxes(channel, prices_include_tax=not is_net)
        make_rates(channel)
        customer = Customer(api)
        customer.add(make_product(channel, tax_class=make_class(channel), stock=12), 2)
        reduced = make_class(channel, "reduced", "reduced")
        customer.add(make_product(channel, "BOOK", prices={"EUR": "9.99"}, tax_class=reduced), 1)
        if has_voucher:
            make_voucher(channel, benefit=("Percentage", "33.33"))
            customer.voucher("WELCOME")
        customer.review()
        assert customer.place().status_code == 201
        order_id = Order.objects.get().pk
        for step in steps:
            change(order_id, step)
            check(order_id)
        if steps == list(EACH_KIND):
            assert OrderEdit.objects.count() == len(EACH_KIND) - 1  # none of them is refused
