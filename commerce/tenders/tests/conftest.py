"""What the tests of tenders start from, beside the channel."""

from decimal import Decimal
from itertools import count

import pytest
from django.db import transaction

from commerce.core.money import Money
from commerce.payments.enums import InstructionKind
from commerce.payments.models import PaymentSession
from commerce.payments.services.instructions import instruct
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
def pay_with(channel):
    """Begin a payment by a purse, of an order of its own."""

    def begin(purse, amount):
        number = next(NUMBERS)
        session = PaymentSession(
            channel=channel,
            order_id=number,
            order_number=f"R-{number}",
            gateway=purse.kind,
            currency="EUR",
            amount=Decimal(amount),
            locale="en",
            instrument=purse.public_id,
        )
        with transaction.atomic():
            session.save()
            instruct(session=session, kind=InstructionKind.START, amount=euros(amount))
        return session

    return begin
