"""What the tests of payments start from, beside the channel."""

from decimal import Decimal
from itertools import count

import pytest

from commerce.core.money import Money
from commerce.payments import registry
from commerce.payments.registry import register_gateway
from commerce.payments.services.sessions import open_session

from .card_gateway import CardGateway
from .card_server import CardServer

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


@pytest.fixture
def card_server(settings):
    """The card service on its own port, offered by the shop as the gateway `card`."""
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    server = CardServer()
    register_gateway(CardGateway(url=server.url))
    yield server
    registry._gateways.pop("card")
    server.close()
