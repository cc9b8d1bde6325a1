"""What the tests of payments start from, beside the channel."""

from decimal import Decimal
from itertools import count

import pytest

from commerce.core.money import Money
from commerce.payments.services.sessions import open_session

NUMBERS = count(1)


def euros(amount):
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def open_payment(channel):
    """Begin a payment of 100 euros, each of an order of its own."""

    def begin(gateway="offline", amount="100.00", order_id=None):
        order_id = order_id or next(NUMBERS)
        return open_session(
            channel_id=channel.pk,
            order_id=order_id,
            order_number=f"R-{order_id}",
            gateway=gateway,
            amount=euros(amount),
            locale="en",
            return_url=f"https://shop.example/en/orders/R-{order_id}",
        )

    return begin
