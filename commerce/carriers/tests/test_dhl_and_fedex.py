"""From a packed parcel to the door with the local servers of DHL and FedEx: what UPS does otherwise."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.html import escape

from commerce.carriers.enums import LabelState
from commerce.carriers.errors import (
    CarrierAwayError,
    CustomsDataMissingError,
    LabelRefusedError,
    LabelUncertainError,
    NotThisCarrierError,
)
from commerce.carriers.models import Label
from commerce.carriers.selectors.customs import crosses_border
from commerce.carriers.services.following import follow_parcels
from commerce.carriers.services.labels import cancel_label, cancel_label_of, make_label
from commerce.integrations.calls.client import ConfigurationCalls
from commerce.integrations.enums import Mode
from commerce.integrations.services import activate, save_configuration
from commerce.integrations.services import test_connection as test_connection_
from commerce.integrations.tests.test_providers_in_use import PLAIN
from commerce.ordering.models import TrackingEvent
from commerce.ordering.services.fulfilments import create_fulfilments
from commerce.oscar.address.models import Country
from commerce.oscar.catalogue.models import Product
from commerce.oscar.shipping.models import ShippingRate
from infra.fakes import dhl, fedex

pytestmark = pytest.mark.usefixtures("channel_of_module")

NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
SERVERS = {"dhl": dhl.Dhl, "fedex": fedex.Fedex}
NUMBERS = {"dhl": "00340434333300000001", "fedex": "794900000001"}
SECRETS = {"dhl": ("api_key", "api_secret", "password"), "fedex": ("client_secret", "news_secret")}


@pytest.fixture
def set_up(start_fake, channel, secret, monkeypatch):
    """Start what stands for a carrier and put it to use; returns server and configuration."""
    monkeypatch.setattr(ConfigurationCalls, "wait", staticmethod(lambda _seconds: None))

    def run(code, **changes):
        server = SERVERS[code]()
        start_fake(server)
        secrets = {name: secret(f"{name}-right-") for name in SECRETS[code]}
        server.token = secrets.get("news_secret", "")
        row = save_configuration(
            provider=code,
            tenant_id=channel.tenant_id,
            values={**PLAIN[code], **secrets, **changes},
            mode=Mode.TEST,
        )
        assert test_connection_(configuration=row).is_ok
        return server, activate(configuration=row)

    return run


@pytest.fixture(params=["dhl", "fedex"])
def code(request):
    return request.param


@pytest.fixture
def server(set_up, code):
    return set_up(code)[0]


def make(parcel, **options):
    return make_label(fulfilment_id=parcel.pk, weight=1250, **options)


def abroad(order, country="CH", postcode="8001"):
    Country.objects.get_or_create(iso_3166_1_a2=country, defaults={"printable_name": country})
    to = order.shipping_address
    to.country_id, to.postcode = country, postcode
    to.save()


def complete(**facts):
    told = {"hs_code": "94052190", "origin_country": "DE", **facts}
    Product.objects.update(**told)


def test_a_label_is_made_followed_and_cancelled(server, code, parcel):
    label = make(parcel)

    assert (label.state, label.tracking_number) == (LabelState.MADE, NUMBERS[code])
    assert (bytes(label.content), label.media_type) == (dhl.PDF, "application/pdf")
    assert bytes(label.customs_papers) == b""
    assert server.received[0]["reference"] == label.public_id
    sent = server.received[0]["shipment"]
    if code == "dhl":
        assert label.price is None
        assert (sent["product"], sent["billingNumber"]) == ("V01PAK", "33333333330101")
        assert (sent["consignee"]["name1"], sent["consignee"]["name2"]) == ("Reed Ltd", "Ada Reed")
        assert sent["consignee"]["country"] == "DEU"
        assert "phone" not in sent["consignee"]
        assert sent["details"]["weight"] == {"uom": "g", "value": 1250}
    else:
        assert (str(label.price), label.currency) == ("18.34", "EUR")
        assert sent["serviceType"] == "FEDEX_REGIONAL_ECONOMY"
        assert sent["requestedPackageLineItems"][0]["weight"] == {"units": "KG", "value": 1.3}
    assert follow_parcels() == 1
    assert not TrackingEvent.objects.exists()  # not seen yet
    # DHL counts what is asked in a day: it is looked at again after three hours.
    is_patient = Label.objects.get().looked_at > timezone.now() + timedelta(hours=2)
    assert is_patient is (code == "dhl")
    server.happen("in_transit", NOON, place="Köln")
    server.happen("out_for_delivery", NOON + timedelta(hours=2), place="Köln")
    Label.objects.update(looked_at=timezone.now() - timedelta(hours=1))
    follow_parcels()
    assert follow_parcels() == 0
    assert list(TrackingEvent.objects.values_list("status", "place")) == [
        ("in_transit", "Köln, DE"),
        ("out_for_delivery", "Köln, DE"),
    ]


def test_cancelling_twice_changes_nothing(server, code, parcel):
    label = make(parcel)

    for _time in range(2):
        cancel_label(public_id=label.public_id)
        Label.objects.update(state=LabelState.MADE)  # as after a power cut

    assert server.received[0]["is_void"]


@pytest.mark.parametrize(
    ("code", "form", "content"),
    [("dhl", "ZPL2", dhl.ZPL.encode()), ("fedex", "ZPLII", fedex.ZPL)],
)
def test_label_printers_get_their_own_language(set_up, code, form, content, parcel):
    set_up(code, label_format=form)

    label = make(parcel)

    assert (bytes(label.content), label.media_type) == (content, "application/zpl")


def test_a_lost_answer_is_decided_by_people(server, code, parcel, patient):
    server.behaves = "garbled"
    with pytest.raises(CarrierAwayError):
        make(parcel)
    server.behaves, server.books = "", False
    first = Label.objects.get()

    with pytest.raises(LabelUncertainError) as unknown:
        make(parcel)

    assert first.public_id in unknown.value.detail
    assert (Label.objects.get().state, len(server.received)) == (LabelState.ASKED, 1)
    second = make(parcel, may_double=True)
    assert second.state == LabelState.MADE
    first.refresh_from_db()
    assert (first.state, first.public_id in first.refusal) == (LabelState.REFUSED, True)
    assert [each["reference"] for each in server.received] == [first.public_id, second.public_id]


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_a_parcel_in_doubt_is_marked_and_nothing_is_bought_until_people_say_so(
    client, server, code, parcel, patient
):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    page = f"/dashboard/orders/{parcel.order.number}/"
    make_url = f"/dashboard/labels/orders/{parcel.order.number}/{parcel.public_id}/"
    server.behaves = "garbled"
    client.post(make_url, {"weight": 1250})
    server.behaves, server.books = "", False
    assert "Unknown: ask the carrier" in client.get(page).content.decode()

    client.post(make_url, {"weight": 1250})

    label = Label.objects.get()
    assert (label.state, len(server.received)) == (LabelState.ASKED, 1)
    assert label.public_id in label.refusal
    shown = client.get(page).content.decode()
    assert "Unknown: ask the carrier" in shown
    assert escape(label.refusal) in shown
    client.post(make_url, {"weight": 1250, "may_double": "on"})
    assert len(server.received) == 2
    assert "Unknown: ask the carrier" not in client.get(page).content.decode()


def test_fedex_cancels_what_nobody_has_seen_before_it_makes_another_one(set_up, parcel, patient):
    server, _row = set_up("fedex")
    server.behaves = "garbled"
    with pytest.raises(CarrierAwayError):
        make(parcel)
    server.behaves = ""

    label = make(parcel)

    assert [each["is_void"] for each in server.received] == [True, False]
    assert label.tracking_number == server.received[1]["number"]


def test_a_parcel_that_is_unpacked_in_doubt_says_where_to_look(server, code, parcel):
    server.behaves, server.books = "garbled", False
    with pytest.raises(CarrierAwayError):
        make(parcel)
    server.behaves = ""

    cancel_label_of(fulfilment_id=parcel.pk)

    label = Label.objects.get()
    assert (label.state, label.public_id in label.refusal) == (LabelState.REFUSED, True)


@pytest.mark.parametrize(
    ("word", "error", "state"),
    [
        ("wrong", LabelRefusedError, LabelState.REFUSED),
        ("forbidden", LabelRefusedError, LabelState.REFUSED),
        ("limited", CarrierAwayError, LabelState.REFUSED),  # surely not made: asked anew
        ("broken", CarrierAwayError, LabelState.ASKED),
    ],
)
def test_each_refusal_leaves_what_is_known(server, code, parcel, word, error, state):
    server.behaves = word

    with pytest.raises(error):
        make(parcel)

    assert (Label.objects.get().state, server.received) == (state, [])


def test_a_postcode_that_is_none_is_refused_in_the_carriers_words(server, code, parcel, order):
    abroad(order, "DE", "00000")

    with pytest.raises(LabelRefusedError) as refused:
        make(parcel)

    assert "postal code is not valid" in refused.value.detail
    assert server.received == []


def test_what_fedex_tells_is_signed(api, set_up, parcel):
    server, row = set_up("fedex")
    make(parcel)
    server.happen("delivered", NOON)
    told = server.callback(server.received[0], "", "")
    path = f"/api/v1/carriers/callbacks/{row.public_id}/"

    def push(body):
        signature = {"fdx-signature": told.headers["fdx-signature"]}
        return api.post(path, body, content_type="application/json", headers=signature)

    assert push(told.body.replace(b"DL", b"OD")).json()["code"] == "forged_news"
    assert not TrackingEvent.objects.exists()
    assert [push(told.body).status_code, push(told.body).status_code] == [204, 204]
    follow_parcels()
    assert TrackingEvent.objects.get().status == "delivered"


def test_customs_are_told_what_is_in_a_parcel(client, server, code, parcel, order):
    abroad(order)
    with pytest.raises(CustomsDataMissingError) as missing:
        make(parcel)
    assert "Product LAMP (HS code, country of origin)" in missing.value.detail
    assert (Label.objects.count(), server.received) == (0, [])
    complete()

    label = make(parcel)

    assert bytes(label.customs_papers) == dhl.CUSTOMS_PDF
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    papers = f"/dashboard/labels/{label.public_id}/customs/"
    assert papers in client.get(f"/dashboard/orders/{order.number}/").content.decode()
    assert client.get(papers).content == dhl.CUSTOMS_PDF
    sent = server.received[0]["shipment"]
    if code == "dhl":
        assert (sent["product"], sent["billingNumber"]) == ("V53WPAK", "33333333335301")
        assert sent["customs"] == {
            "invoiceNo": order.number,
            "exportType": "COMMERCIAL_GOODS",
            "postalCharges": {"currency": "EUR", "value": 3.27},  # two of three lamps
            "items": [
                {
                    "itemDescription": "Product LAMP",
                    "countryOfOrigin": "DEU",
                    "hsCode": "94052190",
                    "packagedQuantity": 2,
                    "itemValue": {"currency": "EUR", "value": 20.0},
                    "itemWeight": {"uom": "g", "value": 600},
                }
            ],
        }
    else:
        assert sent["serviceType"] == "INTERNATIONAL_ECONOMY"
        told = sent["customsClearanceDetail"]
        assert told["totalCustomsValue"] == {"amount": 40.0, "currency": "EUR"}
        (goods,) = told["commodities"]
        assert (goods["harmonizedCode"], goods["countryOfManufacture"]) == ("94052190", "DE")
        assert (goods["quantity"], goods["unitPrice"]["amount"]) == (2, 20.0)
        assert goods["weight"] == {"units": "KG", "value": 1.2}


@pytest.mark.parametrize(
    ("origin", "country", "postcode", "crosses"),
    [
        ("DE", "DE", "10115", False),
        ("DE", "FR", "75001", False),
        ("DE", "MC", "98000", False),
        ("DE", "ES", "28001", False),
        ("DE", "ES", "35001", True),  # Las Palmas
        ("DE", "DE", "27498", True),  # Heligoland
        ("DE", "CH", "8001", True),
        ("CH", "LI", "9490", False),
        ("DE", "NO", "0150", True),
        ("DE", "GB", "SW1A 1AA", True),
        ("DE", "GB", "bt1 5gs", False),  # Belfast
        ("GB", "GB", "BT1 5GS", False),
        ("US", "US", "10001", False),
        ("DE", "US", "10001", True),
    ],
)
def test_where_customs_ask(origin, country, postcode, crosses):
    assert crosses_border(origin=origin, country=country, postcode=postcode) is crosses


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_staff_choose_the_carrier_that_the_way_of_sending_suggests(client, set_up, order, parcel):
    asked, first = set_up("dhl")
    wanted, second = set_up("fedex")
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    page = f"/dashboard/orders/{order.number}/"
    option = '<option value="{}"{}>{}</option>'
    dhl_first = option.format(first.public_id, " selected", "DHL")
    assert dhl_first in client.get(page).content.decode()
    ShippingRate.objects.filter(code="standard").update(label_carrier="fedex")
    shown = client.get(page).content.decode()
    assert option.format(second.public_id, " selected", "FedEx") in shown
    url = f"/dashboard/labels/orders/{order.number}/{parcel.public_id}/"

    client.post(url, {"weight": 1300, "carrier": "cfg_guessed"})
    assert (asked.received, wanted.received) == ([], [])
    client.post(url, {"weight": 1300, "carrier": second.public_id})

    assert (len(asked.received), len(wanted.received)) == (0, 1)
    with pytest.raises(NotThisCarrierError):
        make_label(fulfilment_id=_another(order).pk, weight=1, carrier="cfg_guessed")


def _another(order):
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={order.lines.get().pk: 1})
    return parcel


def test_staff_make_print_and_cancel_a_label_by_the_api(api, set_up, order, parcel):
    set_up("dhl")
    wanted, row = set_up("fedex")
    boss = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    api.force_authenticate(boss)
    path = f"/api/v1/carriers/orders/{order.number}/labels/"
    body = {"parcel_id": parcel.public_id, "weight": 1300, "carrier_id": row.public_id}
    shown = api.get(path).json()
    assert [(each["code"], each["is_suggested"]) for each in shown["carriers"]] == [
        ("dhl", True),
        ("fedex", False),
    ]
    assert shown["parcels"] == [
        {"id": parcel.public_id, "state": "packed", "weight": 1200, "label": None}
    ]
    refused = api.post(path, {**body, "carrier_id": "prc_guessed"}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_this_carrier")
    assert api.post(path, {**body, "weight": 0}, format="json").status_code == 400
    assert wanted.received == []

    made = api.post(path, body, format="json")

    assert (made.status_code, made.json()["tracking_number"]) == (201, NUMBERS["fedex"])
    assert made.json()["price"] == {"amount": "18.34", "currency": "EUR"}
    one = f"/api/v1/carriers/labels/{made.json()['id']}/"
    assert api.get(f"{one}file/").content == fedex.PDF
    assert api.post(f"{one}cancel/").json()["state"] == "cancelled"
    assert wanted.received[0]["is_void"]
    get_user_model().objects.filter(pk=boss.pk).update(is_superuser=False)
    api.force_authenticate(get_user_model().objects.get(pk=boss.pk))
    assert api.get(path).status_code == 403
