"""Staff and sellers send orders in parcels, and read states in words."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core import mail

from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.models import OutboxEvent
from commerce.core.services.outbox import relay
from commerce.ordering.models import Fulfilment
from commerce.ordering.services.fulfilments import create_fulfilments, ship_fulfilment
from commerce.oscar.order.models import Line, Order
from commerce.oscar.partner.models import Partner, StockRecord

from .checkouts import Customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("order_of_module")]


@pytest.fixture(scope="module")
def order_of_module(rows_of_module, channel_of_module, api_of_module):
    """Three lamps of the house, and two vases that Sol sells."""
    with rows_of_module():
        make_rates(channel_of_module)
        customer = Customer(api_of_module)
        vase = make_product(channel_of_module, "VASE")
        sol = Partner.objects.create(tenant=channel_of_module.tenant, name="Sol")
        vase.stockrecords.update(partner=sol)
        customer.add(make_product(channel_of_module, "LAMP"), 3)
        customer.add(vase, 2)
        customer.review()
        return customer.order()


@pytest.fixture
def staff(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


@pytest.fixture
def seller(client, order):
    user = get_user_model().objects.create_user("sol@example.com", password="x" * 12)
    user.user_permissions.add(Permission.objects.get(codename="dashboard_access"))
    Partner.objects.get(name="Sol").users.add(user)
    client.force_login(user)
    return client


def line(order, sku):
    return order.lines.get(partner_sku=sku)


def act(client, order, action, **data):
    """What the page says afterwards."""
    answer = client.post(
        f"/dashboard/orders/{order.number}/", {"parcel_action": action, **data}, follow=True
    )
    return [str(message) for message in answer.context["messages"]]


def pack(client, order, **pieces):
    data = {f"pieces-{line(order, sku).pk}": number for sku, number in pieces.items()}
    return act(client, order, "pack_goods", **data)


def ship(client, order, parcel, **tracking):
    data = {f"{parcel.public_id}-{name}": value for name, value in tracking.items()}
    return act(client, order, "ship_parcel", parcel=parcel.public_id, **data)


def page(client, order):
    return client.get(f"/dashboard/orders/{order.number}/").content.decode()


def test_staff_send_an_order_in_two_parcels(staff, order):
    assert pack(staff, order, LAMP=2) == ["The parcel is packed."]
    first = Fulfilment.objects.get()
    told = ship(
        staff,
        order,
        first,
        carrier="Post",
        tracking_number="RR1",
        tracking_url="https://post.example/RR1",
    )
    assert told == ["The parcel is shipped."]
    shown = page(staff, order)
    assert "Partly shipped" in shown
    assert 'href="https://post.example/RR1"' in shown

    pack(staff, order, LAMP=1, VASE=2)
    for parcel in Fulfilment.objects.filter(state="packed"):
        ship(staff, order, parcel)
    for parcel in Fulfilment.objects.all():
        act(staff, order, "deliver_parcel", parcel=parcel.public_id)

    order.refresh_from_db()
    assert (order.status, order.state) == ("delivered", "open")
    notes = list(order.notes.order_by("pk").values_list("message", flat=True))
    assert notes[:2] == ["The parcel is packed.", "The parcel is shipped."]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"LAMP": 4}, "Product LAMP: Ensure this value is less than or equal to 3."),
        ({"LAMP": -1}, "Product LAMP: Ensure this value is greater than or equal to 0."),
        ({"LAMP": "two"}, "Product LAMP: Enter a whole number."),
        ({"LAMP": 0}, "Choose at least one piece."),
        ({}, "Choose at least one piece."),
    ],
)
def test_a_refused_parcel_changes_nothing(staff, order, data, refusal):
    assert pack(staff, order, **data) == [refusal]

    assert not Fulfilment.objects.exists()
    assert set(Line.objects.values_list("num_packed", "status")) == {(0, "placed")}
    assert not order.notes.exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.example", "no address"])
def test_a_parcel_is_followed_at_a_web_address_only(staff, order, url):
    pack(staff, order, LAMP=1)
    parcel = Fulfilment.objects.get()

    (told,) = ship(staff, order, parcel, tracking_url=url)

    parcel.refresh_from_db()
    assert "Tracking address" in told or parcel.tracking_url.startswith("https://")
    assert (parcel.state, parcel.tracking_url) == ("packed", "")


def test_staff_unpack_and_cancel(staff, order):
    pack(staff, order, LAMP=1)
    parcel = Fulfilment.objects.get()
    told = act(staff, order, "unpack_parcel", parcel=parcel.public_id)
    assert told == ["The parcel is unpacked again."]

    assert act(staff, order, "cancel_order") == ["The order is cancelled."]

    order.refresh_from_db()
    assert order.state == "cancelled"
    assert act(staff, order, "cancel_order") == [
        "Nothing can be packed or cancelled any more: this order is Cancelled."
    ]


def test_staff_cancel_what_is_not_shipped(staff, order):
    pack(staff, order, LAMP=1)
    ship(staff, order, Fulfilment.objects.get())
    assert "Cancel what is not shipped yet" in page(staff, order)
    assert act(staff, order, "cancel_order") == [
        "A part of this order has been shipped. Cancel what is not shipped yet."
    ]

    assert act(staff, order, "cancel_rest") == ["What was not shipped is cancelled."]

    assert line(order, "LAMP").num_cancelled == 2
    assert StockRecord.objects.get(partner_sku="LAMP").num_in_stock == 9


@pytest.mark.parametrize("action", ["_pieces", "get_object", "dispatch", "change_order_status", ""])
def test_only_what_is_offered_can_be_done(staff, order, action):
    assert act(staff, order, action) == ["Invalid action"]


def test_a_seller_sends_the_own_goods(seller, order):
    shown = page(seller, order)
    assert "VASE" in shown
    assert "LAMP" not in shown

    assert pack(seller, order, VASE=2) == ["The parcel is packed."]
    parcel = Fulfilment.objects.get()
    assert parcel.partner.name == "Sol"
    assert ship(seller, order, parcel, tracking_number="RR2") == ["The parcel is shipped."]

    assert {row.partner_sku: row.status for row in order.lines.all()} == {
        "LAMP": "placed",
        "VASE": "shipped",
    }
    assert StockRecord._base_manager.get(partner_sku="VASE").num_in_stock == 8
    assert "RR2" in page(seller, order)


def test_a_seller_touches_nothing_of_others(seller, order):
    (foreign,) = create_fulfilments(order_id=order.pk, quantities={line(order, "LAMP").pk: 1})

    assert pack(seller, order, LAMP=1) == ["Choose at least one piece."]
    for action in ("ship_parcel", "deliver_parcel", "unpack_parcel"):
        told = act(seller, order, action, parcel=foreign.public_id)
        assert told == ["There is no such parcel."]
    for action in ("cancel_order", "cancel_rest"):
        answer = seller.post(f"/dashboard/orders/{order.number}/", {"parcel_action": action})
        assert answer.status_code == 403

    foreign.refresh_from_db()
    order.refresh_from_db()
    assert (foreign.state, order.state) == ("packed", "open")
    assert foreign.public_id not in page(seller, order)


def test_a_parcel_of_another_order_is_not_there(staff, order, api, channel):
    customer = Customer(api)
    customer.add(make_product(channel, "CUP"), 1)
    customer.review()
    customer.place()
    other = Order.objects.exclude(pk=order.pk).get()
    (parcel,) = create_fulfilments(order_id=other.pk, quantities={other.lines.get().pk: 1})

    told = ship(staff, order, parcel)

    parcel.refresh_from_db()
    assert (told, parcel.state) == (["There is no such parcel."], "packed")


@pytest.fixture
def partly_shipped(order):
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={line(order, "LAMP").pk: 1})
    ship_fulfilment(fulfilment_id=parcel.pk)
    return order


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Packed", "Open", "Authorised", "Partly shipped"]),
        ("de", ["Verpackt", "Offen", "Zugesagt", "Teilweise versandt"]),
    ],
)
def test_states_are_read_in_words(staff, partly_shipped, language, words):
    staff.cookies["django_language"] = language
    detail = f"/dashboard/orders/{partly_shipped.number}/"

    for path in ("/dashboard/orders/", detail):
        shown = staff.get(path, headers={"accept-language": language}).content.decode()
        for word in words:
            assert f"<td>{word}</td>" in shown, (path, word)
        assert "<td>packed</td>" not in shown
    for path in (
        f"{detail}lines/{partly_shipped.lines.first().pk}/",
        "/dashboard/orders/statistics/",
    ):
        shown = staff.get(path, headers={"accept-language": language}).content.decode()
        assert words[0] in shown
        assert ">packed<" not in shown


def test_orders_are_filtered_by_their_state(staff, partly_shipped):
    def found(query):
        return partly_shipped.number in staff.get(f"/dashboard/orders/?{query}").content.decode()

    assert found("state=open")
    assert found("status=packed")
    assert not found("state=completed")
    shown = staff.get("/dashboard/orders/?status=packed&state=open").content.decode()
    assert "Order status is Packed" in shown
    assert "State of the order: Open" in shown


def test_the_file_of_orders_tells_states_in_words(staff, partly_shipped):
    text = staff.get("/dashboard/orders/?response_format=csv").content.decode()

    header, row = text.strip().splitlines()
    assert header.split(",")[-3:] == ["State", "Payment", "Shipping"]
    assert row.split(",")[-3:] == ["Open", "Authorised", "Partly shipped"]
    assert ",Packed," in row


def test_the_list_of_orders_takes_a_fixed_number_of_queries(
    staff, partly_shipped, api, channel, django_assert_max_num_queries
):
    customer = Customer(api)
    for sku in ("A", "B", "C"):
        customer.add(make_product(channel, sku), 1)
        customer.review()
        customer.place()
    staff.get("/dashboard/orders/")

    with django_assert_max_num_queries(30):
        assert staff.get("/dashboard/orders/").status_code == 200


def test_a_wrong_tracking_number_is_corrected_without_a_second_letter(staff, api, order):
    pack(staff, order, LAMP=1)
    parcel = Fulfilment.objects.get()
    wrong = {f"{parcel.public_id}-tracking_number": "RR1"}
    right = {f"{parcel.public_id}-tracking_number": "RR2"}
    refused = act(staff, order, "correct_tracking", parcel=parcel.public_id, **right)
    assert Fulfilment.objects.get().tracking_number == "" != refused[0]
    act(staff, order, "ship_parcel", parcel=parcel.public_id, **wrong)
    relay()
    letters = len(mail.outbox)
    assert 'value="RR1"' in page(staff, order)

    for _twice in range(2):
        told = act(staff, order, "correct_tracking", parcel=parcel.public_id, **right)
        assert told == ["The tracking of the parcel is corrected."]
    relay()

    assert len(mail.outbox) == letters
    assert Fulfilment.objects.get().tracking_number == "RR2"
    topic = "shop.fulfilment_tracking_corrected"
    events = [row.topic for row in OutboxEvent.objects.filter(topic__endswith=topic[5:])]
    assert len(events) == 1
