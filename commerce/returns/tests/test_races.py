"""Nobody is paid back twice, and nothing comes back twice, whoever acts at the same moment."""

from collections import Counter

import pytest

from commerce.core.errors import DomainError
from commerce.ordering.tests.races import race
from commerce.oscar.partner.models import StockRecord
from commerce.payments.models import PaymentSession
from commerce.returns.models import ReturnRequest, Withdrawal
from commerce.returns.services.deciding import approve_return
from commerce.returns.services.receiving import inspect_return, receive_return
from commerce.returns.services.settling import refund_return
from commerce.returns.services.withdrawing import withdraw

from .test_returns_api import bring_back, customer, order, placed

__all__ = ["customer", "order", "placed"]  # fixtures of the API's tests

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def told(act):
    try:
        act()
    except DomainError as refused:
        return refused.code
    return "done"


def test_four_refunds_of_one_return_are_one(customer, order):
    customer.ask(order)
    request = ReturnRequest.objects.get()
    bring_back(request, 1, restocked=1)
    own = request.pk

    answers = Counter(race(4, lambda _: told(lambda: refund_return(return_id=own))))

    request.refresh_from_db()
    assert answers == {"done": 1, "return_step_refused": 3}
    assert PaymentSession.objects.get().refunded == request.refunded


def test_four_inspections_put_the_goods_on_the_shelf_once(customer, order):
    customer.ask(order)
    request = ReturnRequest.objects.get()
    row, own = request.lines.get().pk, request.pk
    approve_return(return_id=own)
    receive_return(return_id=own, pieces={row: 1})
    before = StockRecord.objects.get().num_in_stock

    answers = Counter(
        race(4, lambda _: told(lambda: inspect_return(return_id=own, results={row: (1, 0)})))
    )

    assert answers == {"done": 1, "return_step_refused": 3}
    assert StockRecord.objects.get().num_in_stock == before + 1


def test_the_last_piece_is_asked_for_once(customer, order):
    answers = Counter(
        race(4, lambda index: customer.ask(order, pieces=2, key=f"key-{index}").status_code)
    )

    assert answers == {201: 1, 409: 3}
    assert ReturnRequest.objects.count() == 1


def test_four_withdrawals_are_one(placed):
    own = placed.pk

    answers = Counter(race(4, lambda _: told(lambda: withdraw(order_id=own))))

    session = PaymentSession.objects.get()
    assert answers == {"done": 4}
    assert Withdrawal.objects.count() == 1
    assert session.refunded == session.captured
