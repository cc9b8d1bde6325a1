"""The addresses of a customer, over HTTP."""

from __future__ import annotations

import pytest

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.ordering.models import SavedAddress
from commerce.ordering.services.addresses import MOST_ADDRESSES

from .checkouts import ADDRESS, Customer

BOOK = "/api/v1/account/addresses/"


def signed_in(api, email="ada@example.com", host="testserver"):
    client = type(api)(SERVER_NAME=host)
    answer = client.post("/api/v1/auth/login/", {"email": email, "password": PASSWORD})
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access']}")
    return client


@pytest.fixture
def ada(api):
    make_user()
    return signed_in(api)


def save(client, **body):
    address = {**ADDRESS, **body.pop("address", {})}
    return client.post(BOOK, {"address": address, **body})


def book(client):
    return client.get(BOOK).json()


def test_an_address_is_saved_changed_and_deleted(ada):
    saved = save(ada, address={"postcode": "D-10969"})

    assert saved.status_code == 201
    entry = saved.json()
    assert entry["address"] == ADDRESS
    assert book(ada)["results"] == [entry]
    changed = ada.patch(f"{BOOK}{entry['id']}/", {"address": {**ADDRESS, "city": "Potsdam"}})
    assert changed.json()["address"]["city"] == "Potsdam"
    assert ada.delete(f"{BOOK}{entry['id']}/").status_code == 204
    assert book(ada)["results"] == []
    assert saved["Cache-Control"] == "private, no-store"


def test_there_is_one_usual_address_for_each_use(ada):
    first = save(ada, is_default_for_shipping=True, is_default_for_billing=True).json()
    second = save(ada, address={"line1": "Elsewhere 1"}, is_default_for_shipping=True).json()

    entries = {entry["id"]: entry for entry in book(ada)["results"]}
    assert entries[second["id"]]["is_default_for_shipping"] is True
    assert entries[first["id"]]["is_default_for_shipping"] is False
    assert entries[first["id"]]["is_default_for_billing"] is True
    off = ada.patch(f"{BOOK}{second['id']}/", {"is_default_for_shipping": False})
    assert off.json()["is_default_for_shipping"] is False
    assert off.json()["address"]["line1"] == "Elsewhere 1"


def test_the_same_address_is_not_doubled(ada):
    assert save(ada).json()["id"] == save(ada).json()["id"]

    other = save(ada, address={"line1": "Elsewhere 1"}).json()
    ada.patch(f"{BOOK}{other['id']}/", {"address": ADDRESS})

    assert [entry["id"] for entry in book(ada)["results"]] == [other["id"]]


def test_a_book_has_an_end(ada):
    for number in range(MOST_ADDRESSES):
        assert save(ada, address={"line1": f"Street {number}"}).status_code == 201

    answer = save(ada, address={"line1": "One too many"})

    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_addresses")
    assert SavedAddress.objects.count() == MOST_ADDRESSES


def test_an_address_is_nobody_elses(ada, api, other_channel):
    entry = save(ada).json()
    make_user("eve@example.com")
    eve, elsewhere = signed_in(api, "eve@example.com"), signed_in(api, host="other.example")

    for client in (eve, elsewhere):
        assert client.get(BOOK).json()["results"] == []
        assert client.patch(f"{BOOK}{entry['id']}/", {"address": ADDRESS}).status_code == 404
        refused = client.delete(f"{BOOK}{entry['id']}/")
        assert (refused.status_code, refused.json()["code"]) == (404, "address_not_found")
    assert book(ada)["results"] == [entry]


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("postcode", "ABC", "invalid_postcode"),
        ("phone", "call me", "invalid_phone"),
        ("first_name", "https://evil.example", "link"),
        ("line1", "", "blank"),
    ],
)
def test_an_address_that_cannot_be_is_refused(ada, field, text, code):
    answer = save(ada, address={field: text})

    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        (f"/address/{field}", code)
    ]
    assert not SavedAddress.objects.exists()


def test_the_second_checkout_knows_the_addresses_of_the_first(ada, channel):
    assert book(ada)["last_shipping_address"] is None
    make_rates(channel)
    customer = Customer(ada)
    customer.add(make_product(channel))
    elsewhere = {**ADDRESS, "first_name": "Grace", "company": "", "phone": ""}
    customer.say_where(billing=elsewhere)
    customer.say_how()
    assert customer.place().status_code == 201

    last = book(ada)

    assert last["last_shipping_address"] == {**ADDRESS, "phone": "+49301234567"}
    assert last["last_billing_address"] == elsewhere


def test_reading_the_book_takes_few_queries(ada, django_assert_max_num_queries):
    for number in range(5):
        save(ada, address={"line1": f"Street {number}"})

    with django_assert_max_num_queries(4):
        book(ada)
