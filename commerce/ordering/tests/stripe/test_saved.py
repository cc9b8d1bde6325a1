"""What customers save while they pay, and pay with again."""

import pytest
from rest_framework.test import APIClient

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.core.services.outbox import relay
from commerce.payments.models import PaymentSession, ProviderCustomer

from .conftest import ASKS, GOOD, NOTHING, PAID, page_of

pytestmark = pytest.mark.django_db(transaction=True)
METHODS = "account/payment-methods/"


@pytest.fixture
def saved(customer, browser, fill, stands):
    """A card that was saved with an order; the next cart is there."""

    def run(number="4242424242424242"):
        begun = customer.pay("stripe", saves_method=True).json()
        browser.confirm(begun, number)
        assert customer.complete(begun)["state"] == "placed"
        stands()
        again = fill(customer.api)
        again.user = customer.user
        (method,) = again.call("get", METHODS).json()["results"]
        return again, method

    return run


def test_a_card_is_saved_with_a_payment(customer, browser, server):
    assert customer.call("get", METHODS).json()["results"] == []
    before = len(server.received)

    begun = customer.pay("stripe", saves_method=True).json()
    browser.confirm(begun)
    customer.complete(begun)

    answer = customer.call("get", METHODS)
    (method,) = answer.json()["results"]
    assert answer["Cache-Control"] == "private, no-store"
    assert {**method, "id": ""} == {
        "id": "",
        "method": "stripe",
        "label": "Visa •••• 4242",
        "brand": "visa",
        "last_four": "4242",
        "expires": "2034-12-31",
        "is_expired": False,
        "is_default": False,
    }
    (intent,) = server.account.all("payment_intent")
    (person,) = server.account.all("customer")
    assert (intent["setup_future_usage"], intent["customer"]) == ("off_session", person["id"])
    assert ProviderCustomer.objects.get().user == customer.user
    assert before == 0


def test_who_leaves_is_forgotten_by_the_shop_and_by_stripe(saved, server):
    again, _method = saved()
    kept = again.call("get", "auth/me/data/").json()["payments"]
    assert kept["payment"][0]["method"] == "Visa •••• 4242"
    assert [row["gateway"] for row in kept["saved_at"]] == ["stripe"]

    gone = again.call("post", "auth/me/close/", {"current_password": PASSWORD})
    relay()

    assert gone.status_code == 204
    assert {row["customer"] for row in server.account.all("payment_method")} == {None}
    assert not ProviderCustomer.objects.exists()
    session = PaymentSession.objects.get()
    assert (session.payer, session.email, session.customer) == (None, "", "")
    assert session.captured == session.amount


@pytest.fixture
def begin_saving(customer):
    """Begin to save a card without paying; returns the secret for the script."""

    def run():
        answer = customer.call("post", METHODS, {"payment_method": "stripe"})
        assert answer.status_code == 201, answer.json()
        client = answer.json()["next_step"]["client"]
        assert (client["provider"], client["publishable_key"]) == ("stripe", "pk_test_right")
        return client["client_secret"]

    return run


@pytest.mark.parametrize("number", [GOOD, ASKS])
def test_a_card_is_saved_without_paying_and_pays_later(
    customer, browser, server, begin_saving, tell_all, number
):
    made = browser.confirm_secret(begin_saving(), number)
    if number == ASKS:
        assert customer.call("get", METHODS).json()["results"] == []
        browser.answer_bank(page_of(made), "complete")
    tell_all()

    (method,) = customer.call("get", METHODS).json()["results"]
    assert method["last_four"] == number[-4:]
    (setup,) = server.account.all("setup_intent")
    assert (setup["status"], setup["usage"]) == ("succeeded", "off_session")
    assert server.account.all("payment_intent") == []
    begun = customer.pay("stripe", saved_method=method["id"]).json()
    done = customer.complete(begun)
    if done["state"] != "placed":  # the bank asks whoever is there
        step = done["payments"][0]["next_step"]
        browser.answer_bank(step["url"], "complete")
        done = customer.complete(begun)
    assert done["state"] == "placed"
    assert len(server.account.all("customer")) == 1


@pytest.mark.parametrize("number", ["4000000000000002", ASKS])
def test_a_card_that_the_bank_refuses_is_not_saved(customer, browser, begin_saving, number):
    secret = begin_saving()
    made = browser.confirm_secret(secret, number)
    if number == ASKS:
        browser.answer_bank(page_of(made), "fail")
    else:
        assert made["error"]["decline_code"] == "generic_decline"
    assert customer.call("get", METHODS).json()["results"] == []

    browser.confirm_secret(secret)

    assert len(customer.call("get", METHODS).json()["results"]) == 1


def test_who_begins_twice_is_one_customer_there(customer, server, begin_saving):
    assert begin_saving() != begin_saving()

    (person,) = server.account.all("customer")
    assert person["email"] == customer.user.email
    assert ProviderCustomer.objects.get().reference == person["id"]


@pytest.mark.parametrize(
    ("method", "status", "code"),
    [
        ("offline", 422, "unknown_payment_method"),
        ("nothing", 422, "unknown_payment_method"),
        ("", 400, "validation_failed"),
    ],
)
def test_what_saves_nothing_is_refused(customer, server, method, status, code):
    answer = customer.call("post", METHODS, {"payment_method": method})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert server.account.all("setup_intent") == []


def test_a_guest_and_somebody_elses_secret_save_nothing_here(customer, browser, begin_saving):
    browser.confirm_secret(begin_saving())
    other = APIClient(SERVER_NAME=customer.api.defaults["SERVER_NAME"])
    assert other.post(f"/api/v1/{METHODS}", {"payment_method": "stripe"}).status_code == 401
    other.force_authenticate(make_user("mara@customers.example"))

    assert other.get(f"/api/v1/{METHODS}").json()["results"] == []


def test_what_is_not_to_be_saved_leaves_nobody_behind(customer, browser, server):
    begun = customer.pay("stripe").json()
    browser.confirm(begun)
    customer.complete(begun)

    assert server.account.all("customer") == []
    assert customer.call("get", METHODS).json()["results"] == []


def test_a_guest_saves_nothing(payer, browser, server):
    begun = payer.pay("stripe", saves_method=True).json()
    browser.confirm(begun)

    assert payer.complete(begun)["state"] == "placed"
    assert server.account.all("customer") == []
    (intent,) = server.account.all("payment_intent")
    assert intent["setup_future_usage"] is None


def test_a_saved_card_pays_without_being_typed(saved, stands):
    again, method = saved()

    begun = again.pay("stripe", saved_method=method["id"]).json()

    assert [each["state"] for each in begun["payments"]] == ["authorised"]
    done = again.complete(begun)
    assert (done["state"], done["payments"][0]["label"]) == ("placed", "Visa •••• 4242")
    assert stands()["orders"] == stands()["charges"] == 2
    assert ProviderCustomer.objects.count() == 1


def test_a_customer_is_one_at_stripe_however_often_they_save(saved, browser, server):
    again, _method = saved()

    begun = again.pay("stripe", saves_method=True).json()
    browser.confirm(begun, "5555555555554444")
    again.complete(begun)

    labels = [row["label"] for row in again.call("get", METHODS).json()["results"]]
    assert labels == ["Mastercard •••• 4444", "Visa •••• 4242"]
    assert len(server.account.all("customer")) == 1


def test_the_bank_may_ask_for_a_saved_card_too(customer, browser, server, fill, stands):
    begun = customer.pay("stripe", saves_method=True).json()
    browser.answer_bank(page_of(browser.confirm(begun, ASKS)), "complete")
    customer.complete(begun)
    (method,) = customer.call("get", METHODS).json()["results"]
    again = fill(customer.api)

    begun = again.pay("stripe", saved_method=method["id"]).json()

    (payment,) = begun["payments"]
    step = payment["next_step"]
    assert (payment["state"], step["client"]["provider"]) == ("waiting", "stripe")
    back = browser.answer_bank(step["url"], "complete")
    assert f"/checkout/payments/{begun['id']}?key=" in back
    assert again.complete(begun)["state"] == "placed"
    assert stands()["orders"] == 2


def test_a_saved_card_that_is_declined_is_told(saved, server, stands):
    again, method = saved()
    server.intents.numbers[method["id"]] = "4000000000009995"

    begun = again.pay("stripe", saved_method=method["id"]).json()

    (payment,) = begun["payments"]
    assert payment["state"] == "failed"
    assert payment["decline"]["code"] == "insufficient_funds"
    assert stands()["orders"] == 1
    assert again.pay("stripe").json()["state"] == "open"


def test_somebody_elses_card_pays_nothing(saved, fill, server, channel, configuration):
    _again, method = saved()
    other = APIClient(SERVER_NAME="testserver")
    other.force_authenticate(make_user("eve@customers.example"))
    eve = fill(other)

    answer = eve.pay("stripe", saved_method=method["id"])

    assert (answer.status_code, answer.json()["code"]) == (404, "saved_method_not_found")
    assert answer.json()["errors"][0]["pointer"] == "/saved_method"
    assert eve.call("delete", f"{METHODS}{method['id']}/").status_code == 404
    assert server.account.objects[method["id"]]["customer"] is not None
    assert PaymentSession.objects.count() == 1


def test_somebody_elses_card_pays_nothing_for_who_has_saved_one_too(
    saved, fill, server, browser, stands
):
    _again, method = saved()
    other = APIClient(SERVER_NAME="testserver")
    other.force_authenticate(make_user("eve@customers.example"))
    eve = fill(other)
    begun = eve.pay("stripe", saves_method=True).json()
    browser.confirm(begun)
    eve.complete(begun)
    eve = fill(other)

    begun = eve.pay("stripe", saved_method=method["id"]).json()

    assert [each["state"] for each in begun["payments"]] == ["failed"]
    assert eve.call("delete", f"{METHODS}{method['id']}/").status_code == 404
    assert stands()["charges"] == 2


@pytest.mark.parametrize("method", ["stripe", "bank-transfer"])
def test_nobody_pays_with_what_they_have_not_saved(customer, method, stands):
    answer = customer.pay(method, saved_method="pm_guessed")

    assert (answer.status_code, answer.json()["code"]) == (404, "saved_method_not_found")
    assert stands() == NOTHING


def test_a_card_is_forgotten_here_and_at_stripe(saved, server):
    again, method = saved()

    assert again.call("delete", f"{METHODS}{method['id']}/").status_code == 204

    assert server.account.objects[method["id"]]["customer"] is None
    assert again.call("get", METHODS).json()["results"] == []
    assert again.call("delete", f"{METHODS}{method['id']}/").status_code == 404
    begun = again.pay("stripe", saved_method=method["id"]).json()
    assert begun["state"] == "open"


def test_a_service_that_is_down_hides_nothing_else(saved, server, settings):
    again, method = saved()
    server.behaves = "broken"

    assert again.call("get", METHODS).json()["results"] == []
    answer = again.call("delete", f"{METHODS}{method['id']}/")
    assert (answer.status_code, answer.json()["code"]) == (503, "payment_service_away")

    server.behaves = ""
    assert len(again.call("get", METHODS).json()["results"]) == 1


def test_who_never_saved_anything_costs_nobody_a_call(customer, server, django_assert_num_queries):
    customer.call("get", METHODS)
    before = len(server.requests)

    assert customer.call("get", METHODS).json()["results"] == []

    assert len(server.requests) == before


def test_a_guest_has_an_invoice_charged_to_nobody_else(payer):
    answer = payer.pay("offline", saved_method="1")

    assert (answer.status_code, answer.json()["code"]) == (404, "saved_method_not_found")
    assert not PaymentSession.objects.exists()


def test_paying_leaves_the_same_however_it_was_saved(saved, stands):
    saved()

    assert stands() == PAID


def test_the_customer_pays_first_with_what_they_prefer(customer, browser, begin_saving):
    for number in (GOOD, "5555555555554444"):
        browser.confirm_secret(begin_saving(), number)
    listed = customer.call("get", METHODS).json()
    assert listed["offered"] == [{"code": "stripe", "name": "Card"}]
    assert [each["is_default"] for each in listed["results"]] == [False, False]

    for wanted in listed["results"]:
        path = f"{METHODS}{wanted['id']}/default/"
        assert [customer.call("put", path).status_code for _ in range(2)] == [204, 204]
        preferred = {
            each["id"]
            for each in customer.call("get", METHODS).json()["results"]
            if each["is_default"]
        }
        assert preferred == {wanted["id"]}

    assert customer.call("put", f"{METHODS}pm_of_nobody/default/").status_code == 404
    customer.call("delete", f"{METHODS}{wanted['id']}/")
    assert [each["is_default"] for each in customer.call("get", METHODS).json()["results"]] == [
        False
    ]
