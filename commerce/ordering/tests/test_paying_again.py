"""Paying what an order still owes: once more, or in another way."""

from decimal import Decimal
from uuid import uuid4

import pytest

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.money import Money
from commerce.core.services.outbox import relay
from commerce.ordering.models import Compensation, Completion
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.completion.sweeping import sweep_completions
from commerce.ordering.services.orders import cancel_order
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import capture_payment
from commerce.payments.tests.conftest import card_server  # noqa: F401 a fixture
from commerce.tenders.tests.conftest import CODE, make_card  # noqa: F401 a fixture

from .paying import Payer, reference_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def payer(api, channel, card_server):  # noqa: F811
    """Somebody who has ordered, and is to transfer the money."""
    make_rates(channel)
    payer = Payer(api)
    payer.add(make_product(channel, stock=3), 2)
    payer.review()
    payer.order = payer.pay("bank-transfer").json()["order"]
    payer.key = payer.order["access_token"]
    return payer


def total():
    return Order.objects.get().total_incl_tax


def debt(payer, key=None):
    return payer.call("get", f"orders/{payer.order['number']}/payments/?token={key or payer.key}")


def pay_again(payer, method="card", **body):
    return payer.call(
        "post",
        f"orders/{payer.order['number']}/payments/?token={payer.key}",
        {"payment_method": method, **body},
        **{"Idempotency-Key": uuid4().hex},
    )


def complete(payer, begun):
    payer.token = None  # only the key of the order is there
    path = f"checkout/payments/{begun['id']}/complete/?key={payer.key}"
    return payer.call("post", path).json()


def sessions():
    rows = PaymentSession.objects.order_by("pk")
    return list(rows.values_list("gateway", "state", "captured"))


def test_what_is_owed_and_how_it_may_be_paid(payer):
    told = debt(payer).json()

    assert (told["amount"]["amount"], told["refusal"]) == (str(total()), None)
    assert "card" in [method["code"] for method in told["payment_methods"]]
    assert "cash-on-delivery" not in [method["code"] for method in told["payment_methods"]]


def test_a_transfer_becomes_a_payment_by_card(payer, card_server):  # noqa: F811
    begun = pay_again(payer).json()

    assert (begun["state"], begun["order_number"]) == ("open", payer.order["number"])
    assert begun["amount"]["amount"] == str(total())
    assert begun["payments"][0]["next_step"]["url"].startswith(card_server.url)
    assert sessions() == [("bank-transfer", "waiting", 0), ("card", "waiting", 0)]
    card_server.authorise(reference_of(begun))

    done = complete(payer, begun)

    assert (done["state"], done["order"]["states"]["payment"]) == ("placed", "paid")
    assert sessions() == [("bank-transfer", "cancelled", 0), ("card", "authorised", total())]
    assert [verb for verb, _payment, _amount in card_server.movements] == ["payments", "capture"]
    assert Order.objects.count() == 1
    assert complete(payer, begun)["state"] == "placed"
    assert check_ledger() == []
    refused = pay_again(payer)
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_owed")
    assert debt(payer).json()["refusal"]["code"] == "nothing_owed"


def test_the_worker_finds_a_payment_that_nobody_told_of(payer, card_server):  # noqa: F811
    begun = pay_again(payer).json()
    card_server.authorise(reference_of(begun))
    Completion.objects.update(look_at="2026-01-01T00:00Z")

    assert sweep_completions() == 1

    assert payment_state(Order.objects.get().pk) == "paid"


def test_the_same_payment_is_begun_once(payer):
    first, second = pay_again(payer).json(), pay_again(payer).json()

    assert first["id"] == second["id"]
    assert second["payments"][0]["next_step"] == first["payments"][0]["next_step"]
    assert PaymentSession.objects.filter(gateway="card").count() == 1


def test_another_way_lets_the_first_go(payer, card_server):  # noqa: F811
    first = pay_again(payer).json()

    second = pay_again(payer, "offline").json()

    assert (second["state"], second["order"]["states"]["payment"]) == ("placed", "authorised")
    gone = Completion.objects.get(public_id=first["id"])
    assert (gone.state, gone.reason) == ("released", "replaced")
    assert [state for _gateway, state, _captured in sessions()] == [
        "cancelled",
        "cancelled",
        "authorised",
    ]
    assert pay_again(payer, "offline").json()["id"] == second["id"]
    assert PaymentSession.objects.count() == 3
    assert check_ledger() == []


def test_a_gift_card_pays_a_part_and_a_card_the_rest(payer, card_server, make_card):  # noqa: F811
    purse = make_card("10.00")

    begun = pay_again(payer, gift_cards=[CODE]).json()
    again = pay_again(payer, gift_cards=[CODE]).json()

    amounts = [payment["amount"]["amount"] for payment in again["payments"]]
    assert amounts == ["10.00", str(total() - 10)]
    assert Completion.objects.get(public_id=begun["id"]).state == "released"
    card_server.authorise(PaymentSession.objects.filter(gateway="card").last().reference)
    assert complete(payer, again)["order"]["states"]["payment"] == "paid"
    purse.refresh_from_db()
    assert (purse.balance, purse.held) == (0, 0)
    assert check_ledger() == []


def test_no_more_is_paid_than_what_is_owed_by_then(payer, card_server):  # noqa: F811
    transfer = PaymentSession.objects.get()
    capture_payment(session_id=transfer.pk, amount=Money(Decimal(4), "EUR"))
    begun = pay_again(payer).json()
    assert begun["amount"]["amount"] == str(total() - 4)
    capture_payment(session_id=transfer.pk)
    card_server.authorise(reference_of(begun))

    gone = complete(payer, begun)

    assert (gone["state"], gone["problem"]["code"]) == ("released", "nothing_owed")
    assert PaymentSession.objects.get(gateway="card").state == "cancelled"
    assert Compensation.objects.get().reason == "not_owed"
    assert payment_state(Order.objects.get().pk) == "paid"


def test_a_cancelled_order_is_not_paid(payer, card_server):  # noqa: F811
    begun = pay_again(payer).json()
    card_server.authorise(reference_of(begun))

    cancel_order(order_id=Order.objects.get().pk)

    assert Completion.objects.get(public_id=begun["id"]).reason == "not_owed"
    relay()
    assert {state for _gateway, state, _captured in sessions()} == {"cancelled"}
    refused = pay_again(payer)
    assert (refused.status_code, refused.json()["code"]) == (409, "order_cancelled")
    assert debt(payer).json()["refusal"]["code"] == "order_cancelled"


@pytest.mark.parametrize(
    ("method", "status", "code"),
    [
        ("cash-on-delivery", 409, "payment_method_refused"),
        ("gift-card", 422, "unknown_payment_method"),
        ("nothing", 422, "unknown_payment_method"),
        ("", 409, "total_not_covered"),
    ],
)
def test_what_cannot_pay_changes_nothing(payer, method, status, code):
    before = sessions()

    refused = pay_again(payer, method)

    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert sessions() == before


def test_only_the_owner_or_the_key_opens_it(payer, api):
    number = payer.order["number"]
    make_user("eve@example.com")
    person = {"email": "eve@example.com", "password": PASSWORD}
    access = api.post("/api/v1/auth/login/", person).json()["access"]
    headers = {"Idempotency-Key": "one", "Authorization": f"Bearer {access}"}
    for query in ("", "?token=wrong"):
        path = f"/api/v1/orders/{number}/payments/{query}"
        refused = api.post(path, {"payment_method": "card"}, format="json", headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (404, "order_not_found")
        assert api.get(path, headers=headers).status_code == 404
    assert sessions() == [("bank-transfer", "waiting", Decimal(0))]


def test_whoever_only_has_the_key_does_not_spend_the_owners_credit(payer):
    refused = pay_again(payer, "", use_store_credit=True)

    assert refused.json()["code"] == "total_not_covered"
