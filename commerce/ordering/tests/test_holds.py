"""Staff stop orders, put words on them, and read what happened."""

import pytest
from django.contrib.auth.models import Permission

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.ordering.errors import OrderHeldError, TooManyTagsError
from commerce.ordering.models import Fulfilment, OrderHold
from commerce.ordering.selectors.holds import list_tags
from commerce.ordering.selectors.timeline import timeline_of
from commerce.ordering.services.fulfilments import create_fulfilments, ship_fulfilment
from commerce.ordering.services.holds import hold_order, release_hold, set_tags
from commerce.ordering.services.orders import change_order_status
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import capture_order

from .checkouts import Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(api, channel):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel, stock=5), 2)
    customer.review()
    customer.place()
    return Order.objects.get()


@pytest.fixture
def staff(client, channel):
    user = make_user("staff@example.com", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    client.user = user
    return client


def act(staff, order, action, **data):
    body = {"parcel_action": action, **data}
    page = staff.post(f"/dashboard/orders/{order.number}/", body, follow=True)
    return page.content.decode()


def test_what_is_on_hold_is_neither_packed_nor_sent_nor_collected(order):
    pieces = {order.lines.get().pk: 1}
    hold_order(order_id=order.pk, reason="Address looks odd")
    with pytest.raises(OrderHeldError, match="Address looks odd"):
        change_order_status(order_id=order.pk, status="paid")
    capture_order(order_id=order.pk)  # the bank tells of money that has come in
    with pytest.raises(OrderHeldError):
        create_fulfilments(order_id=order.pk, quantities=pieces)
    with pytest.raises(OrderHeldError):
        hold_order(order_id=order.pk, reason="Again")
    nothing = Fulfilment.objects.count()
    release_hold(order_id=order.pk)
    (parcel,) = create_fulfilments(order_id=order.pk, quantities=pieces)
    hold_order(order_id=order.pk, reason="Stop the van")
    with pytest.raises(OrderHeldError):
        ship_fulfilment(fulfilment_id=parcel.pk)
    parcel.refresh_from_db()

    assert nothing == 0
    assert (parcel.state, parcel.shipped_at) == ("packed", None)
    assert [hold.released_at is None for hold in OrderHold.objects.all()] == [False, True]


def test_staff_hold_release_and_say_why(staff, order):
    capture_order(order_id=order.pk)
    said = act(staff, order, "hold_order", reason="Call the customer <b>first</b>")
    line = order.lines.get()
    refused = act(staff, order, "pack_goods", **{f"line-{line.pk}": 1})
    packed = Fulfilment.objects.count()
    released = act(staff, order, "release_hold")

    assert "Call the customer &lt;b&gt;first&lt;/b&gt;" in said
    assert "This order is on hold" in refused
    assert packed == 0
    assert "The order goes on." in released
    hold = OrderHold.objects.get()
    assert (hold.held_by, hold.released_by) == (staff.user, staff.user)


def test_orders_are_found_by_tag_and_hold(staff, order):
    act(staff, order, "set_tags", tags=" Gift , VIP,vip, ")
    hold_order(order_id=order.pk, reason="Odd")

    def found(**asked):
        page = staff.get("/dashboard/orders/", {"order_number": "", **asked})
        return [each.number for each in page.context["orders"]]

    assert list_tags(order.pk) == ["Gift", "vip"]
    assert found(tag="gift") == found(is_held="on") == [order.number]
    assert found(tag="nothing") == []
    release_hold(order_id=order.pk)
    assert found(is_held="on") == []
    with pytest.raises(TooManyTagsError):
        set_tags(order_id=order.pk, names=[str(number) for number in range(21)])
    assert list_tags(order.pk) == ["Gift", "vip"]


def test_the_timeline_tells_everything_and_who_did_it(staff, order):
    act(staff, order, "hold_order", reason="Odd")
    act(staff, order, "release_hold")
    PaymentSession.objects.get()
    capture_order(order_id=order.pk, actor=staff.user)
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={order.lines.get().pk: 2})
    ship_fulfilment(fulfilment_id=parcel.pk, carrier="Post", tracking_number="RR1")

    moments = timeline_of(Order.objects.get())
    page = staff.get(f"/dashboard/orders/{order.number}/").content.decode()

    told = [(moment.title, moment.actor) for moment in reversed(moments)]
    titles = [title for title, _actor in told]
    assert titles[0] == "Placed"
    for title in ("Put on hold", "Released", "Parcel 1 packed", "Parcel 1 shipped"):
        assert title in titles
    assert ("Money: Received", "staff@example.com") in told
    assert ("Put on hold", "staff@example.com") in told
    assert [m.at for m in moments] == sorted((m.at for m in moments), reverse=True)
    assert "\u2068Post\u2069 \u2068RR1\u2069" in page  # isolated, whichever way they are written
