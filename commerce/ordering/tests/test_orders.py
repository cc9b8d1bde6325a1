"""What becomes of an order, and who may see it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from commerce.cart.tests.goods import make_product, make_rates, make_voucher
from commerce.core.models import OutboxDelivery, OutboxEvent
from commerce.core.services.outbox import relay
from commerce.ordering.errors import StatusChangeRefusedError
from commerce.ordering.selectors.orders import access_token
from commerce.ordering.services.orders import change_order_status
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.payment.models import Source

from .checkouts import EMAIL, Customer

pytestmark = pytest.mark.usefixtures("channel_of_module")

PASSWORD = "a long enough password"


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    return Customer(api)


@pytest.fixture
def lamp(channel):
    return make_product(channel)


@pytest.fixture
def order(customer, lamp):
    customer.add(lamp, 2)
    customer.review()
    customer.placed = customer.place().json()
    return Order.objects.get()


def sign_up(api, email="grace@example.com"):
    api.post("/api/v1/auth/register/", {"email": email, "password": PASSWORD}, format="json")
    return email


def sign_in(customer, email):
    answer = customer.call("post", "auth/login/", {"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.json()
    customer.api.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access']}")


def look_up(api, number, query=""):
    answer = api.get(f"/api/v1/orders/{number}/{query}")
    return answer.status_code, answer.json()


def test_an_order_is_found_by_its_e_mail_address(api, order):
    status, body = look_up(api, order.number.lower(), "?email=ADA@Example.com")

    assert (status, body["number"], body["email"]) == (200, order.number, EMAIL)


def test_an_order_is_found_by_its_signed_token(api, customer, order):
    status, body = look_up(api, order.number, f"?token={customer.placed['access_token']}")

    assert (status, body["id"]) == (200, order.public_id)


@pytest.mark.parametrize(
    "query",
    ["", "?email=mallory@example.com", "?email=", "?token=x", "?token=x:y:z", "?email=%25@%25"],
)
def test_missing_and_not_yours_are_the_same_answer(api, order, query):
    status, not_yours = look_up(api, order.number, query)
    _, missing = look_up(api, "R-0000-0000", query)

    assert (status, not_yours["code"]) == (404, "order_not_found")
    assert {**not_yours, "instance": ""} == {**missing, "instance": ""}


def test_the_token_of_another_order_opens_nothing(api, customer, order, lamp):
    customer.add(lamp)
    customer.review()
    other = customer.place().json()

    assert look_up(api, order.number, f"?token={other['access_token']}")[0] == 404


def test_a_token_ends_after_ninety_days(api, order, monkeypatch):
    now = timezone.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now - 91 * 86_400)
    old = access_token(order)
    monkeypatch.undo()

    assert look_up(api, order.number, f"?token={old}")[0] == 404


def test_an_order_of_another_channel_is_not_found(api, order, other_channel):
    answer = api.get(
        f"/api/v1/orders/{order.number}/?email={EMAIL}",
        headers={"X-Channel": "other", "X-Channel-Key": "testing-channel-key"},
    )

    assert answer.status_code == 404


def test_looking_up_is_slowed_down(api, order):
    answers = [look_up(api, f"R-0000-{number:04}", "?email=a@b.de")[0] for number in range(21)]

    assert answers == [404] * 20 + [429]


def test_who_reads_with_a_key_alone_tries_nothing(api, customer, order, settings):
    slow = {**settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "order_lookup": "2/min"}
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": slow}
    token = customer.placed["access_token"]

    with_key = [look_up(api, order.number, f"?token={token}")[0] for _ in range(4)]
    guessed = [look_up(api, order.number, f"?token={token}&email=a@b.de")[0] for _ in range(3)]

    assert (with_key, guessed[-1]) == ([200] * 4, 429)


def test_a_customer_sees_their_own_orders_only(customer, order, lamp):
    email = sign_up(customer.api)
    sign_in(customer, email)
    customer.token = None
    customer.add(lamp)
    customer.review()
    mine = customer.place().json()

    page = customer.call("get", "orders/").json()

    assert [found["number"] for found in page["results"]] == [mine["number"]]
    assert look_up(customer.api, mine["number"])[0] == 200
    assert look_up(customer.api, order.number)[0] == 404


def test_the_list_of_orders_is_for_the_signed_in(api, channel):
    assert api.get("/api/v1/orders/").status_code == 401


def test_a_page_of_orders_takes_a_fixed_number_of_queries(
    customer, lamp, django_assert_num_queries
):
    sign_in(customer, sign_up(customer.api))
    for _ in range(3):
        customer.add(lamp)
        customer.review()
        customer.place()

    with django_assert_num_queries(9):
        assert customer.call("get", "orders/").json()["count"] == 3


def test_signing_in_brings_the_guests_cart_along(customer, lamp, channel):
    email = sign_up(customer.api)
    cart = customer.add(lamp, 2).json()

    sign_in(customer, email)
    customer.token = None

    assert customer.cart()["id"] == cart["id"]
    assert customer.cart()["item_count"] == 2


def test_signing_in_adds_the_guests_cart_to_the_one_that_is_there(customer, lamp, channel):
    make_voucher(channel, "WELCOME")
    vase = make_product(channel, "VASE")
    sign_in(customer, sign_up(customer.api))
    customer.add(lamp, 1)
    customer.api.credentials()
    customer.add(lamp, 2)
    customer.add(vase, 1)
    customer.voucher("WELCOME")

    sign_in(customer, "grace@example.com")
    guest_token, customer.token = customer.token, None

    lines = {line["sku"]: line["quantity"] for line in customer.cart()["lines"]}
    assert lines == {"LAMP": 3, "VASE": 1}
    assert [voucher["code"] for voucher in customer.cart()["vouchers"]] == ["WELCOME"]
    assert Basket.objects.filter(status=Basket.MERGED).count() == 1
    customer.api.credentials()
    customer.token = guest_token
    assert customer.cart()["id"] is None


def test_signing_in_saves_an_expired_cart(customer, lamp):
    email = sign_up(customer.api)
    customer.add(lamp, 2)
    Basket.objects.update(expires_at=timezone.now() - timedelta(days=1))

    sign_in(customer, email)
    customer.token = None

    cart = customer.cart()
    assert (cart["item_count"], cart["expires_at"]) == (2, None)
    assert customer.add(lamp).json()["expires_at"] is None


def test_an_order_goes_through_all_its_states(order, api):
    for status in ("paid", "packed", "shipped", "delivered"):
        change_order_status(order_id=order.pk, status=status)

    record, source = StockRecord.objects.get(), Source.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (8, 0)
    assert source.amount_debited == source.amount_allocated
    _, body = look_up(api, order.number, f"?email={EMAIL}&locale=en")
    assert [step["status"] for step in body["history"]] == [
        "placed",
        "paid",
        "packed",
        "shipped",
        "delivered",
    ]
    assert {line["status"] for line in body["lines"]} == {"delivered"}
    assert body["payments"][0]["status"] == "paid"
    changes = OutboxEvent.objects.filter(topic="shop.order_status_changed")
    assert changes.count() == 4


@pytest.mark.parametrize("before", [(), ("paid",), ("paid", "packed")])
def test_a_cancelled_order_gives_its_stock_back(order, before):
    for status in before:
        change_order_status(order_id=order.pk, status=status)

    change_order_status(order_id=order.pk, status="cancelled")

    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (10, 0)
    assert set(order.lines.values_list("num_allocated", "allocation_cancelled")) == {(0, True)}


@pytest.mark.parametrize("wanted", ["shipped", "delivered", "lost"])
def test_a_step_the_pipeline_does_not_know_is_refused(order, wanted):
    before = OutboxEvent.objects.count()

    with pytest.raises(StatusChangeRefusedError):
        change_order_status(order_id=order.pk, status=wanted)

    order.refresh_from_db()
    assert (order.status, OutboxEvent.objects.count()) == ("placed", before)


def test_the_status_it_has_already_changes_nothing(order):
    before = OutboxEvent.objects.count()

    change_order_status(order_id=order.pk, status="placed")

    assert OutboxEvent.objects.count() == before
    assert order.status_changes.count() == 0


def confirmations():
    relay()
    return [letter for letter in mail.outbox if "order" in letter.subject.lower()]


def test_the_customer_gets_one_letter_with_a_link_that_opens_the_order(api, order):
    (letter,) = confirmations()
    assert confirmations() == [letter]

    assert letter.to == [EMAIL]
    assert order.number in letter.subject
    assert "2 × Product LAMP: €40.00" in letter.body
    assert "Total: €44.90" in letter.body
    token = re.search(r"token=(\S+)", letter.body).group(1)
    assert f"/en/orders/{order.number}?token=" in letter.body
    assert look_up(api, order.number, f"?token={token}")[0] == 200


def test_hostile_names_are_harmless_in_the_letter(customer, lamp):
    """Also those of carts from before such names were refused."""
    customer.add(lamp)
    customer.review()
    basket = Basket.objects.get()
    basket.checkout["shipping_address"] |= {
        "first_name": "<b>{{ 7*7 }}</b>",
        "last_name": "You won https://evil.example/now",
    }
    Basket.objects.update(checkout=basket.checkout)
    customer.place()

    (letter,) = confirmations()

    html = letter.alternatives[0].content
    assert "<b>{{" not in html
    assert "&lt;b&gt;{{ 7*7 }}" in html
    for text in (html, letter.body):
        assert "https://evil" not in text
        assert "evil.example" not in text


def test_the_letter_to_an_arabic_customer_reads_from_right_to_left(customer, lamp):
    customer.add(lamp)
    customer.review()
    fingerprint = customer.checkout()["fingerprint"]
    customer.call(
        "post",
        "checkout/place/?locale=ar",
        {"payment_method": "offline", "fingerprint": fingerprint},
        **{"Idempotency-Key": "ar"},
    )

    relay()

    (letter,) = mail.outbox[-1:]
    assert '<html lang="ar" dir="rtl"' in letter.alternatives[0].content
    assert "/ar/orders/R-" in letter.body
    assert OutboxDelivery.objects.filter(consumer__endswith="confirm_order").count() == 1


def test_an_order_speaks_the_language_of_who_asks(api, customer, lamp):
    customer.add(lamp)
    seen = customer.review()["fingerprint"]
    body = {"payment_method": "offline", "fingerprint": seen}
    key = {"Idempotency-Key": "de"}

    order = customer.call("post", "checkout/place/?locale=de", body, **key).json()
    relay()
    _, in_french = look_up(api, order["number"], f"?email={EMAIL}&locale=fr")

    assert (order["status_label"], order["payments"][0]["name"]) == ("Eingegangen", "Rechnung")
    assert (in_french["status_label"], in_french["payments"][0]["name"]) == ("Passée", "Facture")
    assert mail.outbox[-1].subject == f"Ihre Bestellung {order['number']} bei Reed & Rook"
    assert "Versand (Standardversand): 4,90" in mail.outbox[-1].body
    assert Source.objects.get().source_type.name == "Invoice"
