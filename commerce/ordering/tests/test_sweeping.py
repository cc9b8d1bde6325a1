"""Payments that nobody goes on with: a worker completes them, or lets them go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.core.services.outbox import relay
from commerce.ordering.models import Compensation, Completion
from commerce.ordering.selectors.completions import list_compensations
from commerce.ordering.services.completion.joining import take_when_shipped
from commerce.ordering.services.completion.sweeping import sweep_completions
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.tests.conftest import card_server  # noqa: F401 a fixture
from commerce.tenders.models import WaysToPay
from commerce.tenders.services.terms import save_ways

from .paying import reference_of
from .test_completions import payer, stock  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db(transaction=True)


def move(**fields):
    """Let time pass for the one completion."""
    now = timezone.now()
    Completion.objects.update(**{name: now + timedelta(minutes=by) for name, by in fields.items()})


def verbs(server):
    return [verb for verb, _payment, _amount in server.movements]


def test_what_was_paid_before_the_tab_was_closed_becomes_an_order(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    card_server.authorise(reference_of(begun))
    assert sweep_completions() == 0
    move(look_at=-1, expires_at=-1)

    assert sweep_completions() == 1

    order = Order.objects.get()
    assert payer.look(begun)["order"]["number"] == order.number
    assert payment_state(order.pk) == "paid"
    assert verbs(card_server) == ["payments", "capture"]
    assert sweep_completions() == 0


def test_what_is_over_is_let_go(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    move(look_at=-1, expires_at=-1)

    assert sweep_completions() == 1

    gone = payer.look(begun)
    assert (gone["state"], gone["problem"]["code"]) == ("released", "expired")
    assert stock() == (3, None, 0)
    assert verbs(card_server) == ["payments", "cancel"]
    assert not Compensation.objects.exists()


def test_whoever_acts_keeps_the_goods(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    move(look_at=-1, expires_at=-1)
    payer.look(begun)

    assert sweep_completions() == 1

    assert payer.look(begun)["state"] == "open"
    assert stock() == (3, None, 2)


def test_nobody_keeps_goods_for_ever(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    move(look_at=-1, expires_at=-1, created_at=-121)
    payer.look(begun)

    sweep_completions()

    assert payer.look(begun)["state"] == "released"


def test_what_comes_after_the_end_goes_back_and_is_reported(payer, card_server):  # noqa: F811
    begun = payer.pay().json()
    row = card_server.authorise(reference_of(begun))
    (line,) = payer.checkout()["cart"]["lines"]
    payer.call("patch", f"cart/lines/{line['id']}/", {"quantity": 1})
    move(look_at=-1, expires_at=-1)

    sweep_completions()
    relay()

    (report,) = list_compensations()
    assert (str(report.promised), report.currency) == (row["amount"], row["currency"])
    assert PaymentSession.objects.get().state == "cancelled"
    assert not Order.objects.exists()


def test_a_channel_may_take_the_money_with_the_first_parcel(payer, card_server, channel):  # noqa: F811
    save_ways(ways=WaysToPay(channel=channel, capture="when_shipped"))
    begun = payer.pay().json()
    card_server.authorise(reference_of(begun))
    payer.complete(begun)
    order = Order.objects.get()
    assert payment_state(order.pk) == "authorised"

    take_when_shipped(order_id=order.pk)
    take_when_shipped(order_id=order.pk)

    assert payment_state(order.pk) == "paid"
    assert verbs(card_server) == ["payments", "capture"]
