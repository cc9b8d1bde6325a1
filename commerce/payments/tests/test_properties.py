"""Whatever is told, how often and in which order: the same sums, and no more goes back than came in."""

from decimal import Decimal
from math import perm

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commerce.core.errors import DomainError
from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Happened
from commerce.payments.enums import FactSource
from commerce.payments.models import LedgerEntry, SuspiciousFact
from commerce.payments.selectors import payment_state
from commerce.payments.services.checking import check_accounts, check_sessions
from commerce.payments.services.facts import record_happened
from commerce.payments.services.sessions import (
    cancel_payment,
    capture_payment,
    refund_payment,
)

from .conftest import euros

STORY = (("authorised", "100"), ("captured", "100"), ("refunded", "30"), ("refunded", "20"))
AMOUNTS = st.decimals("0.01", "150", places=2)
ACTS = st.sampled_from([capture_payment, refund_payment])


def tell(session, number):
    kind, amount = STORY[number]
    fact = Happened(
        session=session.public_id,
        kind=MovementKind(kind),
        amount=euros(amount),
        reference=f"step-{number}",
    )
    record_happened(gateway="offline", configuration="", facts=[fact], source=FactSource.WEBHOOK)


def sums(session):
    session.refresh_from_db()
    return session.authorised, session.captured, session.refunded


def told_in_every_order(session, told=()):
    """Tell what is left in every order, once or three times each, and yield after every step what was told.

    Orders that begin alike have their beginning in common: after each, the database goes back to it.
    """
    yield told
    for number in {*range(len(STORY))} - {*told}:
        with transaction.atomic():
            tell(session, number)
            yield from told_in_every_order(session, (*told, number))
            tell(session, number)
            tell(session, number)
            yield from told_in_every_order(session, (*told, number))
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_four_messages_come_to_the_same_in_every_order(open_payment):
    session = open_payment()
    orders = 0

    for told in told_in_every_order(session):
        orders += 1
        captured = 100 if 1 in told else 0
        refunds = sum(int(STORY[number][1]) for number in told if number > 1)
        assert sums(session) == (100, captured, refunds if captured else 0)
        assert list(check_sessions()) == []
        assert SuspiciousFact.objects.exclude(reason="early").count() == 0

    assert orders == sum(perm(4, length) * 2**length for length in range(5))


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(ACTS, AMOUNTS), max_size=8), st.booleans())
def test_refunds_never_exceed_captures(open_payment, steps, is_cancelled):
    session = open_payment()
    for act, amount in steps:
        before = sums(session)
        try:
            act(session_id=session.pk, amount=euros(amount))
        except DomainError:
            assert sums(session) == before
    if is_cancelled:
        cancel_payment(session_id=session.pk)

    authorised, captured, refunded = sums(session)
    assert 0 <= refunded <= captured <= authorised <= Decimal(100)
    assert [*check_sessions(), *check_accounts()] == []
    is_all_back = bool(refunded) and refunded == captured
    assert (payment_state(session.order_id) == "refunded") == is_all_back
    assert LedgerEntry.objects.filter(session=session, kind="due").count() == 1
