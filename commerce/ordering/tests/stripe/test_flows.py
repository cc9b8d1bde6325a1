"""Carts that are paid by card: the shop's API, a local Stripe, and what stands in both books after."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.money import Money
from commerce.core.process_cache import forget_everything
from commerce.integrations.enums import Decline
from commerce.ordering.models import Completion, FraudRule, OrderHold
from commerce.ordering.services.completion.sweeping import sweep_completions
from commerce.ordering.tests.paying import Payer
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import refund_payment
from commerce.tenders.models import WaysToPay
from commerce.tenders.tests.conftest import CODE, make_card  # noqa: F401 a fixture

from .conftest import ASKS, GOOD, NOTHING, PAID, page_of, secret_of

pytestmark = pytest.mark.django_db(transaction=True)


def first_payment(completion):
    (payment,) = completion["payments"]
    return payment


def test_a_cart_is_paid(payer, browser, stands, tell_all):
    begun = payer.pay("stripe").json()
    assert stands() == NOTHING

    assert browser.confirm(begun)["status"] == "requires_capture"
    done = payer.complete(begun)

    assert (done["state"], done["order"]["number"]) == ("placed", begun["order_number"])
    assert first_payment(done)["label"] == "Visa •••• 4242"
    assert stands() == PAID
    assert payment_state(Order.objects.get().pk) == "paid"
    tell_all()
    assert stands() == PAID


@pytest.mark.parametrize("by", ["script", "page"])
def test_the_bank_asks_and_the_customer_agrees(payer, browser, stands, by):
    begun = payer.pay("stripe").json()
    if by == "script":
        page = page_of(browser.confirm(begun, ASKS))
    else:
        back = "https://shop.example/en/checkout/payments/com_1?key=k"
        given = {"use_stripe_sdk": "false", "return_url": back}
        page = browser.confirm(begun, ASKS, **given)["next_action"]["redirect_to_url"]["url"]
    assert payer.complete(begun)["state"] == "open"

    browser.answer_bank(page, "complete")

    assert payer.complete(begun)["state"] == "placed"
    assert stands() == PAID


def test_the_bank_asks_and_the_customer_refuses(payer, browser, stands):
    begun = payer.pay("stripe").json()
    browser.answer_bank(page_of(browser.confirm(begun, ASKS)), "fail")

    refused = payer.complete(begun)

    assert refused["state"] == "open"
    assert first_payment(refused)["decline"] == {
        "code": "not_authenticated",
        "message": "Your bank could not confirm that it is you.",
    }
    assert stands() == NOTHING
    browser.confirm(refused)  # the same payment, with another card
    done = payer.complete(begun)
    assert (done["state"], first_payment(done)["decline"]) == ("placed", None)
    assert stands() == PAID


@pytest.mark.parametrize(
    ("number", "decline"),
    [
        ("4000000000000002", Decline.REFUSED),
        ("4000000000009995", Decline.INSUFFICIENT_FUNDS),
        ("4000000000009987", Decline.REFUSED),
        ("4000000000009979", Decline.REFUSED),
        ("4000000000000069", Decline.CARD_EXPIRED),
        ("4000000000000127", Decline.WRONG_SECURITY_CODE),
        ("4000000000000119", Decline.TRY_AGAIN),
        ("4000000000006975", Decline.LIMIT_EXCEEDED),
        ("4100000000000019", Decline.REFUSED),
    ],
)
def test_each_refusal_is_told_in_words_and_the_same_payment_may_be_tried_again(
    payer, browser, stands, number, decline
):
    begun = payer.pay("stripe").json()
    assert browser.confirm(begun, number)["error"]["type"] == "card_error"

    refused = payer.complete(begun)

    payment = first_payment(refused)
    assert (refused["state"], payment["state"]) == ("open", "waiting")
    assert payment["decline"] == {"code": decline.value, "message": str(decline.label)}
    assert secret_of(refused) == secret_of(begun)
    assert stands() == NOTHING
    browser.confirm(begun)
    assert payer.complete(begun)["state"] == "placed"
    assert stands() == PAID


def test_a_refusal_is_told_in_the_language_of_the_shopper(payer, browser):
    begun = payer.pay("stripe").json()
    browser.confirm(begun, "4000000000009995")

    told = payer.call("post", f"checkout/payments/{begun['id']}/complete/?locale=de").json()

    payment = first_payment(told)
    assert payment["decline"]["message"] == "Auf diesem Konto ist nicht genug Geld."
    assert payment["name"] == "Karte"


def test_after_a_refusal_another_way_to_pay_is_as_good(payer, browser, server, stands):
    begun = payer.pay("stripe").json()
    browser.confirm(begun, "4000000000000002")

    done = payer.pay("offline").json()

    assert done["state"] == "placed"
    assert {**stands(), "received": 0} == {**NOTHING, "orders": 1}
    assert [row["status"] for row in server.account.all("payment_intent")] == ["canceled"]


def test_a_client_secret_pays_once(payer, browser, stands):
    begun = payer.pay("stripe").json()
    browser.confirm(begun)
    payer.complete(begun)

    assert browser.confirm(begun)["error"]["code"] == "payment_intent_unexpected_state"
    assert stands() == PAID


def test_a_client_secret_pays_nothing_that_was_let_go(payer, browser, stands):
    begun = payer.pay("stripe").json()
    payer.let_go(begun)

    assert browser.confirm(begun)["error"]["code"] == "payment_intent_unexpected_state"
    assert stands() == NOTHING


def test_a_card_pays_for_the_cart_whose_secret_it_was_given(payer, browser, fill, stands):
    other = fill(APIClient(SERVER_NAME="testserver"))
    mine, theirs = payer.pay("stripe").json(), other.pay("stripe").json()

    browser.confirm(mine)

    assert other.complete(theirs)["state"] == "open"
    assert other.call("post", f"checkout/payments/{mine['id']}/complete/").status_code == 404
    assert payer.complete(mine)["state"] == "placed"
    assert stands() == PAID


def test_money_that_comes_while_it_is_let_go_is_given_back(
    payer, browser, server, stands, tell_all
):
    begun = payer.pay("stripe").json()
    server.behaves = "broken"
    payer.let_go(begun)
    server.behaves = ""
    browser.confirm(begun)

    tell_all()
    tell_all()

    assert {**stands(), "charges": 0} == NOTHING
    assert [row["status"] for row in server.account.all("payment_intent")] == ["canceled"]


def test_the_cart_changes_while_it_is_paid(payer, browser, channel, server, stands):
    begun = payer.pay("stripe").json()
    browser.confirm(begun)
    payer.add(make_product(channel, "VASE", stock=5))

    gone = payer.complete(begun)

    assert (gone["state"], gone["problem"]["code"]) == ("released", "checkout_changed")
    assert {**stands(), "charges": 0} == NOTHING
    assert [row["status"] for row in server.account.all("payment_intent")] == ["canceled"]


def test_a_closed_tab_becomes_an_order_without_any_message(payer, browser, stands):
    begun = payer.pay("stripe").json()
    browser.confirm(begun)
    Completion.objects.update(look_at=timezone.now() - timedelta(minutes=1))

    assert sweep_completions() == 1

    assert stands() == PAID
    assert payer.look(begun)["state"] == "placed"


def test_what_is_never_paid_is_let_go_here_and_at_stripe(payer, server, browser, stands):
    begun = payer.pay("stripe").json()
    browser.confirm(begun, ASKS)
    past = timezone.now() - timedelta(minutes=1)
    Completion.objects.update(look_at=past, expires_at=past)

    sweep_completions()

    assert stands() == NOTHING
    assert payer.look(begun)["problem"]["code"] == "expired"
    assert [row["status"] for row in server.account.all("payment_intent")] == ["canceled"]


def test_an_amount_below_stripes_minimum_is_refused_before_anything_is_held(
    payer,
    make_card,  # noqa: F811
    server,
    stands,
):
    make_card("44.70")

    answer = payer.pay("stripe", gift_cards=[CODE])

    assert (answer.status_code, answer.json()["code"]) == (409, "payment_refused")
    assert str(Decline.AMOUNT_TOO_SMALL.label) in answer.json()["detail"]
    assert server.account.all("payment_intent") == []
    assert stands() == NOTHING


def test_a_currency_that_stripe_does_not_take_is_told_before_and_refused(
    channel, configuration, api, server
):
    channel.currencies = [*channel.currencies, "IRR"]
    channel.save()
    forget_everything()
    make_rates(channel)
    goods = make_product(channel, "RUG", prices={"IRR": "100000.00"})
    shopper = Payer(api)
    shopper.call("post", "cart/lines/?currency=IRR", {"variant_id": goods.public_id, "quantity": 1})
    shopper.review()

    shown = shopper.checkout()

    (stripe,) = [each for each in shown["payment_methods"] if each["code"] == "stripe"]
    assert stripe["refusal"]["code"] == "currency_not_taken"
    answer = shopper.pay("stripe")
    assert (answer.status_code, answer.json()["code"]) == (409, "payment_refused")
    assert server.account.all("payment_intent") == []


def test_what_radar_warns_of_is_kept_for_staff_and_holds_the_order(
    payer, browser, stands, channel, deliver
):
    FraudRule.objects.create(channel=channel, kind="risk")
    FraudRule.objects.create(channel=channel, kind="orders", match="card", hours=1, number=1)
    begun = payer.pay("stripe").json()
    browser.confirm(begun, "4000000000009235")
    payer.complete(begun)
    deliver()

    session = PaymentSession.objects.get()
    assert (session.risk, session.card) == ("elevated · 68", "fp009235")
    assert stands() == PAID
    (finding,) = OrderHold.objects.get().findings
    assert (finding["kind"], finding["said"]) == ("risk", "elevated · 68")


@pytest.mark.parametrize("path", ["/payment_intents", "/capture"])
def test_an_answer_that_never_comes_is_asked_for_again(
    payer, browser, server, stands, deliver, path
):
    server.loses_answers = [path]

    begun = payer.pay("stripe").json()
    deliver()
    begun = payer.look(begun)
    browser.confirm(begun)
    payer.complete(begun)
    stands()
    Completion.objects.update(look_at=timezone.now() - timedelta(minutes=1))

    assert stands() == PAID
    assert len(server.account.all("payment_intent")) == 1


def test_stripe_is_down_when_the_payment_begins(payer, browser, server, stands):
    server.behaves = "broken"

    begun = payer.pay("stripe").json()

    assert (begun["state"], first_payment(begun)["next_step"]) == ("open", None)
    assert stands() == NOTHING
    assert payer.let_go(begun)["state"] == "released"
    server.behaves = ""
    again = payer.pay("stripe").json()
    browser.confirm(again)
    assert payer.complete(again)["state"] == "placed"
    stands()
    assert stands() == PAID


@pytest.mark.parametrize("number", [GOOD, "4000000000007726"])
def test_money_goes_back_in_parts(payer, browser, server, stands, tell_all, number):
    begun = payer.pay("stripe").json()
    browser.confirm(begun, number)
    payer.complete(begun)
    stands()
    order, session = Order.objects.get(), PaymentSession.objects.get()

    refund_payment(session_id=session.pk, amount=Money(Decimal(10), "EUR"))

    assert stands() == {**PAID, "taken": Decimal("34.90"), "received": Decimal("34.90")}
    assert payment_state(order.pk) == "part_refunded"
    refund_payment(session_id=session.pk)
    tell_all()
    assert stands() == {**PAID, "taken": 0, "received": 0}
    assert payment_state(order.pk) == "refunded"
    assert len(server.account.all("refund")) == 2


@pytest.fixture
def taken_with_payment(channel):
    WaysToPay.objects.update_or_create(channel=channel, defaults={"capture": "with_payment"})
    forget_everything()


def test_money_is_taken_with_the_payment_where_the_shop_wants_it(
    taken_with_payment, payer, browser, stands, server, tell_all
):
    methods = {each["code"]: each for each in payer.checkout()["payment_methods"]}
    assert methods["stripe"]["client"]["capture"] == "with_payment"
    begun = payer.pay("stripe").json()

    assert browser.confirm(begun)["status"] == "succeeded"
    assert payer.complete(begun)["state"] == "placed"

    assert stands() == PAID
    assert payment_state(Order.objects.get().pk) == "paid"
    assert not PaymentSession.objects.get().instructions.filter(kind="capture").exists()
    tell_all()
    assert stands() == PAID


def test_what_was_taken_with_the_payment_and_is_no_order_goes_back(
    taken_with_payment, payer, browser, stands, server
):
    begun = payer.pay("stripe").json()
    browser.confirm(begun)
    payer.let_go(begun)

    assert payer.complete(begun)["state"] == "released"
    stands()

    session = PaymentSession.objects.get()
    assert (session.captured, session.refunded) == (session.amount, session.amount)
    assert not Order.objects.exists()
