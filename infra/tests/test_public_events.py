"""What happens in the shop reaches those who hear of it, in the API's own shapes."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from cms.events import PagePublished
from cms.services import PageContent, ensure_home_page
from commerce.cart.tests.goods import make_product, make_rates
from commerce.catalogue.events import ProductChanged
from commerce.catalogue.services.catalogue import set_price, unpublish_product
from commerce.catalogue.services.stock import set_stock
from commerce.core.bus import publish
from commerce.core.money import Money
from commerce.ordering.events import OrderPlaced
from commerce.ordering.models import Fulfilment
from commerce.ordering.services.fulfilments import create_fulfilments, ship_fulfilment
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Order
from commerce.payments.services.sessions import capture_order
from commerce.returns.events import ReturnRequested
from commerce.returns.models import ReturnRequest
from commerce.returns.services.deciding import approve_return, decline_return
from commerce.returns.services.receiving import inspect_return, receive_return
from commerce.returns.services.settling import refund_return
from commerce.webhooks.models import Message
from commerce.webhooks.registry import list_public_events
from commerce.webhooks.services.endpoints import create_endpoint
from commerce.webhooks.services.posting import document_of
from infra.contract_webhooks import body_schema
from infra.testing.contract import CONTRACT, Contract

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(channel, other_channel, deliver, settings):
    """Return what was told of an event's name since the last look."""
    settings.WEBHOOK_PRIVATE_HOSTS = ["127.0.0.1"]
    everything = [event.name for event in list_public_events()]
    for each in (channel, other_channel):
        create_endpoint(
            channel=each, url="http://127.0.0.1/", events=everything, owner_email="a@example.com"
        )
    seen = set()
    forms = {event.name: event for event in list_public_events()}
    contract = Contract(json.loads(CONTRACT.read_text()))

    def look():
        deliver()
        found = {}
        for message in Message.objects.select_related("channel").exclude(pk__in=seen):
            seen.add(message.pk)
            assert message.channel_id == channel.pk, message
            body = document_of(message, "full")
            schema = body_schema(forms[message.event])["properties"]["data"]["anyOf"][0]
            assert list(contract.schema_faults(body["data"], schema)) == [], message.event
            found.setdefault(message.event, []).append(message.data)
        return found

    return look


def test_an_order_is_told_from_the_checkout_to_the_door(told, api, client, channel):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel), 2)
    customer.review()
    told()
    placed = customer.place().json()
    desk = f"/dashboard/orders/{placed['number']}/"
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))

    def read():
        path = f"/api/v1/orders/{placed['number']}/?token={placed['access_token']}"
        return api.get(path).json()

    found = told()
    assert found["order.placed"] == [read()]
    assert "stock.changed" in found
    assert "order.paid" not in found

    capture_order(order_id=Order.objects.get(number=placed["number"]).pk)
    found = told()
    assert found["order.paid"] == [read()]
    (payment,) = found["payment.captured"]
    assert payment["order_number"] == placed["number"]
    assert payment["captured"] == payment["amount"] == placed["totals"]["total"]

    field = _field(client, desk)
    client.post(desk, {"parcel_action": "pack_goods", field: 2})
    parcel = Fulfilment.objects.get().public_id
    assert told()["fulfilment.created"][0]["fulfilment"]["id"] == parcel
    client.post(desk, {"parcel_action": "ship_parcel", "parcel": parcel})
    shipped = told()["fulfilment.shipped"]
    assert shipped == [{"fulfilment": read()["fulfilments"][0], "order": read()}]
    client.post(desk, {"parcel_action": "deliver_parcel", "parcel": parcel})
    found = told()
    assert {"fulfilment.delivered", "order.completed"} <= found.keys()
    assert found["order.completed"] == [read()]


def test_a_return_is_told_from_the_wish_to_the_money(told, api, channel):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel), 2)
    customer.review()
    placed = customer.place().json()
    order = Order.objects.get()
    capture_order(order_id=order.pk)
    pieces = {order.lines.get().pk: 2}
    (parcel,) = create_fulfilments(order_id=order.pk, quantities=pieces)
    ship_fulfilment(fulfilment_id=parcel.pk)
    path = f"/api/v1/orders/{placed['number']}/returns/?token={placed['access_token']}"
    line = placed["lines"][0]["id"]
    told()

    def ask(number):
        lines = [{"line_id": line, "quantity": number}]
        body = {"lines": lines, "reason": "damaged", "wish": "refund"}
        return api.post(path, body, headers={"Idempotency-Key": f"ask-{number}"})

    def read(number=0):
        order_known = {"order_id": placed["id"], "order_number": placed["number"]}
        return {**order_known, "return": api.get(path).json()["returns"][number]}

    assert ask(1).status_code == 201
    assert told()["return.requested"] == [read()]
    request = ReturnRequest.objects.get()
    approve_return(return_id=request.pk)
    (approved,) = told()["return.approved"]
    assert (approved, approved["return"]["state"]) == (read(), "approved")
    row = request.lines.get().pk
    receive_return(return_id=request.pk, pieces={row: 1})
    assert told()["return.received"] == [read()]
    inspect_return(return_id=request.pk, results={row: (1, 0)})
    refund_return(return_id=request.pk)
    found = told()
    assert found["return.refunded"] == [read()]
    assert found["return.refunded"][0]["return"]["refunded"] == placed["lines"][0]["unit_price"]
    assert "return.closed" not in found

    ask(1)
    decline_return(return_id=ReturnRequest.objects.latest("pk").pk, reason="Worn")
    found = told()
    assert [each["return"]["decline_reason"] for each in found["return.declined"]] == ["Worn"]
    publish_gone()
    assert "return.requested" not in told()


def publish_gone():
    gone = {"return_id": 404, "order_id": Order.objects.get().pk}
    with transaction.atomic():
        publish(ReturnRequested(**gone, channel_id=Order.objects.get().channel_id))


def _field(client, desk):
    (field,) = re.findall(r'name="(pieces-\d+)"', client.get(desk).content.decode())
    return field


def change(product, **fields):
    with transaction.atomic():
        Product.objects.filter(pk=product.pk).update(**fields)
        publish(ProductChanged(product_id=product.pk))


def test_a_product_is_told_as_the_api_shows_it(told, api, channel):
    product = make_product(channel)
    change(product, title="A lamp")
    change(product, title="A good lamp")
    found = told()
    (created,) = found["product.created"]
    assert created["id"] == product.public_id
    assert api.get(f"/api/v1/products/{created['slug']}/").json() == created

    change(product, title="Another lamp")
    found = told()
    assert [each["name"] for each in found["product.updated"]] == ["Another lamp"]
    assert "product.created" not in found

    unpublish_product(product=product, channel=channel)
    assert [each["id"] for each in told()["product.withdrawn"]] == [product.public_id]


def test_stock_and_prices_are_told_of_each_offer(told, channel):
    record = make_product(channel, "LAMP-1").stockrecords.get()
    told()

    set_stock(stockrecord=record, quantity=3)
    assert told()["stock.changed"] == [
        {"id": record.product.public_id, "sku": record.partner_sku, "available": 3}
    ]
    set_price(stockrecord=record, channel=channel, price=Money(Decimal("21.50"), "EUR"))
    (found,) = told()["price.changed"]
    assert found["prices"]["EUR"]["price"] == {"amount": "21.50", "currency": "EUR"}
    assert found["sku"] == record.partner_sku


def test_a_new_customer_and_a_new_page_are_told(told, api, channel, deliver):
    answer = api.post(
        "/api/v1/auth/register/",
        {"email": "ada@example.com", "password": "seven green kettles", "first_name": "Ada"},
    )
    assert told()["customer.registered"] == [answer.json()["user"]]

    home = ensure_home_page(slug="front", locale="en", content=PageContent(title="Home"))
    deliver()
    Message.objects.all().delete()  # to whichever shop the page belonged
    with transaction.atomic():
        publish(PagePublished(page_id=home.pk, channel_id=channel.pk, locale="en", path="/"))
    (found,) = told()["page.published"]
    assert (found["id"], found["locale"]) == (home.public_id, "en")


def test_what_is_gone_is_told_no_more(told, channel, deliver):
    with transaction.atomic():
        publish(OrderPlaced(order_id=404, channel_id=channel.pk))
        publish(ProductChanged(product_id=404))

    assert told() == {}
