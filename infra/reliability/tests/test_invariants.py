"""The checker of the proof is proved itself: every planted fault is found, and a sound shop has none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db.models import F
from django.utils import timezone

from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.models import OutboxDelivery
from commerce.documents.models import DocumentRules, LegalEntity, NumberSeries
from commerce.documents.services.issuing import issue_invoice
from commerce.notifications.models import Message
from commerce.ordering.models import Completion
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.address.models import Country
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import Line, Order
from commerce.oscar.partner.models import StockRecord
from commerce.payments.models import Instruction, PaymentSession
from commerce.payments.services.sessions import capture_payment
from infra.reliability.invariants import RULES, Books, kept, violations

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(api, channel, deliver):
    """A shop in which somebody has bought two pieces and paid for them; the provider has it, too."""
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel), 2)
    before = Books.open()
    customer.review()
    assert customer.place().status_code == 201
    session = PaymentSession.objects.get()
    capture_payment(session_id=session.pk)
    deliver()
    return replace(before, payments=[paid(session.public_id, captured="44.90")])


def paid(session, name="till-1", **moved):
    rows = [
        {"id": f"{name}-{kind}", "kind": kind, "amount": amount}
        for kind, amount in {"authorised": "44.90", **moved}.items()
    ]
    return {"id": name, "session": session, "state": "approved", "movements": rows}


def test_a_sound_shop_breaks_no_rule(books):
    assert violations(books) == []


def order_again():
    order = Order.objects.get()
    order.pk, order.number, order.public_id = None, "R-AGAIN", "ord_again"
    order.save()


def confirm_again():
    message = Message.objects.filter(kind="order_placed").first()
    message.pk, message.public_id, message.fingerprint = None, "msg_again", "another"
    message.save()


def leave_unanswered():
    Instruction.objects.create(
        session=PaymentSession.objects.get(), kind="refund", amount=Decimal(1), state="open"
    )


def skip_a_number():
    order = Order.objects.get()
    Country.objects.get_or_create(iso_3166_1_a2="DE", defaults={"printable_name": "Germany"})
    seller = LegalEntity.objects.create(
        tenant=order.channel.tenant,
        name="Proof Ltd",
        line1="1 Lane",
        city="X",
        country_id="DE",
        vat_id="DE1",
    )
    DocumentRules.objects.create(channel=order.channel, entity=seller)
    issue_invoice(order_id=order.pk)
    NumberSeries.objects.update(last=2)


PLANTED = {
    "one order per cart": order_again,
    "carts follow orders": lambda: Basket.objects.update(status=Basket.OPEN),
    "orders add up": lambda: Order.objects.update(total_incl_tax=Decimal("44.91")),
    "stock is conserved": lambda: StockRecord.objects.update(num_in_stock=F("num_in_stock") - 1),
    "stock is not oversold": lambda: StockRecord.objects.update(num_in_stock=1),
    "only who pays holds stock": lambda: StockRecord.objects.update(num_reserved=1),
    "orders hold stock": lambda: Line.objects.update(num_allocated=1),
    "sums are ledgers": lambda: PaymentSession.objects.update(captured=Decimal("44.00")),
    "ledger is the till's": lambda: PaymentSession.objects.update(captured=Decimal("44.00")),
    "nobody pays for nothing": lambda: PaymentSession.objects.update(
        order_id=None, completion_id=1
    ),
    "nobody pays twice": lambda: Order.objects.update(total_incl_tax=Decimal("44.89")),
    "letters are not doubled": confirm_again,
    "nothing is left open": leave_unanswered,
    "numbers have no gaps": skip_a_number,
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_fault_is_found(books, rule):
    PLANTED[rule]()

    assert rule in {each.rule for each in violations(books)}


def test_every_rule_has_a_fault_that_was_planted():
    assert len(RULES) == len(PLANTED)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("ledger is the till's", lambda known: [paid("pay_of_nobody")]),
        ("ledger is the till's", lambda known: [known, paid(known["session"], "till-2")]),
        ("ledger is the till's", lambda known: [{**known, "movements": []}]),
        ("nobody pays twice", lambda known: [known, paid(known["session"], "till-2")]),
        ("nobody pays for nothing", lambda known: [known, paid("pay_of_nobody")]),
    ],
)
def test_a_fault_in_the_providers_books_is_found(books, rule, change):
    changed = replace(books, payments=change(books.payments[0]))

    assert rule in {each.rule for each in violations(changed)}


def test_what_was_never_confirmed_is_found(books):
    Message.objects.all().delete()

    assert [each.detail for each in violations(books)] == ["was never confirmed"]


def test_a_payment_that_nobody_ended_is_found(books):
    Completion.objects.create(
        channel=Order.objects.get().channel,
        amount=Decimal(1),
        expires_at=timezone.now(),
        look_at=timezone.now(),
    )

    assert {each.detail for each in violations(books)} == {"is under way"}


@pytest.mark.parametrize("status", ["pending", "dead"])
def test_an_event_that_nobody_heard_is_found(books, status):
    OutboxDelivery.objects.update(status=status)

    assert {each.rule for each in violations(books)} == {"nothing is left open"}


@pytest.mark.parametrize(
    ("moved", "state", "amount"),
    [
        ({}, "approved", "44.90"),
        ({}, "cancelled", "0"),
        ({"captured": "44.90"}, "approved", "44.90"),
        ({"captured": "40.00"}, "cancelled", "40.00"),
        ({"captured": "44.90", "refunded": "4.90"}, "approved", "40.00"),
        ({"captured": "44.90", "refunded": "44.90"}, "approved", "0"),
    ],
)
def test_what_a_provider_keeps(moved, state, amount):
    assert kept({**paid("pay_1", **moved), "state": state}) == Decimal(amount)
