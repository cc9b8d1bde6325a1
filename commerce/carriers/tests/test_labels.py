"""From a packed parcel to the door, with UPS's local server: labels, lost answers, cancelling, tracking."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from commerce.carriers.enums import LabelState
from commerce.carriers.errors import (
    CarrierAwayError,
    LabelInUseError,
    LabelRefusedError,
    LabelUnderWayError,
    NoCarrierError,
    ParcelNotPackedError,
)
from commerce.carriers.models import Label
from commerce.carriers.services import labels as service
from commerce.carriers.services.following import follow_parcels
from commerce.carriers.services.labels import cancel_label, make_label
from commerce.integrations.calls.client import ConfigurationCalls
from commerce.integrations.enums import Mode
from commerce.integrations.services import activate, save_configuration
from commerce.integrations.services import test_connection as test_connection_
from commerce.ordering.models import Fulfilment, TrackingEvent
from commerce.ordering.services.fulfilments import cancel_fulfilment, ship_fulfilment
from commerce.oscar.address.models import Country
from commerce.oscar.catalogue.models import Product
from infra.fakes.ups import CUSTOMS_PDF, GIF, Ups

NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
NUMBER = "1ZA1B2C30000000001"


@pytest.fixture
def ups(start_fake, monkeypatch):
    monkeypatch.setattr(ConfigurationCalls, "wait", staticmethod(lambda _seconds: None))
    server = Ups()
    start_fake(server)
    return server


@pytest.fixture
def configuration(ups, channel, secret):
    ups.credential = secret("news-right-")
    values = {
        "client_id": "client-of-the-shop",
        "client_secret": secret("secret-right-"),
        "account": "A1B2C3",
        "sender_name": "Reed & Rook",
        "sender_phone": "+4930123456",
        "sender_street": "Lindenstraße 1",
        "sender_postcode": "10969",
        "sender_city": "Berlin",
        "sender_country": "DE",
        "news_secret": ups.credential,
    }
    row = save_configuration(
        provider="ups", tenant_id=channel.tenant_id, values=values, mode=Mode.TEST
    )
    assert test_connection_(configuration=row).is_ok
    return activate(configuration=row)


@pytest.fixture
def label(configuration, parcel):
    return make_label(fulfilment_id=parcel.pk, weight=1250)


def test_a_label_is_made_and_the_parcel_is_followed_by_its_number(label, parcel, ups):
    again = make_label(fulfilment_id=parcel.pk, weight=9)

    assert again.pk == label.pk
    assert (label.state, label.tracking_number) == (LabelState.MADE, NUMBER)
    assert (bytes(label.content), label.media_type) == (GIF, "image/gif")
    assert (str(label.price), label.currency) == ("7.42", "EUR")
    parcel.refresh_from_db()
    assert (parcel.carrier, parcel.tracking_number) == ("UPS", NUMBER)
    assert parcel.tracking_url == f"https://www.ups.com/track?tracknum={NUMBER}"
    (sent,) = ups.received
    assert sent["reference"] == label.public_id
    assert sent["shipment"]["Package"][0]["PackageWeight"]["Weight"] == "1.3"
    to = sent["shipment"]["ShipTo"]
    assert (to["Name"], to["AttentionName"]) == ("Reed Ltd", "Ada Reed")
    assert to["Address"]["PostalCode"] == "10969"


def test_ups_prints_the_invoice_for_customs(configuration, parcel, order, ups):
    Product.objects.update(hs_code="94052190", origin_country="DE")
    Country.objects.get_or_create(iso_3166_1_a2="CH")
    order.shipping_address.country_id = "CH"
    order.shipping_address.save()

    label = make_label(fulfilment_id=parcel.pk, weight=1250)

    assert bytes(label.customs_papers) == CUSTOMS_PDF
    form = ups.received[0]["shipment"]["ShipmentServiceOptions"]["InternationalForms"]
    assert (form["InvoiceNumber"], form["Contacts"]["SoldTo"]["Name"]) == (order.number, "Reed Ltd")
    (goods,) = form["Product"]
    assert (goods["CommodityCode"], goods["OriginCountryCode"]) == ("94052190", "DE")
    assert (goods["Unit"]["Number"], goods["Unit"]["Value"]) == ("2", "20.00")
    assert goods["ProductWeight"]["Weight"] == "1.2"


def test_two_at_once_make_one_label(configuration, parcel, ups):
    Label.objects.create(
        order=parcel.order,
        fulfilment=parcel,
        configuration=configuration.public_id,
        carrier="UPS",
        weight=1,
    )

    with pytest.raises(LabelUnderWayError):
        make_label(fulfilment_id=parcel.pk, weight=1)

    assert ups.received == []


def test_a_lost_answer_is_found_again_and_never_asked_for_twice(
    configuration, parcel, ups, patient
):
    ups.behaves = "garbled"
    with pytest.raises(CarrierAwayError):
        make_label(fulfilment_id=parcel.pk, weight=1250)
    assert len(ups.received) == 1
    assert Label.objects.get().state == LabelState.ASKED

    ups.behaves = ""
    label = make_label(fulfilment_id=parcel.pk, weight=1250)

    assert len(ups.received) == 1
    assert (label.state, label.tracking_number) == (LabelState.MADE, NUMBER)


@pytest.mark.parametrize("point", ["label.asked", "label.made", "label.kept"])
def test_a_process_that_ends_leaves_one_label(
    configuration, parcel, ups, patient, monkeypatch, point
):
    class PowerFailedError(BaseException):
        pass

    def fail(name):
        if name == point:
            raise PowerFailedError

    monkeypatch.setattr(service, "reach", fail)
    with pytest.raises(PowerFailedError):
        make_label(fulfilment_id=parcel.pk, weight=1250)
    monkeypatch.setattr(service, "reach", lambda name: None)

    label = make_label(fulfilment_id=parcel.pk, weight=1250)

    assert label.state == LabelState.MADE
    assert [entry["reference"] for entry in ups.received] == [label.public_id]


def test_an_address_that_ups_does_not_take_is_refused_in_its_words(
    configuration, parcel, order, ups
):
    order.shipping_address.postcode = "00000"
    order.shipping_address.save()

    with pytest.raises(LabelRefusedError) as refused:
        make_label(fulfilment_id=parcel.pk, weight=1250)

    assert "Address Validation Error on ShipTo address (120802)" in refused.value.detail
    assert Label.objects.get().state == LabelState.REFUSED
    assert ups.received == []
    parcel.refresh_from_db()
    assert parcel.tracking_number == ""


def test_no_label_for_what_is_not_packed_or_without_a_carrier(parcel, request):
    with pytest.raises(NoCarrierError):
        make_label(fulfilment_id=parcel.pk, weight=1)
    request.getfixturevalue("configuration")
    cancel_fulfilment(fulfilment_id=parcel.pk)
    with pytest.raises(ParcelNotPackedError):
        make_label(fulfilment_id=parcel.pk, weight=1)

    assert not Label.objects.exists()


def test_a_parcel_that_is_unpacked_takes_its_label_along(label, parcel, ups, deliver):
    cancel_fulfilment(fulfilment_id=parcel.pk)
    deliver()
    deliver()

    assert ups.received[0]["is_void"]
    label.refresh_from_db()
    assert label.state == LabelState.CANCELLED


def test_a_label_is_cancelled_once_and_not_after_its_parcel_has_left(label, parcel, ups):
    ship_fulfilment(fulfilment_id=parcel.pk)
    with pytest.raises(LabelInUseError):
        cancel_label(public_id=label.public_id)
    assert not ups.received[0]["is_void"]


def test_the_course_of_a_parcel_turns_it_and_is_told_once(api, label, parcel, order, ups, deliver):
    deliver()
    mail.outbox.clear()
    ups.happen("in_transit", NOON - timedelta(days=1), place="Köln")
    ups.happen("out_for_delivery", NOON)
    assert follow_parcels() == 1
    assert follow_parcels() == 0  # not again within half an hour
    deliver()
    subjects = [letter.subject for letter in mail.outbox]
    assert any("is on its way" in text for text in subjects)
    assert any("comes today" in text for text in subjects)

    ups.happen("delivered", NOON + timedelta(hours=2))
    Label.objects.update(looked_at=timezone.now() - timedelta(hours=1))
    follow_parcels()
    deliver()

    parcel.refresh_from_db()
    assert parcel.state == "delivered"
    statuses = list(TrackingEvent.objects.values_list("status", "place"))
    assert statuses == [
        ("in_transit", "Köln, DE"),
        ("out_for_delivery", "Berlin, DE"),
        ("delivered", "Berlin, DE"),
    ]
    assert sum("has arrived" in letter.subject for letter in mail.outbox) == 1


def push(api, configuration, ups, *, number=-1, **headers):
    told = ups.callback(ups.received[number], "", "")
    path = f"/api/v1/carriers/callbacks/{configuration.public_id}/"
    sent = {**told.headers, **headers}
    kind = sent.pop("Content-Type")
    return api.post(path, told.body, content_type=kind, headers=sent)


def test_pushed_news_may_come_twice_and_in_any_order(api, configuration, label, parcel, ups):
    ups.happen("delivered", NOON)
    assert push(api, configuration, ups).status_code == 204
    assert push(api, configuration, ups).status_code == 204
    ups.happen("in_transit", NOON - timedelta(days=1))
    assert push(api, configuration, ups).status_code == 204

    parcel.refresh_from_db()
    assert parcel.state == "delivered"
    assert list(TrackingEvent.objects.values_list("status", flat=True)) == [
        "in_transit",
        "delivered",
    ]


def test_forged_news_and_news_of_unknown_parcels_move_nothing(
    api, configuration, label, parcel, ups
):
    ups.happen("delivered", NOON)
    forged = push(api, configuration, ups, credential="guessed")
    ups.received[0]["number"] = "1ZA1B2C30000000099"
    unknown = push(api, configuration, ups)

    assert (forged.status_code, forged.json()["code"]) == (403, "forged_news")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_parcel")
    parcel.refresh_from_db()
    assert parcel.state == "packed"
    assert not TrackingEvent.objects.exists()


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_staff_make_print_and_cancel_a_label_on_the_page_of_the_order(
    client, configuration, order, parcel, ups
):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    page = f"/dashboard/orders/{order.number}/"
    assert 'value="1200"' in client.get(page).content.decode()  # two lamps of 600 grams
    make = f"/dashboard/labels/orders/{order.number}/{parcel.public_id}/"

    client.post(make, {"weight": -5})
    assert ups.received == []
    client.post(make, {"weight": 1300})
    shown = client.get(page).content.decode()
    (address,) = re.findall(r'href="(/dashboard/labels/lab_\w+/)"', shown)
    printed = client.get(address)

    assert (printed.content, printed["Content-Type"]) == (GIF, "image/gif")
    assert printed["Cache-Control"] == "private, no-store"
    client.post(f"{address}cancel/")
    assert ups.received[0]["is_void"]
    assert client.get(address).status_code == 404
    assert Fulfilment.objects.get().tracking_number == ""
