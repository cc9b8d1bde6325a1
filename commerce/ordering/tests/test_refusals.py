"""A refund that a payment service refuses waits for staff, who have it tried again or given otherwise."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.notifications.models import Message
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.orders import cancel_order
from commerce.oscar.catalogue.models import ProductClass
from commerce.oscar.order.models import Order
from commerce.payments.models import Instruction, PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.selectors.refusals import list_refused
from commerce.payments.tests.conftest import card_server
from commerce.tenders.models import PurseAccount, PurseEntry

from .paying import Payer, reference_of

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["card_server"]
PAGE = "/dashboard/money/refused/"
ALL = Decimal("44.90")


@pytest.fixture
def boss(client, channel):
    user = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    client.force_login(user)
    return client


@pytest.fixture
def cancelled(api, channel, card_server, deliver, boss):
    """An order of two gift cards, paid by card, whose refund is refused when it is cancelled."""

    def run(user=None):
        make_rates(channel)
        if user:
            api.force_authenticate(user)
        buyer = Payer(api)
        buyer.add(make_product(channel), 2)
        ProductClass.objects.update(is_gift_card=True)
        buyer.review()
        begun = buyer.pay().json()
        card_server.authorise(reference_of(begun))
        buyer.complete(begun)
        deliver()
        card_server.declines.add("refund")
        order = Order.objects.get()
        cancel_order(order_id=order.pk)
        deliver()
        return order

    return run


def act(client, step, **given):
    row = list_refused().get()
    return client.post(f"{PAGE}{row.public_id}/{step}/", given, follow=True).content.decode()


def balances():
    return [*PurseAccount.objects.filter(owner=None).values_list("balance", flat=True)]


def gone():
    return PaymentSession.objects.get().refunded


def test_it_is_shown_with_what_hangs_on_it(cancelled, boss):
    order = cancelled()

    for page in (PAGE, f"/dashboard/money/orders/{order.number}/"):
        shown = boss.get(page).content.decode()
        assert '<td dir="auto"> Declined by the bank <br>' in " ".join(shown.split())
        assert "It was asked for because of: <bdi>The order was cancelled.</bdi>" in shown
        assert "The customer waits for this money." in shown
        assert "stay empty" in shown
        assert "as store credit" not in shown  # a guest has no account
    assert "Refused by payment services (1)" in shown


def test_it_is_tried_again_until_it_is_done(cancelled, boss, card_server, deliver):
    order = cancelled()

    act(boss, "again")
    deliver()
    assert (list_refused().count(), gone()) == (1, 0)
    assert Instruction.objects.filter(kind="refund").count() == 2

    card_server.declines.clear()
    act(boss, "again")
    deliver()

    assert (list_refused().count(), gone()) == (0, ALL)
    assert payment_state(order.pk) == "refunded"
    # The cards lost their worth with the cancellation, once.
    assert balances() == [0, 0]
    assert PurseEntry.objects.filter(kind="recalled").count() == 2
    assert check_ledger() == []


def test_it_becomes_store_credit_of_who_has_an_account(cancelled, boss, deliver):
    order = cancelled(make_user("ada@customers.example"))

    act(boss, "credit")
    deliver()

    assert (list_refused().count(), gone()) == (0, ALL)
    assert payment_state(order.pk) == "refunded"
    assert PurseAccount.objects.get(owner=order.user).balance == ALL
    assert check_ledger() == []
    letter = str(Message.objects.get(kind="payment_refunded", medium="email").content)
    assert "store credit in your account" in letter
    assert "Depending on your bank" not in letter


def test_a_guest_gets_no_store_credit(cancelled, boss):
    cancelled()

    assert "placed without one" in act(boss, "credit")

    assert (list_refused().count(), gone()) == (1, 0)


def test_what_was_settled_elsewhere_is_closed_with_a_note(cancelled, boss):
    cancelled()

    act(boss, "close")
    assert list_refused().count() == 1
    row = list_refused().get()
    act(boss, "close", note="Sent by transfer.")

    row.refresh_from_db()
    assert (row.note.endswith("Sent by transfer."), row.closed_by.email) == (
        True,
        "boss@example.com",
    )
    assert (list_refused().count(), gone()) == (0, 0)
    answer = boss.post(f"{PAGE}{row.public_id}/again/", follow=True).content.decode()
    assert "settled meanwhile" in answer
    assert Instruction.objects.filter(kind="refund").count() == 1


def test_who_may_not_give_money_back_tries_no_refund_again(cancelled, client):
    cancelled()
    clerk = get_user_model().objects.create_user("clerk@example.com", password="x" * 12)
    get_user_model().objects.filter(pk=clerk.pk).update(is_staff=True)
    clerk.user_permissions.set(Permission.objects.exclude(codename="refund_payment"))
    client.force_login(clerk)

    assert "Try again" not in client.get(PAGE).content.decode()
    assert "may not give money back" in act(client, "again")

    assert Instruction.objects.filter(kind="refund").count() == 1
