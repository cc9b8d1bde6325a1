"""Whatever is bought, made cheaper and paid with: order, payments, ledger and purses say one total."""

from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.cart.tests.goods import make_offer, make_product, make_rates, make_voucher
from commerce.core.errors import DomainError
from commerce.core.money import Money
from commerce.core.process_cache import forget_everything
from commerce.ordering.services.checking import check_ledger
from commerce.oscar.order.models import Order
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.services.sessions import capture_order, refund_payment
from commerce.tenders.codes import digest
from commerce.tenders.selectors import list_faults
from commerce.tenders.services.issuing import issue_gift_card

from .paying import Payer

CODE = "7K2M-09XD-Q4T1-HBZ5"
OFFERS = (
    ("Percentage", "10"),
    ("Percentage", "33.33"),
    ("Percentage", "100"),
    ("Absolute", "7.77"),
    ("Multibuy", "1"),
    ("Shipping percentage", "50"),
)
PURCHASES = st.fixed_dictionaries(
    {
        "prices": st.lists(st.decimals("0.01", "999.99", places=2), min_size=1, max_size=3),
        "pieces": st.integers(1, 4),
        "offers": st.lists(st.sampled_from(OFFERS), max_size=2, unique=True),
        "voucher": st.none() | st.sampled_from(OFFERS),
        "currency": st.sampled_from(["EUR", "USD"]),
        "card": st.none() | st.decimals("0.01", "500", places=2),
        "back": st.lists(st.decimals("0.01", "400", places=2), max_size=4),
    }
)


@contextmanager
def nothing_stays():
    """Each example begins in the same shop, which nobody has asked anything yet."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_everything()


def fill(api, channel, bought):
    """A shopper who has reviewed the cart."""
    shopper = Payer(api)
    for number, offer in enumerate(bought["offers"]):
        make_offer(channel, f"Offer {number}", benefit=offer, exclusive=False)
    for number, price in enumerate(bought["prices"]):
        prices = {"EUR": str(price), "USD": str(price)}
        shopper.add(make_product(channel, f"SKU-{number}", prices=prices), bought["pieces"])
    shopper.call("patch", "cart/", {"currency": bought["currency"]})
    if bought["voucher"]:
        make_voucher(channel, "HAPPY", benefit=bought["voucher"])
        shopper.voucher("HAPPY")
    return shopper


def give_card(channel, bought):
    """The codes of the cards that the shopper has."""
    if bought["card"] is None:
        return []
    card = issue_gift_card(
        channel_id=channel.pk,
        amount=Money(bought["card"], bought["currency"]),
        email="ada@example.com",
        locale="en",
    )
    card.digest, card.last_four = digest(CODE), CODE[-4:]
    card.save()
    return [CODE]


def pay(shopper, total, bought, codes):
    """Pay by card of the shop first, and by bank for what is left."""
    covered = (bought["card"] or 0) >= total if codes or not total else False
    method = "" if covered or not total else "bank-transfer"
    answer = shopper.pay(method, gift_cards=codes)
    assert answer.status_code == 201, answer.json()
    return Order.objects.get(number=answer.json()["order_number"])


def booked(order, kind):
    entries = LedgerEntry.objects.filter(session__order_id=order.pk, kind=kind)
    return entries.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def give_back(order, amounts):
    """Refund as much as is let, and nothing of what is not."""
    sessions = list(PaymentSession.objects.filter(order_id=order.pk))
    for number, amount in enumerate(amounts if sessions else []):
        session = sessions[number % len(sessions)]
        before = booked(order, "refunded")
        try:
            refund_payment(session_id=session.pk, amount=Money(amount, session.currency))
        except DomainError:
            assert booked(order, "refunded") == before


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(PURCHASES)
def test_every_total_is_what_the_books_say(api, channel, bought):
    with nothing_stays():
        make_rates(channel)
        shopper = fill(api, channel, bought)
        shown = Decimal(shopper.review()["totals"]["total"]["amount"])

        order = pay(shopper, shown, bought, give_card(channel, bought))

        paid = PaymentSession.objects.filter(order_id=order.pk)
        parts = sum((session.amount for session in paid), Decimal(0))
        assert shown == order.total_incl_tax == booked(order, "due") == parts
        assert {session.currency for session in paid} <= {order.currency} == {bought["currency"]}
        capture_order(order_id=order.pk)
        assert booked(order, "captured") == shown
        give_back(order, bought["back"])
        assert booked(order, "refunded") <= shown
        assert all(session.refunded <= session.captured for session in paid.all())
        assert [*check_ledger(), *list_faults()] == []
