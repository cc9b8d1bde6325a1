"""Each parcel that leaves is told to its customer once, and shown by the API."""

import pytest
from django.core import mail

from commerce.core.models import OutboxDelivery
from commerce.core.services.outbox import relay
from commerce.ordering.services.fulfilments import (
    cancel_fulfilment,
    create_fulfilments,
    ship_fulfilment,
)
from commerce.ordering.services.orders import cancel_rest
from commerce.oscar.order.models import Order

from .checkouts import EMAIL, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("order_of_module")]

TRACKING = {
    "carrier": "Post",
    "tracking_number": "RR1",
    "tracking_url": "https://post.example/RR1",
}


@pytest.fixture(scope="module")
def order_of_module(rows_of_module, channel_of_module, api_of_module):
    with rows_of_module():
        order = reviewed(channel_of_module, api_of_module, LAMP=3, VASE=2).order()
        relay()
        mail.outbox.clear()
        return order


def ship(order, **pieces):
    quantities = {order.lines.get(partner_sku=sku).pk: n for sku, n in pieces.items()}
    (parcel,) = create_fulfilments(order_id=order.pk, quantities=quantities)
    ship_fulfilment(fulfilment_id=parcel.pk, **TRACKING)
    return parcel


def letters():
    relay()
    return mail.outbox


def test_each_parcel_has_one_letter(order):
    ship(order, LAMP=2)
    (letter,) = letters()
    assert letters() == [letter]

    assert letter.to == [EMAIL]
    assert letter.subject == (f"A parcel of your order {order.number} at Reed & Rook is on its way")
    assert "2 × Product LAMP\n" in letter.body
    assert "VASE" not in letter.body
    assert "Tracking number: RR1" in letter.body
    assert "Follow your parcel:\nhttps://post.example/RR1" in letter.body
    assert "The rest of your order follows" in letter.body
    assert f"/en/orders/{order.number}?token=" in letter.body
    assert 'href="https://post.example/RR1"' in letter.alternatives[0].content

    ship(order, LAMP=1, VASE=2)
    first, second = letters()
    assert first == letter
    assert "The rest of your order follows" not in second.body
    assert OutboxDelivery.objects.filter(consumer__endswith="tell_shipped").count() == 2


@pytest.mark.parametrize(
    ("locale", "subject", "text"),
    [
        ("de", "Ein Paket Ihrer Bestellung", "Der Rest Ihrer Bestellung folgt"),
        ("fr", "Un colis de votre commande", "Le reste de votre commande suivra"),
        ("ar", "طرد من طلبك", "يصل ما تبقى من طلبك"),
    ],
)
def test_the_letter_speaks_the_language_of_the_order(order, locale, subject, text):
    Order.objects.update(locale=locale)

    ship(order, LAMP=1)

    (letter,) = letters()
    assert letter.subject.startswith(subject)
    assert text in letter.body
    direction = "rtl" if locale == "ar" else "ltr"
    assert f'<html lang="{locale}" dir="{direction}"' in letter.alternatives[0].content


def test_packing_and_unpacking_is_told_to_nobody(order):
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={order.lines.first().pk: 1})
    cancel_fulfilment(fulfilment_id=parcel.pk)

    assert letters() == []


def test_the_api_tells_states_and_parcels(order, api):
    def read(locale="en"):
        path = f"/api/v1/orders/{order.number}/?email={EMAIL}&locale={locale}"
        return api.get(path).json()

    assert read()["states"] == {
        "order": "open",
        "payment": "authorised",
        "fulfilment": "unfulfilled",
    }
    parcel = ship(order, LAMP=2)
    (unpacked,) = create_fulfilments(order_id=order.pk, quantities={order.lines.last().pk: 1})
    cancel_fulfilment(fulfilment_id=unpacked.pk)
    cancel_rest(order_id=order.pk)

    body = read("fr")
    assert body["status"] == "shipped"
    assert body["states"]["fulfilment"] == "fulfilled"
    assert body["state_labels"] == {
        "order": "En cours",
        "payment": "Autorisé",
        "fulfilment": "Expédiée",
    }
    (told,) = body["fulfilments"]
    lamp, vase = body["lines"]
    assert told.pop("packed_at") <= told.pop("shipped_at")
    assert told == {
        "id": parcel.public_id,
        "state": "shipped",
        "state_label": "Expédiée",
        "delivered_at": None,
        "tracking": [],
        "lines": [{"line_id": lamp["id"], "quantity": 2}],
        **TRACKING,
    }
    quantities = ("quantity", "shipped_quantity", "cancelled_quantity", "status")
    assert [lamp[name] for name in quantities] == [3, 2, 1, "shipped"]
    assert [vase[name] for name in quantities] == [2, 0, 2, "cancelled"]
