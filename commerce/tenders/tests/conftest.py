"""What the tests of tenders start from, beside the channel."""

from decimal import Decimal
from itertools import count

import pytest

from commerce.core.money import Money
from commerce.payments.services.sessions import open_session
from commerce.tenders.codes import digest
from commerce.tenders.services.issuing import issue_gift_card

CODE = "7K2M-09XD-Q4T1-HBZ5"
NUMBERS = count(1)


def euros(amount):
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def make_card(channel):
    """Issue a gift card, and give it a code that is known."""

    def make(amount="50.00", code=CODE, **fields):
        card = issue_gift_card(
            channel_id=channel.pk, amount=euros(amount), email="ada@example.com", locale="en"
        )
        card.digest, card.last_four = digest(code), code[-4:]
        for name, value in fields.items():
            setattr(card, name, value)
        card.save()
        return card

    return make


@pytest.fixture
def open_payment(channel):
    """Begin a payment of 100 euros, each of an order of its own."""

    def begin(gateway, *, order_id=None, instrument=""):
        order_id = order_id or next(NUMBERS)
        return open_session(
            channel_id=channel.pk,
            order_id=order_id,
            order_number=f"R-{order_id:05}",
            gateway=gateway,
            amount=euros(100),
            locale="en",
            return_url="",
            instrument=instrument,
        )

    return begin


@pytest.fixture
def pay_with(channel):
    """Begin a payment by a purse, of an order of its own."""

    def begin(purse, amount):
        order_id = next(NUMBERS)
        return open_session(
            channel_id=channel.pk,
            order_id=order_id,
            order_number=f"R-{order_id:05}",
            gateway=purse.kind,
            amount=euros(amount),
            locale="en",
            return_url="",
            instrument=purse.public_id,
        )

    return begin
