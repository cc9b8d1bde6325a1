"""A gateway that redirects fits the protocol: asked after the commit, and told of the rest later."""

from decimal import Decimal

import orjson
import pytest

from commerce.core.http import OutgoingError
from commerce.core.models import OutboxDelivery, OutboxEvent
from commerce.core.services.outbox import relay
from commerce.payments.enums import SessionState
from commerce.payments.errors import (
    PaymentAmountError,
    PaymentClosedError,
    PaymentInProgressError,
    PaymentNotAuthorisedError,
)
from commerce.payments.models import Instruction, LedgerEntry, PaymentSession, SuspiciousFact
from commerce.payments.registry import get_gateway
from commerce.payments.selectors import payment_state
from commerce.payments.services.instructions import carry_out
from commerce.payments.services.sessions import (
    cancel_payment,
    capture_payment,
    refund_payment,
    release_order,
)
from commerce.payments.services.webhooks import receive_webhook

from .card_gateway import CardGateway
from .card_server import signature
from .conftest import euros

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module")]
WEBHOOK = "/api/v1/payments/webhooks/card/house/"


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do something, and what follows its commit."""

    def run(act, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **kwargs)

    return run


@pytest.fixture
def waiting(card_server, open_payment, commit):
    """A payment whose customer was sent to the card service."""
    return PaymentSession.objects.get(pk=commit(open_payment, "card").pk)


@pytest.fixture
def authorised(waiting, tell):
    assert tell(waiting, "authorised").status_code == 200
    return waiting


@pytest.fixture
def tell(api):
    """Tell something as the service does: signed."""

    def send(session, kind, amount="100.00", reference="ref-1", currency="EUR", sign=signature):
        row = {"payment": getattr(session, "public_id", session), "kind": kind, "id": reference}
        body = orjson.dumps([{**row, "amount": amount, "currency": currency}])
        headers = {"X-Signature": sign(body)}
        return api.generic("POST", WEBHOOK, body, "application/json", headers=headers)

    return send


def entries():
    rows = LedgerEntry.objects.exclude(kind="due")
    return list(rows.values_list("kind", "amount", "reference"))


def test_nothing_is_asked_before_the_commit(card_server, open_payment):
    session = open_payment("card")

    assert card_server.requests == []
    assert session.state == SessionState.PENDING
    assert payment_state(session.order_id) == "due"


def test_the_customer_is_sent_on_after_the_commit(card_server, waiting):
    assert waiting.state == SessionState.WAITING
    assert waiting.reference == "payments-1"
    assert waiting.next_step["url"] == f"{card_server.url}/pay/payments-1"
    assert card_server.movements == [("payments", "payments-1", "100.00")]
    assert entries() == []


def test_the_outbox_finds_that_the_gateway_was_asked(card_server, waiting):
    relay()

    assert len(card_server.requests) == 1
    assert set(OutboxDelivery.objects.values_list("status", flat=True)) == {"done"}


def test_the_outbox_asks_where_nobody_did(card_server, open_payment):
    session = open_payment("card")

    relay()

    session.refresh_from_db()
    assert session.state == SessionState.WAITING
    assert len(card_server.movements) == 1


def test_what_broke_is_asked_again_with_the_same_key(card_server, open_payment):
    card_server.breaks.append("payments")
    session = open_payment("card")
    (instruction,) = Instruction.objects.all()
    with pytest.raises(OutgoingError):
        carry_out(instruction_id=instruction.pk)
    assert payment_state(session.order_id) == "due"

    relay()

    session.refresh_from_db()
    assert session.state == SessionState.WAITING
    assert card_server.requests == [("payments", instruction.public_id)] * 2
    assert len(card_server.movements) == 1


def test_a_no_is_final_and_noted(card_server, open_payment, commit):
    card_server.declines.add("payments")

    session = commit(open_payment, "card")
    relay()

    session.refresh_from_db()
    assert session.state == SessionState.FAILED
    entry = LedgerEntry.objects.latest("pk")
    assert (entry.kind, entry.note) == ("failed", "Declined by the bank")
    assert payment_state(session.order_id) == "due"
    assert len(card_server.requests) == 1
    with pytest.raises(PaymentClosedError):
        capture_payment(session_id=session.pk)


def test_a_webhook_authorises_later(waiting, tell):
    assert tell(waiting, "authorised").status_code == 200

    assert payment_state(waiting.order_id) == "authorised"
    assert entries() == [("authorised", Decimal(100), "ref-1")]


def test_what_is_told_twice_counts_once(authorised, tell):
    assert tell(authorised, "authorised").status_code == 200

    assert len(entries()) == 1


def test_what_the_answer_said_is_not_news_when_it_is_told(authorised, card_server, tell, commit):
    commit(capture_payment, session_id=authorised.pk, amount=euros("40"))
    _verb, _payment, amount = card_server.movements[-1]

    tell(authorised, "captured", amount, reference="capture-2")

    assert entries()[1:] == [("captured", Decimal(40), "capture-2")]
    assert payment_state(authorised.order_id) == "authorised"


def test_a_webhook_may_come_before_the_gateways_own_answer(
    card_server, open_payment, tell, commit, monkeypatch
):
    gateway = type(get_gateway("card", channel_id=0))
    start = gateway.start

    def told_first(self, facts, *, key):
        assert tell(facts.session, "authorised").status_code == 200
        return start(self, facts, key=key)

    monkeypatch.setattr(gateway, "start", told_first)

    session = commit(open_payment, "card")

    session.refresh_from_db()
    assert (session.state, session.reference) == (SessionState.AUTHORISED, "payments-1")
    assert session.next_step is None
    assert payment_state(session.order_id) == "authorised"


def test_money_that_comes_in_was_promised_and_a_late_promise_adds_nothing(waiting, tell):
    tell(waiting, "captured", reference="c-1")
    tell(waiting, "authorised", reference="a-1")

    assert entries() == [("authorised", Decimal(100), "c-1"), ("captured", Decimal(100), "c-1")]
    assert payment_state(waiting.order_id) == "paid"


def test_a_session_that_nobody_knows_changes_nothing(waiting, tell):
    answer = tell("pay_01JD40AAAABBBBCCCCDDDDEEEE", "captured")

    assert (answer.status_code, answer.json()) == (200, {"outcome": "unknown"})
    assert SuspiciousFact.objects.get().reason == "unknown_payment"
    assert entries() == []


def test_a_session_of_another_gateway_is_not_touched(waiting, open_payment, tell):
    other = open_payment("bank-transfer")

    answer = tell(other, "captured")

    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_refused")
    assert SuspiciousFact.objects.get().reason == "other_account"
    assert payment_state(other.order_id) == "due"


@pytest.mark.parametrize(
    "sign",
    [
        lambda body: "",
        lambda body: signature(body, b"guessed"),
        lambda body: signature(body + b" "),
    ],
)
def test_a_wrong_signature_is_refused(waiting, tell, sign):
    answer = tell(waiting, "captured", sign=sign)

    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_refused")
    assert entries() == []


@pytest.mark.parametrize(
    "wrong",
    [{"currency": "USD"}, {"amount": "-1.00"}, {"amount": "0.00"}, {"amount": "100.01"}],
)
def test_an_amount_that_cannot_be_is_refused(waiting, tell, wrong):
    answer = tell(waiting, "captured", **wrong)

    assert (answer.status_code, answer.json()["code"]) == (400, "webhook_refused")
    assert entries() == []


def test_a_refund_told_before_its_capture_waits_for_it(authorised, tell):
    for _ in range(2):
        answer = tell(authorised, "refunded", reference="r-1")
        assert (answer.status_code, answer.json()) == (200, {"outcome": "early"})
    assert payment_state(authorised.order_id) == "authorised"

    tell(authorised, "captured", reference="c-1")

    assert payment_state(authorised.order_id) == "refunded"
    assert SuspiciousFact.objects.get().closed_at is not None


def test_a_refund_told_early_is_booked_with_the_answer_to_a_capture(authorised, tell, commit):
    tell(authorised, "refunded", "40.00", reference="r-1")

    commit(capture_payment, session_id=authorised.pk)

    assert entries()[1:] == [
        ("captured", Decimal(100), "capture-2"),
        ("refunded", Decimal(40), "r-1"),
    ]


@pytest.mark.parametrize("gateway", ["offline", "bank-transfer", "nobody"])
def test_gateways_without_webhooks_have_no_address(api, db, gateway):
    answer = api.post(f"/api/v1/payments/webhooks/{gateway}/house/", {}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (404, "webhook_not_found")


def test_a_card_is_captured_in_parts_refunded_and_let_go(authorised, card_server, commit):
    commit(capture_payment, session_id=authorised.pk, amount=euros("60"))
    commit(refund_payment, session_id=authorised.pk, amount=euros("10"), note="A scratch")
    commit(release_order, order_id=authorised.order_id)

    assert card_server.movements[1:] == [
        ("capture", "payments-1", "60.00"),
        ("refund", "payments-1", "10.00"),
        ("refund", "payments-1", "50.00"),
        ("cancel", "payments-1", ""),
    ]
    assert payment_state(authorised.order_id) == "refunded"
    assert [row[:2] for row in entries()] == [
        ("authorised", Decimal(100)),
        ("captured", Decimal(60)),
        ("refunded", Decimal(10)),
        ("refunded", Decimal(50)),
        ("cancelled", Decimal(40)),
    ]


def test_what_is_being_asked_for_cannot_be_asked_for_again(authorised, card_server):
    capture_payment(session_id=authorised.pk, amount=euros("60"))

    with pytest.raises(PaymentAmountError):
        capture_payment(session_id=authorised.pk, amount=euros("40.01"))
    with pytest.raises(PaymentInProgressError):
        release_order(order_id=authorised.order_id)

    assert card_server.movements[1:] == []


def test_while_one_asks_the_gateway_nobody_else_does(authorised, card_server, commit, monkeypatch):
    ask, refused = CardGateway.capture, []

    def meanwhile(gateway, facts, amount, *, key):
        if not refused:
            refused.append(True)
            with pytest.raises(PaymentInProgressError):
                carry_out(instruction_id=Instruction.objects.get(kind="capture").pk)
        return ask(gateway, facts, amount, key=key)

    monkeypatch.setattr(CardGateway, "capture", meanwhile)
    commit(capture_payment, session_id=authorised.pk)

    assert [verb for verb, _key in card_server.requests].count("capture") == 1


def test_a_capture_that_is_refused_may_be_tried_again(authorised, card_server, commit):
    card_server.declines.add("capture")
    commit(capture_payment, session_id=authorised.pk)
    assert payment_state(authorised.order_id) == "authorised"
    assert entries()[-1][:2] == ("failed", Decimal(100))
    told = set(OutboxEvent.objects.values_list("topic", flat=True))
    assert "payments.payment_instruction_refused" in told
    assert "payments.payment_failed" not in told
    authorised.refresh_from_db()
    assert authorised.decline == ""

    card_server.declines.clear()
    commit(capture_payment, session_id=authorised.pk)

    assert payment_state(authorised.order_id) == "paid"


def test_nothing_is_captured_before_the_customer_has_agreed(waiting, card_server):
    with pytest.raises(PaymentNotAuthorisedError):
        capture_payment(session_id=waiting.pk)

    assert len(card_server.requests) == 1


def test_what_a_customer_left_lying_is_let_go(waiting, card_server, commit, tell):
    commit(cancel_payment, session_id=waiting.pk)
    commit(cancel_payment, session_id=waiting.pk)

    assert payment_state(waiting.order_id) == "cancelled"
    assert card_server.movements[1:] == [("cancel", "payments-1", "")]
    tell(waiting, "authorised", reference="late")
    assert payment_state(waiting.order_id) == "cancelled"
    tell(waiting, "captured", reference="later")
    assert payment_state(waiting.order_id) == "paid"


def test_instructions_of_a_payment_are_carried_out_one_after_the_other(card_server, open_payment):
    session = open_payment("card")
    cancel_payment(session_id=session.pk)
    _start, cancel = Instruction.objects.all()

    with pytest.raises(PaymentInProgressError):
        carry_out(instruction_id=cancel.pk)
    relay()

    assert [verb for verb, *_ in card_server.movements] == ["payments", "cancel"]
    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED


def test_a_message_that_only_the_gateway_can_read_is_given_to_it_as_it_came(waiting):
    body = orjson.dumps([])

    headers = {"X-Signature": signature(body)}
    receive_webhook(gateway="card", configuration="", headers=headers, body=body)

    assert entries() == []
