"""Staff let a parcel wait at a pickup point: in a draft, and in an order that is changed."""

import pytest

from commerce.cart.tests.goods import change_rates, make_product, make_rates
from commerce.delivery.models import PickupPoint
from commerce.delivery.services.points import save_point
from commerce.ordering.models import DraftOrder
from commerce.ordering.selectors.edits import in_words
from commerce.oscar.order.models import Order

from .checkouts import ADDRESS, EMAIL, Customer
from .drafting import DRAFTS, begin, make_staff, save, step
from .editing import Editor, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp(channel):
    make_rates(channel)
    change_rates(code="express", changes={"pickup": "shop"})
    return make_product(channel, "LAMP")


@pytest.fixture
def kiosk(channel):
    return make_point(channel, "Kiosk", "10999")


@pytest.fixture
def order(api, lamp):
    customer = Customer(api)
    customer.add(lamp)
    customer.place(customer.review()["fingerprint"])
    return Order.objects.get()


def make_point(channel, name, postcode, country="DE"):
    where = {"street": f"{name} 1", "city": "Berlin", "country": country}
    return save_point(point=PickupPoint(channel=channel, name=name, postcode=postcode, **where))


def offered(page):
    return [name for _code, name in page.context["form"].fields["pickup_point"].choices][1:]


def test_a_draft_and_its_copy_go_to_the_point_that_was_chosen(client, channel, lamp, kiosk):
    client.force_login(make_staff(channel))
    draft = begin(client, channel)
    make_point(channel, "Linz", "4020", country="AT")
    page = f"{DRAFTS}{draft.public_id}/"
    save(client, draft, email=EMAIL, **ADDRESS, **{"sku-0": "LAMP", "pieces-0": 1})
    assert client.get(page).context["form"].pickup_point is None
    save(client, draft, method="express")

    shown = client.get(page)
    assert offered(shown) == ["Kiosk, Kiosk 1, 10999 Berlin"]
    assert "Still missing: the pickup point" in shown.content.decode()
    elsewhere = PickupPoint.objects.get(name="Linz").public_id
    assert "pickup_point" in save(client, draft, pickup_point=elsewhere).context["form"].errors
    assert save(client, draft, pickup_point=kiosk.public_id).status_code == 302
    step(client, draft, "place", method="bank-transfer")
    step(client, draft, "copy")

    order, copied = Order.objects.get(), DraftOrder.objects.latest("pk")
    assert (order.shipping_code, order.pickup_point["name"]) == ("express", "Kiosk")
    assert copied.basket.checkout["pickup_point"]["name"] == "Kiosk"
    assert "Still missing" not in client.get(f"{DRAFTS}{copied.public_id}/").content.decode()


def test_an_edited_order_waits_where_staff_say_and_goes_home_again(client, channel, order, kiosk):
    editor, first = Editor(client, channel), order.shipping_incl_tax

    refused = editor.look(order, method="express")
    assert "Choose one of its pickup points." in said(refused)[0]
    assert offered(refused) == ["Kiosk, Kiosk 1, 10999 Berlin"]
    order.refresh_from_db()
    assert (order.shipping_code, order.pickup_point) == ("standard", {})
    editor.save(order, method="express", pickup_point=kiosk.public_id)
    order.refresh_from_db()
    assert (order.shipping_code, order.pickup_point["name"]) == ("express", "Kiosk")
    paid = order.shipping_incl_tax

    change_rates(code="express", changes={"price": "99.00"})
    other = make_point(channel, "Spätkauf", "10969")
    editor.save(order, pickup_point=other.public_id)
    order.refresh_from_db()
    assert (order.pickup_point["name"], order.shipping_incl_tax) == ("Spätkauf", paid)
    changes = order.edits.order_by("pk").last().changes
    assert list(map(in_words, changes)) == ["Pickup point: Spätkauf, Spätkauf 1, Berlin"]

    editor.save(order, method="standard", pickup_point="")
    order.refresh_from_db()
    assert (order.pickup_point, order.shipping_incl_tax) == ({}, first)
