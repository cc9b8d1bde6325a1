"""Staff handle orders and offers in Oscar's dashboard; the shop's own services do the work."""

import re

import pytest
from django.contrib.auth import get_user_model

from commerce.cart.tests.goods import make_offer, make_voucher
from commerce.core.process_cache import forget_everything
from commerce.oscar.offer.models import ConditionalOffer, OfferState, Range
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.payment.models import Source

from .checkouts import reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("order_of_module")]


@pytest.fixture(scope="module")
def order_of_module(rows_of_module, channel_of_module, api_of_module):
    with rows_of_module():
        return reviewed(channel_of_module, api_of_module, LAMP=2).order()


SCROLLING = re.compile(r'<div class="table-responsive" tabindex="0">\s*<table')


@pytest.fixture
def staff(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


def move(staff, order, status):
    return staff.post(
        f"/dashboard/orders/{order.number}/",
        {"order_action": "change_order_status", "new_status": status},
        follow=True,
    )


def test_an_order_is_moved_through_all_its_states(staff, order):
    for status in ("paid", "packed", "shipped", "delivered"):
        page = move(staff, order, status)
        assert page.status_code == 200
        order.refresh_from_db()
        assert order.status == status

    record, source = StockRecord.objects.get(), Source.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (8, 0)
    assert source.amount_debited == source.amount_allocated
    assert "from &#x27;Shipped&#x27; to &#x27;Delivered&#x27;" in page.content.decode()


def test_several_orders_are_cancelled_at_once(staff, order):
    staff.post(
        "/dashboard/orders/",
        {
            "selected_order": [str(order.pk)],
            "action": "change_order_statuses",
            "new_status": "cancelled",
        },
    )

    order.refresh_from_db()
    assert order.status == "cancelled"
    assert StockRecord.objects.get().num_allocated == 0


def test_a_step_that_is_not_next_changes_nothing(staff, order):
    move(staff, order, "delivered")

    order.refresh_from_db()
    assert order.status == "placed"


@pytest.mark.parametrize(
    "path",
    [
        "orders/",
        "orders/statistics/",
        "offers/",
        "vouchers/",
        "ranges/",
        "users/",
        "orders/?order_number={number}",
        "orders/{number}/",
        "orders/{number}/lines/{line}/",
        "orders/{number}/shipping-address/",
    ],
)
def test_the_pages_about_selling_open(staff, order, channel, path):
    make_offer(channel)
    make_voucher(channel)
    line = order.lines.get().pk

    page = staff.get(f"/dashboard/{path.format(number=order.number, line=line)}", follow=True)

    assert page.status_code == 200


def test_orders_of_another_tenant_are_not_here(staff, order, other_channel):
    Order.objects.update(channel=other_channel)

    assert order.number not in staff.get("/dashboard/orders/").content.decode()
    for path in ("", f"lines/{order.lines.get().pk}/", "shipping-address/"):
        assert staff.get(f"/dashboard/orders/{order.number}/{path}").status_code == 404
    assert move(staff, order, "paid").status_code == 404


def test_offers_and_vouchers_of_another_tenant_are_not_here(staff, other_channel):
    offer = make_offer(other_channel, "Theirs")
    voucher = make_voucher(other_channel, "THEIRCODE")

    for page in ("offers", "vouchers"):
        assert "Theirs" not in staff.get(f"/dashboard/{page}/").content.decode()
        assert "THEIRCODE" not in staff.get(f"/dashboard/{page}/").content.decode()
    assert staff.get(f"/dashboard/offers/{offer.pk}/").status_code == 404
    assert staff.get(f"/dashboard/vouchers/stats/{voucher.pk}/").status_code == 404


def stamp():
    return OfferState.objects.get().stamp


def test_a_change_of_a_range_is_seen_by_all_carts(staff, channel):
    make_offer(channel)
    everything = Range.objects.get()
    before = stamp()

    answer = staff.post(
        f"/dashboard/ranges/{everything.pk}/",
        {"name": "Everything we have", "includes_all_products": "on"},
    )

    assert answer.status_code == 302
    assert stamp() != before


def test_looking_at_offers_changes_nothing(staff, channel):
    offer = make_offer(channel)
    before = stamp()

    assert staff.get(f"/dashboard/offers/{offer.pk}/").status_code == 200
    assert stamp() == before


def test_an_offer_is_made_step_by_step(staff, channel):
    make_offer(channel)
    everything = Range.objects.get()
    steps = [
        ("metadata", {"name": "Spring", "description": "", "offer_type": "Site"}),
        ("incentive", {"range": everything.pk, "type": "Percentage", "value": 5}),
        ("condition", {"range": everything.pk, "type": "Count", "value": 1}),
        ("restrictions", {"priority": 0, "exclusive": "on"}),
    ]

    for step, body in steps:
        assert staff.post(f"/dashboard/offers/new/{step}/", body).status_code == 302

    assert ConditionalOffer.objects.get(name="Spring").channel == channel


@pytest.fixture(autouse=True)
def _channels_as_they_are():
    yield
    forget_everything()


@pytest.mark.parametrize("field", ["line_action", "order_action"])
@pytest.mark.parametrize(
    "action",
    [
        "change_line_statuses",
        "create_shipping_event",
        "create_payment_event",
        "create_order_payment_event",
    ],
)
def test_stock_and_money_move_only_with_the_status_of_the_order(staff, order, field, action):
    address, line = f"/dashboard/orders/{order.number}/", order.lines.get()
    before = (line.status, StockRecord.objects.values().get(), Source.objects.values().get())

    staff.post(
        address,
        {
            field: action,
            "selected_line": str(line.pk),
            f"selected_line_qty_{line.pk}": "1",
            "new_status": "shipped",
            "shipping_event_type": "shipped",
            "payment_event_type": "paid",
            "amount": "1.00",
        },
    )

    line.refresh_from_db()
    assert (
        line.status,
        StockRecord.objects.values().get(),
        Source.objects.values().get(),
    ) == before
    assert not order.shipping_events.exists()
    assert not order.payment_events.exists()
    assert 'name="line_action"' not in staff.get(address).content.decode()


@pytest.mark.parametrize(("path", "tables"), [("orders/{}/", 9), ("money/orders/{}/", 3)])
def test_each_table_of_an_order_scrolls_by_itself_on_a_phone(staff, order, path, tables):
    page = staff.get(f"/dashboard/{path.format(order.number)}").content.decode()

    assert len(SCROLLING.findall(page)) == tables
    assert page.count('<div class="table-responsive" tabindex="0">') == page.count("<table")


def test_tabs_of_an_order_say_what_they_are(staff, order):
    page = staff.get(f"/dashboard/orders/{order.number}/").content.decode()

    for name in ("lines", "shipping", "payment", "discounts", "notes"):
        assert f'aria-controls="{name}"' in page
        assert f'id="{name}" role="tabpanel"' in page
    assert page.count('role="tab"') == page.count('role="presentation"') == 5
    assert page.count('aria-selected="true"') == 1
