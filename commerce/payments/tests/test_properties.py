"""Whatever is told, how often and in which order: the same sums, and no more goes back than came in."""

from decimal import Decimal
from itertools import permutations, product

import pytest
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


@pytest.mark.django_db
@pytest.mark.parametrize("times", list(product([0, 1, 3], repeat=4)), ids=str)
def test_four_messages_come_to_the_same_in_every_order(open_payment, times):
    told = [number for number, often in enumerate(times) if often]
    captured = 100 if 1 in told else 0
    refunded = sum(int(STORY[number][1]) for number in told if number > 1) if captured else 0

    for order in permutations(told):
        session = open_payment()
        for number in order:
            for _ in range(times[number]):
                tell(session, number)
        assert sums(session) == (100, captured, refunded)

    assert list(check_sessions()) == []
    assert SuspiciousFact.objects.exclude(reason="early").count() == 0


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
