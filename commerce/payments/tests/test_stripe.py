"""A payment through Stripe, from its session to the ledger, whoever tells of it and how often."""

import dataclasses
import itertools
from decimal import Decimal

import pytest

from commerce.integrations.enums import Mode
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.payments.models import LedgerEntry, PaymentSession, SuspiciousFact
from commerce.payments.selectors import payment_state
from commerce.payments.services.checking import check_accounts, check_sessions
from commerce.payments.services.looking import look_at
from commerce.payments.services.sessions import capture_payment
from infra.fakes.stripe import Stripe
from infra.fakes.stripe.delivery import SECRET, Knobs, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(start_fake):
    server = Stripe()
    start_fake(server)
    return server


@pytest.fixture
def configuration(channel, server):
    values = {
        "secret_key": "sk_test_right",
        "publishable_key": "pk_test_right",
        "webhook_secret": SECRET,
    }
    saved = save_configuration(
        provider="stripe", tenant_id=channel.tenant_id, values=values, mode=Mode.TEST
    )
    assert test_connection(configuration=saved).is_ok
    return activate(configuration=saved)


@pytest.fixture
def begun(configuration, open_payment, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        session = open_payment("stripe")
    return PaymentSession.objects.get(pk=session.pk)


@pytest.fixture
def pay(server, begun):
    def run(number="4242424242424242"):
        intent = server.account.objects[begun.reference]
        card = {"number": number, "cvc": "123"}
        server.intents.confirm(intent, {"payment_method_data": {"type": "card", "card": card}})

    return run


@pytest.fixture
def post(api, configuration):
    """Deliver an event as Stripe does; returns the status."""

    def run(event, **knobs):
        message = sign(event, Knobs(**knobs))
        path = configuration.callback_url.partition("/api/")[2]
        kind = message.headers["Content-Type"]
        headers = {"Stripe-Signature": message.headers["Stripe-Signature"]}
        return api.post(
            f"/api/{path}", message.body, content_type=kind, headers=headers
        ).status_code

    return run


def entries():
    rows = LedgerEntry.objects.exclude(kind="due").order_by("pk")
    return [(row.kind, row.amount) for row in rows]


def test_the_customer_gets_what_the_script_needs(begun):
    assert begun.state == "waiting"
    assert begun.next_step["client"]["provider"] == "stripe"
    assert begun.next_step["client"]["client_secret"].startswith(begun.reference)


def test_looking_finds_what_nobody_has_told(begun, pay):
    pay()

    look_at(session_id=begun.pk)
    look_at(session_id=begun.pk)

    begun.refresh_from_db()
    assert entries() == [("authorised", Decimal(100))]
    assert (begun.method, begun.risk) == ("Visa •••• 4242", "normal · 12")
    assert payment_state(begun.order_id) == "authorised"


def test_webhooks_in_any_order_and_number_say_the_same(
    begun, pay, server, post, django_capture_on_commit_callbacks
):
    pay()
    look_at(session_id=begun.pk)
    with django_capture_on_commit_callbacks(execute=True):
        capture_payment(session_id=begun.pk)

    for event in itertools.chain(reversed(server.account.events), server.account.events):
        assert post(event) == 200

    look_at(session_id=begun.pk)
    assert entries() == [
        ("authorised", Decimal(100)),
        ("captured", Decimal(100)),
        ("fee", Decimal("1.75")),
    ]
    assert not SuspiciousFact.objects.exists()
    assert payment_state(begun.order_id) == "paid"


def test_a_decline_leaves_the_payment_open(begun, pay, server, post):
    with pytest.raises(Exception, match="card_declined"):
        pay("4000000000009995")

    assert [post(event) for event in server.events_of("payment_intent.payment_failed")] == [200]

    begun.refresh_from_db()
    assert (begun.state, begun.decline) == ("waiting", "insufficient_funds")
    pay()
    look_at(session_id=begun.pk)
    assert entries() == [("authorised", Decimal(100))]


@pytest.mark.parametrize(
    "knobs",
    [
        {"secret": "whsec_wrong"},
        {"account": "acct_other"},
        {"mode": "live"},
        {"extra": 100},
        {"seconds": -400},
        {"seconds": 400},
    ],
)
def test_what_is_false_moves_nothing(begun, pay, server, post, knobs):
    pay()

    [event] = server.events_of("payment_intent.amount_capturable_updated")

    assert post(event, **knobs) == 400
    assert entries() == []
    assert SuspiciousFact.objects.exists() == ("extra" in knobs)


def test_another_shops_payment_in_the_same_account_is_none_of_ours(begun, pay, server, post):
    pay()
    [event] = server.events_of("payment_intent.amount_capturable_updated")
    event["data"]["object"] |= {"id": "pi_other", "metadata": {}}

    assert post(event) == 200
    assert entries() == []


def test_a_refund_and_a_dispute_in_stripes_dashboard_find_their_payment(
    begun, pay, server, post, django_capture_on_commit_callbacks
):
    from infra.fakes.stripe import money

    pay("4000000000000259")
    with django_capture_on_commit_callbacks(execute=True):
        look_at(session_id=begun.pk)
        capture_payment(session_id=begun.pk)
    card = server.intents.card_of(server.account.all("payment_method")[0]["id"])
    asked = {"payment_intent": begun.reference, "amount": "3000"}
    money.give_back(server.account, asked, lambda _charge: dataclasses.replace(card))

    for kind in ("refund.created", "charge.dispute.created"):
        assert [post(event) for event in server.events_of(kind)] == [200]

    assert entries() == [
        ("authorised", Decimal(100)),
        ("captured", Decimal(100)),
        ("refunded", Decimal(30)),
        ("disputed", Decimal(100)),
    ]


@pytest.mark.parametrize("first", ["refund.created", "refund.failed"])
def test_a_refund_that_came_back_is_booked_and_put_before_people(
    begun, pay, server, post, commit, first
):
    pay("4000000000005126")
    look_at(session_id=begun.pk)
    commit(capture_payment, session_id=begun.pk)
    refund = {
        "id": "re_1",
        "amount": 500,
        "currency": "eur",
        "payment_intent": begun.reference,
        "failure_reason": "lost_or_stolen_card",
    }
    made = server.account.tell("refund.created", {**refund, "status": "succeeded"})
    failed = server.account.tell("refund.failed", {**refund, "status": "failed"})

    for event in sorted([made, failed], key=lambda event: event["type"] != first):
        assert post(event) == 200
    assert post(failed) == 200

    assert [row for row in entries() if "refunded" in row[0]] == [
        ("refunded", Decimal(5)),
        ("not_refunded", Decimal(5)),
    ]
    begun.refresh_from_db()
    assert (begun.refunded, [*check_accounts(), *check_sessions()]) == (0, [])
    [fact] = SuspiciousFact.objects.all()
    assert (fact.kind, fact.amount, fact.session_id) == ("not_refunded", Decimal(5), begun.pk)
    assert (fact.reason, fact.closed_at) == ("came_back", None)


def test_what_came_back_of_no_refund_that_is_known_waits(begun, pay, server, post):
    pay("4000000000005126")
    look_at(session_id=begun.pk)
    refund = {"id": "re_1", "status": "failed", "amount": 500, "currency": "eur"}
    event = server.account.tell("refund.failed", {**refund, "payment_intent": begun.reference})

    assert post(event) == 200

    assert SuspiciousFact.objects.get().reason == "early"
