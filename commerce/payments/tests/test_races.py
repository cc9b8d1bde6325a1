"""Whoever comes at the same moment, and whoever dies: money moves once, and never too much of it."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from commerce.core.errors import DomainError
from commerce.core.models import OutboxDelivery
from commerce.core.services.outbox import relay
from commerce.core.tests.processes import acting
from commerce.ordering.tests.races import race
from commerce.payments.enums import EntryKind, SessionState
from commerce.payments.models import Instruction, LedgerEntry, PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.services import instructions
from commerce.payments.services.ledger import book
from commerce.payments.services.sessions import capture_payment, refund_payment
from commerce.payments.services.webhooks import receive_webhook

from .card_server import signature
from .conftest import euros

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def attempt(act, **values):
    """What became of it: nothing to say, or the code of the refusal."""
    try:
        act(**values)
    except DomainError as refused:
        return refused.code
    return None


def sums(session):
    """The sums on the session, which are those of its ledger."""
    session.refresh_from_db()
    for kind in (EntryKind.AUTHORISED, EntryKind.CAPTURED, EntryKind.REFUNDED):
        amounts = session.entries.filter(kind=kind).values_list("amount", flat=True)
        assert sum(amounts, Decimal(0)) == getattr(session, kind.value)
    return int(session.captured), int(session.refunded)


def test_eight_captures_of_all_are_one(open_payment):
    session = open_payment()

    answers = race(8, lambda _: attempt(capture_payment, session_id=session.pk))

    assert Counter(answers) == {None: 1, "payment_amount_refused": 7}
    assert sums(session) == (100, 0)


def test_captures_of_parts_never_come_to_more_than_all(open_payment):
    session = open_payment()

    answers = race(8, lambda _: attempt(capture_payment, session_id=session.pk, amount=euros("30")))

    assert Counter(answers) == {None: 3, "payment_amount_refused": 5}
    assert sums(session) == (90, 0)


def test_captures_against_refunds_never_give_back_more_than_came_in(open_payment):
    session = open_payment()
    capture_payment(session_id=session.pk, amount=euros("40"))

    def act(index):
        if index % 2:
            return attempt(capture_payment, session_id=session.pk, amount=euros("20"))
        return attempt(refund_payment, session_id=session.pk, amount=euros("30"), note="Back")

    answers = race(8, act)

    captured, refunded = sums(session)
    assert captured == 100  # three of four captures had room
    assert refunded <= captured
    assert refunded == 30 * Counter(answers[::1])[None] - 3 * 30
    assert payment_state(session.order_id) == "part_refunded"


@pytest.fixture
def authorised(card_server, open_payment):
    """A payment that the card service has authorised."""
    session = PaymentSession.objects.get(pk=open_payment("card").pk)
    with transaction.atomic():
        book(
            session=session, kind=EntryKind.AUTHORISED, amount=euros("100"), reference="authorised"
        )
    return session


def test_a_card_is_captured_once_by_eight_at_the_same_moment(authorised, card_server):
    answers = race(8, lambda _: attempt(capture_payment, session_id=authorised.pk))

    assert Counter(answers) == {None: 1, "payment_amount_refused": 7}
    assert [verb for verb, *_ in card_server.movements] == ["payments", "capture"]
    assert sums(authorised) == (100, 0)


def test_the_answer_and_the_webhook_at_the_same_moment_count_once(authorised, card_server):
    body = (
        f'[{{"payment":"{authorised.public_id}","kind":"captured","id":"capture-2",'
        f'"amount":"100.00","currency":"EUR"}}]'
    ).encode()

    def act(index):
        if index == 0:
            return attempt(capture_payment, session_id=authorised.pk)
        headers = {"X-Signature": signature(body)}
        return attempt(
            receive_webhook, gateway="card", configuration="", headers=headers, body=body
        )

    race(6, act)
    relay()

    assert sums(authorised)[0] == 100
    assert LedgerEntry.objects.filter(kind="captured").count() == 1


def die(monkeypatch, place, act):
    """Do it in a process that is killed where it comes to that function."""

    def play(stage):
        monkeypatch.setattr(instructions, place, lambda *_args, **_kwargs: stage.pause(place))
        act()

    with acting(play) as actor:
        assert actor.reach() == place
        actor.kill()


def wait_for_the_dead():
    """Return when the database has let go of what a killed process had locked."""
    with transaction.atomic():
        list(PaymentSession.objects.select_for_update())


@pytest.mark.parametrize("place", ["_claim", "_ask"])
def test_killed_between_the_commit_and_the_gateway(card_server, open_payment, monkeypatch, place):
    die(monkeypatch, place, lambda: open_payment("card"))
    wait_for_the_dead()
    assert card_server.requests == []
    (session,) = PaymentSession.objects.all()
    assert session.state == SessionState.PENDING

    wait_for_the_claim()
    relay()

    session.refresh_from_db()
    assert (session.state, session.reference) == (SessionState.WAITING, "payments-1")
    assert len(card_server.movements) == 1
    assert set(OutboxDelivery.objects.values_list("status", flat=True)) == {"done"}


@pytest.mark.parametrize("kind", ["capture", "refund"])
def test_killed_between_the_gateways_answer_and_the_ledger(
    authorised, card_server, monkeypatch, kind
):
    capture_payment(session_id=authorised.pk, amount=euros("60"))
    act = {"capture": capture_payment, "refund": refund_payment}[kind]
    die(monkeypatch, "_settle", lambda: act(session_id=authorised.pk, amount=euros("40")))
    wait_for_the_dead()
    assert card_server.movements[-1] == (kind, "payments-1", "40.00")
    assert sums(authorised) == (60, 0)

    wait_for_the_claim()
    relay()

    assert sums(authorised) == ((100, 0) if kind == "capture" else (60, 40))
    assert [verb for verb, *_ in card_server.movements].count(kind) == (
        2 if kind == "capture" else 1
    )
    key = Instruction.objects.latest("pk").public_id
    assert card_server.requests[-2:] == [(kind, key)] * 2


def wait_for_the_claim():
    """Let a minute pass."""
    Instruction.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
