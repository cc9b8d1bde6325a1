"""Many orders are fetched from the shelves in one way, and packed at once."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from commerce.cart.tests.goods import make_product, make_rates
from commerce.ordering.models import Fulfilment
from commerce.ordering.selectors.picking import boxes_of, fetches_for, orders_to_pack
from commerce.ordering.services.fulfilments import create_fulfilments
from commerce.ordering.services.holds import hold_order
from commerce.ordering.services.orders import cancel_order
from commerce.oscar.order.models import Line, Order, Surcharge
from commerce.oscar.partner.models import Partner

from .checkouts import Customer

PAGE = "/dashboard/orders/pick-list/"


@pytest.fixture
def goods(channel):
    make_rates(channel)
    return make_product(channel, "LAMP", stock=50), make_product(channel, "VASE", stock=50)


@pytest.fixture
def orders(api, goods):
    """Of lamps and vases: 2 and 1, 3 and none, none and 4."""
    return [buy(api, *goods, *pieces) for pieces in ((2, 1), (3, 0), (0, 4))]


@pytest.fixture
def staff(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


def buy(api, lamp, vase, lamps, vases):
    customer = Customer(api)
    for product, pieces in ((lamp, lamps), (vase, vases)):
        if pieces:
            customer.add(product, pieces)
    customer.review()
    customer.place()
    return Order.objects.latest("pk")


def listed(client, *chosen):
    """What a page lists: each SKU with its pieces and boxes, and the numbers of the orders."""
    page = client.get(PAGE, {"order": chosen} if chosen else {}).context
    rows = [(row.sku, row.pieces, list(row.boxes)) for row in page["fetches"]]
    return rows, [box.order for box in page["boxes"]]


def test_goods_of_many_orders_are_fetched_by_sku_into_boxes(staff, orders):
    assert listed(staff) == (
        [("LAMP", 5, [(1, 2), (2, 3)]), ("VASE", 5, [(1, 1), (3, 4)])],
        orders,
    )


def test_the_selected_orders_alone_are_listed_and_the_page_can_be_loaded_again(staff, orders):
    first, _second, third = orders
    answer = staff.post(
        "/dashboard/orders/",
        {"selected_order": [first.pk, third.pk], "action": "pick_selected_orders"},
    )

    page = staff.get(answer.url)
    assert {box.order for box in page.context["boxes"]} == {first, third}
    assert page.context["waiting"] == 3


def test_what_cannot_be_packed_is_left_out_and_said(staff, orders):
    held, cancelled, ready = orders
    hold_order(order_id=held.pk, reason="Is the address right?")
    cancel_order(order_id=cancelled.pk)

    page = staff.get(PAGE, {"order": [order.number for order in orders]})

    assert [box.order for box in page.context["boxes"]] == [ready]
    assert page.context["left_out"] == sorted([held.number, cancelled.number])


def test_packed_pieces_are_not_fetched_again(staff, orders):
    first = orders[0]
    lamps = first.lines.get(partner_sku="LAMP")
    create_fulfilments(order_id=first.pk, quantities={lamps.pk: 1})

    rows, _listed = listed(staff, first.number)

    assert rows == [("LAMP", 1, [(1, 1)]), ("VASE", 1, [(1, 1)])]


def test_what_is_written_on_a_card_stands_beside_its_box(staff, orders):
    Surcharge.objects.create(
        order=orders[1],
        name="Gift wrapping",
        code="gift_wrap",
        message="For <Ada>",
        excl_tax=4,
        incl_tax=4,
    )

    assert "Gift wrapping: “For &lt;Ada&gt;”" in staff.get(PAGE).content.decode()


def test_all_that_was_listed_is_packed_and_who_cannot_be_is_named(staff, orders):
    first, held, third = orders
    hold_order(order_id=held.pk, reason="Is the address right?")

    page = staff.post(PAGE, {"order": [order.number for order in orders]}, follow=True)

    assert {parcel.order for parcel in Fulfilment.objects.all()} == {first, third}
    packed, refused = map(str, page.context["messages"])
    assert packed == "2 parcels are packed."
    assert held.number in refused
    assert "Is the address right?" in refused
    assert listed(staff) == ([], [])
    assert "Nothing waits to be packed." in page.content.decode()


def test_packing_the_same_list_twice_packs_it_once(staff, orders):
    numbers = {"order": [order.number for order in orders]}
    staff.post(PAGE, numbers, follow=True)
    page = staff.post(PAGE, numbers, follow=True)

    assert Fulfilment.objects.count() == 3
    assert len(page.context["messages"]) == 3
    assert set(Line.objects.values_list("num_packed", "quantity")) == {
        (2, 2),
        (1, 1),
        (3, 3),
        (4, 4),
    }


def test_sellers_fetch_and_pack_their_own_goods(client, orders, tenant):
    vase = Line.objects.filter(partner_sku="VASE").first().product
    sol = Partner.objects.create(tenant=tenant, name="Sol")
    vase.stockrecords.update(partner=sol)
    Line.objects.filter(partner_sku="VASE").update(partner=sol)
    user = get_user_model().objects.create_user("sol@example.com", password="x" * 12)
    user.user_permissions.add(Permission.objects.get(codename="dashboard_access"))
    sol.users.add(user)
    client.force_login(user)
    first, second, third = orders

    assert listed(client) == ([("VASE", 5, [(1, 1), (2, 4)])], [first, third])
    client.post(PAGE, {"order": [first.number, second.number]})

    (parcel,) = Fulfilment.objects.all()
    assert [content.line.partner_sku for content in parcel.lines.all()] == ["VASE"]


def test_shoppers_have_no_such_page(client, channel):
    client.force_login(get_user_model().objects.create_user("ada@example.com", password="x" * 12))

    assert client.get(PAGE).status_code in {302, 403}


def test_a_list_is_three_queries_however_long_it_is(orders, goods, api, django_assert_num_queries):
    with django_assert_num_queries(3):
        fetches_for(boxes_of(orders_to_pack(Order.objects.all())))
    buy(api, *goods, 1, 1)
    with django_assert_num_queries(3):
        assert len(boxes_of(orders_to_pack(Order.objects.all()))) == 4


def test_an_address_that_names_no_order_lists_none(staff, orders):
    page = staff.get(PAGE, {"order": ["a/b", "nothing"]})

    assert page.status_code == 200
    assert (page.context["boxes"], page.context["left_out"]) == ([], [])


def test_more_orders_than_fit_are_said(staff, orders, monkeypatch):
    monkeypatch.setattr("commerce.ordering.dashboard.orders.views.MOST_BOXES", 2)
    selected = {"selected_order": [o.pk for o in orders], "action": "pick_selected_orders"}

    page = staff.post("/dashboard/orders/", selected, follow=True)

    assert len(page.context["boxes"]) == 2
    (said,) = map(str, page.context["messages"])
    assert said == "One pick list has room for 2 orders: pack these, then select the rest."
