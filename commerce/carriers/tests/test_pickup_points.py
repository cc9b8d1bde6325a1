"""Parcels that wait at a pickup point: of the shop, and of DHL, from the checkout to the label."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache

from commerce.carriers.services.labels import make_label
from commerce.cart.tests.goods import change_rates, make_product, make_rates
from commerce.core.services.outbox import relay
from commerce.delivery.models import PickupPoint
from commerce.delivery.services.points import save_point
from commerce.documents.selectors.contents import _ship_to
from commerce.integrations.providers.dhl import points
from commerce.ordering.services.fulfilments import create_fulfilments
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.order.models import Order

from .test_dhl_and_fedex import set_up  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db
HOURS = {"0": [["09:00", "13:00"], ["14:00", "18:00"]]}


@pytest.fixture
def kiosk(channel):
    return _point(channel, "Kiosk", "10999", opening_hours=HOURS, latitude="52.5", longitude="13.4")


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    change_rates(code="express", changes={"pickup": "shop"})
    customer = Customer(api)
    customer.add(make_product(channel, "LAMP", weight=600), 3)
    customer.say_where()
    return customer


def _point(channel, name, postcode, **fields):
    where = {"street": f"{name} 1", "city": "Berlin", "country": "DE"}
    point = PickupPoint(channel=channel, name=name, postcode=postcode, **{**where, **fields})
    return save_point(point=point)


def listed(customer, query="method=express"):
    return customer.call("get", f"checkout/pickup-points/?{query}").json()


def names(found):
    return [each["name"] for each in found["results"]]


def choose(customer, point_id, code="express"):
    body = {"code": code, "pickup_point": point_id}
    return customer.call("put", "checkout/shipping-method/", body)


def test_the_shops_own_points_are_listed_by_postcode(customer, channel, kiosk):
    _point(channel, "Elbe", "20099", city="Hamburg")
    _point(channel, "Closed", "10969", is_active=False)
    _point(channel, "Linz", "4020", country="AT")

    found = listed(customer)

    assert (names(found), found["source"], found["message"]) == (["Kiosk", "Elbe"], "shop", "")
    (first, _second) = found["results"]
    assert (first["id"], first["carrier"], first["latitude"]) == (kiosk.public_id, "", "52.500000")
    assert first["opening_hours"] == [
        {"weekday": 0, "opens": "09:00", "closes": "13:00"},
        {"weekday": 0, "opens": "14:00", "closes": "18:00"},
    ]
    assert names(listed(customer, "method=express&postcode=20095")) == ["Elbe", "Kiosk"]
    for query, code in {
        "method=standard": "no_pickup_points",
        "method=pigeon": "shipping_method_unavailable",
        "method=express&country=CH": "country_not_served",
        "method=express&postcode=SW1A+1AA": "postcode_of_another_country",
    }.items():
        answer = customer.call("get", f"checkout/pickup-points/?{query}")
        assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_order_is_placed_to_a_pickup_point(customer, channel, kiosk):
    asked = customer.say_how("express").json()
    assert (asked["missing"], asked["pickup_point"]) == (["pickup_point"], None)
    assert asked["shipping_method"]["has_pickup_points"]
    early = customer.place(asked["fingerprint"])
    assert (early.status_code, early.json()["missing"]) == (409, ["pickup_point"])
    elsewhere = _point(channel, "Linz", "4020", country="AT")
    for wrong in (elsewhere.public_id, "pick_none", "dhl:8003-4502"):
        refused = choose(customer, wrong)
        assert (refused.status_code, refused.json()["code"]) == (422, "pickup_point_unavailable")
    assert choose(customer, kiosk.public_id, code="standard").status_code == 422
    assert customer.checkout()["missing"] == ["pickup_point"]

    seen = choose(customer, kiosk.public_id).json()
    assert (seen["missing"], seen["pickup_point"]["name"]) == ([], "Kiosk")
    placed = customer.place(seen["fingerprint"])

    assert placed.status_code == 201
    assert placed.json()["pickup_point"]["street"] == "Kiosk 1"
    assert placed.json()["shipping_address"]["line1"] == "Lindenstraße 5"
    PickupPoint.objects.all().delete()
    order = Order.objects.get()
    assert order.pickup_point["name"] == "Kiosk"
    party = _ship_to(order)
    assert (party["name"], party["company"], party["line1"]) == ("Ada Reed", "Kiosk", "Kiosk 1")
    relay()
    assert "Pickup point: Kiosk\nKiosk 1\n10999 Berlin, DE" in mail.outbox[-1].body


def test_a_point_that_is_gone_is_told_and_nothing_is_lost(customer, channel, kiosk):
    other = _point(channel, "Elbe", "20099")
    seen = choose(customer, kiosk.public_id).json()
    kiosk.street = "Moved 2"
    save_point(point=kiosk)
    moved = customer.place(seen["fingerprint"])
    assert (moved.json()["code"], moved.json()["changes"][0]["name"]) == (
        "checkout_changed",
        "Pickup point",
    )
    kiosk.is_active = False
    save_point(point=kiosk)

    refused = customer.place(seen["fingerprint"])

    assert (refused.status_code, refused.json()["code"]) == (409, "pickup_point_gone")
    assert "“Kiosk” takes no parcels any more" in refused.json()["detail"]
    assert not Order.objects.exists()
    assert customer.checkout()["missing"] == ["pickup_point"]
    again = choose(customer, other.public_id).json()
    assert customer.place(again["fingerprint"]).status_code == 201


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_dhl_is_asked_once_for_a_postcode_and_its_branch_is_on_the_label(
    customer,
    set_up,  # noqa: F811
    kiosk,
):
    server, _configuration = set_up("dhl")
    change_rates(code="express", changes={"pickup": "dhl"})

    found = listed(customer)

    assert (names(found), found["source"]) == (["Postfiliale 502", "Postfiliale 618"], "carrier")
    assert (found["results"][0]["id"], found["results"][0]["distance"]) == ("dhl:8003-4502", 340)
    assert len(found["results"][0]["opening_hours"]) == 6
    assert listed(customer) == found
    asked = [each for each in server.requests if "location-finder" in each.path]
    assert len(asked) == 1
    assert "postalCode=10969" in asked[0].query
    seen = choose(customer, "dhl:8003-4502").json()
    assert customer.place(seen["fingerprint"]).status_code == 201
    order = Order.objects.get()
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={order.lines.get().pk: 2})
    make_label(fulfilment_id=parcel.pk, weight=1250)
    assert server.received[0]["shipment"]["consignee"] == {
        "name": "Ada Reed",
        "retailID": 502,
        "postalCode": "10969",
        "city": "Berlin",
        "country": "DEU",
        "email": "ada@example.com",
    }


def test_a_branch_that_dhl_no_longer_names_is_gone(customer, set_up):  # noqa: F811
    server, _configuration = set_up("dhl")
    change_rates(code="express", changes={"pickup": "dhl"})
    listed(customer)
    seen = choose(customer, "dhl:8003-4502").json()
    cache.clear()
    server.closed = frozenset({"502"})
    assert names(listed(customer)) == ["Postfiliale 618"]

    refused = customer.place(seen["fingerprint"])

    assert (refused.status_code, refused.json()["code"]) == (409, "pickup_point_gone")


@pytest.mark.parametrize("trouble", ["silent", "broken", "garbled", "wrong"])
def test_without_an_answer_the_shops_own_points_are_there_and_it_is_said(
    customer,
    kiosk,
    monkeypatch,
    set_up,  # noqa: F811
    trouble,
):
    server, _configuration = set_up("dhl")
    monkeypatch.setattr(points, "PATIENCE", 0.2)
    change_rates(code="express", changes={"pickup": "dhl"})
    server.behaves = trouble

    found = listed(customer)

    assert (names(found), found["source"]) == (["Kiosk"], "fallback")
    assert found["message"].endswith("These are the shop's own.")
    asked = len(server.requests)
    PickupPoint.objects.all().delete()
    nowhere = listed(customer)
    assert (nowhere["results"], len(server.requests)) == ([], asked)  # left alone for a minute
    assert "try again in a minute" in nowhere["message"]


def test_staff_keep_points_in_wagtail(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    said = {
        "channel": channel.pk,
        "name": "Kiosk",
        "street": "Platz 1",
        "postcode": "10999",
        "city": "Berlin",
        "country": "de",
        "is_active": "on",
        "opening_hours_0": "14:00-18:00, 09:00-13:00",
        "opening_hours_6": "",
    }
    page = "/cms/pickup_points/new/"
    assert 'for="id_opening_hours_0"' in client.get(page).content.decode()
    wrong = {"opening_hours_1": "nine to five", "latitude": "52.5", "country": "CH"}

    refused = client.post(page, {**said, **wrong})
    assert {*refused.context["form"].errors} == {"opening_hours", "longitude", "country"}
    assert client.post(page, said).status_code == 302

    point = PickupPoint.objects.get()
    assert (point.country, point.opening_hours) == ("DE", HOURS)
    shown = client.get(f"/cms/pickup_points/edit/{point.pk}/").content.decode()
    assert 'value="09:00-13:00, 14:00-18:00"' in shown
