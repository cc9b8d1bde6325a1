"""An order from the checkout over the desk to the door: API, dashboard, letters, and the API again."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.services.outbox import relay
from commerce.ordering.models import Fulfilment
from commerce.ordering.tests.checkouts import Customer
from commerce.payments.services.sessions import capture_order


@pytest.mark.django_db
def test_an_order_leaves_in_two_parcels(api, client, channel):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel), 3)
    customer.review()
    placed = customer.place().json()
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    desk = f"/dashboard/orders/{placed['number']}/"

    def read():
        path = f"/api/v1/orders/{placed['number']}/?token={placed['access_token']}"
        return api.get(path).json()

    def send(pieces, tracking_number):
        (field,) = re.findall(r'name="(pieces-\d+)"', client.get(desk).content.decode())
        client.post(desk, {"parcel_action": "pack_goods", field: pieces})
        parcel = Fulfilment.objects.get(state="packed").public_id
        ship = {"parcel_action": "ship_parcel", "parcel": parcel}
        client.post(desk, {**ship, f"{parcel}-tracking_number": tracking_number})
        relay()
        return mail.outbox[-1].body

    assert "RR1" in send(2, "RR1")
    body = read()
    assert (body["status"], body["states"]["fulfilment"]) == ("packed", "partly_fulfilled")
    assert body["lines"][0]["shipped_quantity"] == 2

    letter = send(1, "RR2")
    assert "1 × " in letter
    assert re.search(r"token=(\S+)", letter)
    body = read()
    assert (body["status"], body["states"]["fulfilment"]) == ("shipped", "fulfilled")
    assert [parcel["tracking_number"] for parcel in body["fulfilments"]] == ["RR1", "RR2"]
    assert [step["status"] for step in body["history"]] == ["placed", "packed", "shipped"]

    for parcel in body["fulfilments"]:
        client.post(desk, {"parcel_action": "deliver_parcel", "parcel": parcel["id"]})
    assert (read()["status"], read()["states"]["order"]) == ("delivered", "open")
    capture_order(order_id=Fulfilment.objects.first().order_id)
    relay()
    assert read()["states"] == {
        "order": "completed",
        "payment": "paid",
        "fulfilment": "delivered",
    }
