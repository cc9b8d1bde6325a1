"""Gift cards that are bought as products."""

import re
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.money import Money
from commerce.ordering.selectors.orders import get_order, order_json
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.gift_cards import issue_gift_cards
from commerce.oscar.catalogue.models import ProductClass
from commerce.oscar.order.models import Order
from commerce.payments.errors import PaymentAmountError, RefundNotPermittedError
from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import capture_payment, refund_payment
from commerce.tenders.models import PurseAccount
from commerce.tenders.selectors import list_faults
from commerce.tenders.services.refunding import refund_as_store_credit

from .checkouts import EMAIL, Customer

pytestmark = pytest.mark.django_db
CODE = r"(?:\w{4}-){3}\w{4}"


@pytest.fixture
def order(api, channel):
    """Two gift cards."""
    make_rates(channel)
    customer = Customer(api)
    card = make_product(channel)
    ProductClass.objects.update(is_gift_card=True)
    customer.add(card, 2)
    customer.review()
    assert customer.place().status_code == 201
    return Order.objects.get()


def test_each_piece_of_a_paid_order_is_one_card(order, deliver):
    deliver()
    assert not PurseAccount.objects.exists()

    capture_payment(session_id=PaymentSession.objects.get().pk)
    deliver()

    line = order.lines.get()
    cards = PurseAccount.objects.all()
    assert [(card.balance, card.email, card.order_number) for card in cards] == [
        (line.unit_price_incl_tax, EMAIL, order.number)
    ] * 2
    codes = {found[0] for letter in mail.outbox if (found := re.search(CODE, letter.body))}
    assert {code[-4:] for code in codes} == {card.last_four for card in cards}


def test_told_again_makes_no_more_cards(order, deliver):
    capture_payment(session_id=PaymentSession.objects.get().pk)
    deliver()

    assert issue_gift_cards(order_id=order.pk) == 2
    assert PurseAccount.objects.count() == 2


def test_money_of_an_order_comes_back_as_store_credit_once(order):
    session = PaymentSession.objects.get()
    capture_payment(session_id=session.pk)
    gil = get_user_model().objects.create_user(email="gil@example.com")
    given = {"session_id": session.pk, "owner": gil, "amount": Money(Decimal(5), "EUR")}

    for _ in range(2):
        purse = refund_as_store_credit(**given, key="one")

    session.refresh_from_db()
    assert (session.refunded, purse.balance) == (5, 5)
    entry = session.entries.get(kind="credited")
    assert (entry.debit, entry.credit) == ("returns", "credit")
    assert check_ledger() == []
    shown = order_json(get_order(order.pk))["payments"][0]["entries"]
    assert [each["amount"]["amount"] for each in shown if each["kind"] == "refunded"] == ["5.00"]
    assert list_faults() == []
    rest = session.captured - 5
    with pytest.raises(PaymentAmountError):
        refund_as_store_credit(
            **{**given, "amount": Money(rest + Decimal("0.01"), "EUR")}, key="two"
        )
    with pytest.raises(RefundNotPermittedError):
        refund_as_store_credit(**given, key="three", actor=gil)
    with pytest.raises(PaymentAmountError):
        refund_payment(session_id=session.pk, amount=Money(session.captured, "EUR"))
    purse.refresh_from_db()
    assert purse.balance == 5
