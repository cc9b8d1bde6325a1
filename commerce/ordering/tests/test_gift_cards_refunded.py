"""Gift cards that an order has sold lose their worth with its money, and never more of it."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from commerce.cart.tests.goods import make_offer, make_product, make_rates
from commerce.core.money import Money
from commerce.notifications.models import Message
from commerce.ordering.errors import GiftCardsSpentError
from commerce.ordering.selectors.money import money_of
from commerce.ordering.services.orders import cancel_order
from commerce.ordering.services.refunds import refund_order
from commerce.oscar.catalogue.models import ProductClass
from commerce.oscar.order.models import Line, Order
from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import capture_payment, refund_payment
from commerce.payments.tests.conftest import card_server
from commerce.tenders.models import PurseAccount, PurseEntry
from commerce.tenders.selectors import list_faults
from commerce.tenders.services.paying import hold, redeem, release

from .paying import Payer, reference_of

pytestmark = pytest.mark.django_db
__all__ = ["card_server"]


def euros(amount):
    return Money(Decimal(amount), "EUR")


def balances():
    return sorted(PurseAccount.objects.values_list("balance", flat=True))


def entries(kind):
    return [row.amount for row in PurseEntry.objects.filter(kind=kind)]


@pytest.fixture
def sell(api, channel, deliver):
    """Sell two cards of 20.00 each, and a lamp of 30.00 with 4.90 shipping; then they are paid."""

    def run(method="bank-transfer", lamps=1, is_cheaper=False):
        make_rates(channel)
        buyer = Payer(api)
        cards = ProductClass.objects.create(
            name="Cards", tenant=channel.tenant, track_stock=True, is_gift_card=True
        )
        card = make_product(channel, "CARD", product_class=cards)
        if is_cheaper:
            make_offer(channel)
        if lamps:
            buyer.add(make_product(channel, "LAMP", prices={"EUR": "30.00"}), lamps)
        buyer.add(card, 2)
        buyer.review()
        assert buyer.place(payment_method=method).status_code == 201
        capture_payment(session_id=PaymentSession.objects.get().pk)
        deliver()
        return Order.objects.get()

    return run


@pytest.fixture
def staff(channel):
    return get_user_model().objects.create_superuser("boss@example.com", "x" * 12)


def refund(order, amount, pieces=None):
    known = money_of(order).refundable
    return refund_order(
        order_id=order.pk, amount=euros(amount), known=known, key="K", pieces=pieces or {}
    )


def spend(amount):
    card = PurseAccount.objects.order_by("pk").first()
    given = {"purse": card.public_id, "session": "pay_other", "order_number": "R-2"}
    hold(**given, channel_id=card.channel_id, amount=euros(amount), reference="h")
    redeem(**given, amount=euros(amount), reference="r")
    return card


def test_all_that_goes_back_takes_the_cards_with_it(sell):
    order = sell()

    refund(order, order.total_incl_tax)

    assert balances() == [0, 0]
    assert entries("recalled") == [20, 20]
    assert list_faults() == []


def test_a_cancelled_order_leaves_no_card(sell):
    order = sell()

    cancel_order(order_id=order.pk)

    assert balances() == [0, 0]


def test_money_for_the_lamp_leaves_the_cards_alone(sell):
    order = sell()

    refund(order, "34.90")

    assert balances() == [20, 20]
    refund(order, "5.00")
    assert balances() == [15, 20]


def test_named_pieces_take_their_cards_whatever_else_was_bought(sell):
    order = sell()
    line = Line.objects.get(partner_sku="CARD")

    refund(order, "20.00", {line.pk: 1})

    assert balances() == [0, 20]
    refund(order, "34.90")
    assert balances() == [0, 20]
    refund(order, "20.00")
    assert balances() == [0, 0]


def test_what_was_bought_cheaper_loses_all_its_worth_for_what_was_paid(sell):
    order = sell(lamps=0, is_cheaper=True)
    paid = order.total_incl_tax - order.shipping_incl_tax
    assert paid < 40

    refund(order, order.shipping_incl_tax + paid / 2)

    assert sum(balances()) == 20


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_no_more_goes_back_than_was_left_unspent(sell, is_cancelled):
    order = sell()
    spend("12.50")

    def give_all_back():
        if is_cancelled:
            cancel_order(order_id=order.pk)
        else:
            refund(order, order.total_incl_tax)

    with pytest.raises(GiftCardsSpentError) as refused:
        give_all_back()

    assert "27.50" in refused.value.detail
    assert balances() == [Decimal("7.50"), 20]
    session = PaymentSession.objects.get()
    assert (session.refunded, order.state) == (0, "open")
    refund(order, order.total_incl_tax - Decimal("12.50"))
    assert balances() == [0, 0]


def test_what_is_held_for_an_order_is_not_taken_from_it(sell):
    order = sell()
    card = PurseAccount.objects.order_by("pk").first()
    given = {"purse": card.public_id, "session": "pay_other", "order_number": "R-2"}
    hold(**given, channel_id=card.channel_id, amount=euros(20), reference="h")

    with pytest.raises(GiftCardsSpentError):
        refund(order, order.total_incl_tax)

    release(**given, reference="l")
    refund(order, order.total_incl_tax)
    assert balances() == [0, 0]


def test_what_others_gave_back_is_taken_from_the_cards_and_staff_hear_of_the_rest(
    sell, staff, deliver
):
    order = sell()
    spend("12.50")

    refund_payment(session_id=PaymentSession.objects.get().pk)
    deliver()

    assert balances() == [0, 0]
    told = Message.objects.filter(kind="gift_cards_spent")
    assert {row.about for row in told} == {order.number}
    assert "12.50" in told.get(medium="email").content["subject"]


def test_cards_that_come_after_a_refund_are_worth_what_is_left(api, channel, deliver):
    """The worker was away while the order was paid and a part of it went back."""
    make_rates(channel)
    buyer = Payer(api)
    card = make_product(channel)
    ProductClass.objects.update(is_gift_card=True)
    buyer.add(card, 2)
    buyer.review()
    assert buyer.place(payment_method="bank-transfer").status_code == 201
    order = Order.objects.get()
    capture_payment(session_id=PaymentSession.objects.get().pk)
    refund(order, order.shipping_incl_tax + 5)

    deliver()

    assert sum(balances()) == 35


@pytest.mark.django_db(transaction=True)
def test_a_refund_that_is_refused_puts_the_cards_back(api, channel, card_server, deliver, staff):
    make_rates(channel)
    buyer = Payer(api)
    buyer.add(make_product(channel), 2)
    ProductClass.objects.update(is_gift_card=True)
    buyer.review()
    begun = buyer.pay().json()
    card_server.authorise(reference_of(begun))
    buyer.complete(begun)
    deliver()
    order = Order.objects.get()
    assert balances() == [20, 20]
    card_server.declines.add("refund")

    refund(order, order.total_incl_tax)
    deliver()

    assert balances() == [20, 20]
    assert (entries("recalled"), entries("restored")) == ([20, 20], [20, 20])
    assert PaymentSession.objects.get().refunded == 0
    assert list_faults() == []
    kinds = set(Message.objects.values_list("kind", flat=True))
    assert "payment_instruction_refused" in kinds
    assert "payment_failed" not in kinds
