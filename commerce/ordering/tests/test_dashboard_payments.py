"""Staff see what happened to the money of an order, note what came in and give back what they owe."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import F

from commerce.ordering.selectors.money import money_of
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import capture_payment
from commerce.payments.tests.conftest import card_server  # noqa: F401 a fixture

from .checkouts import reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("order_of_module")]


@pytest.fixture(scope="module")
def order_of_module(rows_of_module, channel_of_module, api_of_module):
    with rows_of_module():
        customer = reviewed(channel_of_module, api_of_module, LAMP=2)
        return customer.order(payment_method="bank-transfer")


@pytest.fixture
def payment(order):
    return PaymentSession.objects.get(order_id=order.pk)


@pytest.fixture
def boss(client, channel):
    user = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    client.force_login(user)
    return user


@pytest.fixture
def clerk(client, channel):
    user = get_user_model().objects.create_user("clerk@example.com", password="x" * 12)
    get_user_model().objects.filter(pk=user.pk).update(is_staff=True)
    user.user_permissions.set(Permission.objects.exclude(codename="refund_payment"))
    client.force_login(user)
    return user


@pytest.fixture
def act(client, order, payment):
    """Take a step on its page, and return the page that answers."""

    def send(step, **values):
        part = f"{payment.public_id}/" if step in ("capture", "void") else ""
        path = f"/dashboard/money/orders/{order.number}/{part}{step}/"
        return client.post(path, values, follow=True).content.decode()

    return send


@pytest.fixture
def refund(act, order):
    def send(amount="", **values):
        known = money_of(order).refundable.amount
        given = {"amount": amount, "note": "A scratch", "is_confirmed": "1", "key": "K"}
        given |= {"known": known, **values}
        return act("refund", **{name: value for name, value in given.items() if value != ""})

    return send


def move(client, order, status):
    """Change the status on the page of the order."""
    return client.post(
        f"/dashboard/orders/{order.number}/",
        {"order_action": "change_order_status", "new_status": status},
        follow=True,
    ).content.decode()


def amounts(kind):
    return list(LedgerEntry.objects.filter(kind=kind).values_list("amount", flat=True))


def test_money_comes_in_in_parts(boss, act, order):
    act("capture", amount="20.00", note="First part")
    order.refresh_from_db()
    assert (order.status, payment_state(order.pk)) == ("placed", "due")

    page = act("capture", amount="24.90")

    order.refresh_from_db()
    assert (order.status, payment_state(order.pk)) == ("paid", "paid")
    assert amounts("captured") == [Decimal("20.00"), Decimal("24.90")]
    for shown in ("First part", "boss@example.com", "€24.90", "Give money back"):
        assert shown in page
    assert "Money has come in" not in page


@pytest.mark.parametrize("amount", ["45.00", "0", "-1", "10.005", "much", ""])
def test_an_amount_that_cannot_come_in_changes_nothing(boss, act, order, amount):
    act("capture", amount=amount)

    assert not LedgerEntry.objects.exclude(kind="due").exists()
    assert payment_state(order.pk) == "due"


def test_a_part_is_given_back_with_a_reason(boss, client, refund, order, payment):
    capture_payment(session_id=payment.pk)

    page = refund("4.90")

    entry = LedgerEntry.objects.get(kind="refunded")
    assert (entry.amount, entry.note, entry.actor) == (Decimal("4.90"), "A scratch", boss)
    assert payment_state(order.pk) == "part_refunded"
    assert "A scratch" in page
    form = client.get(f"/dashboard/money/orders/{order.number}/refund/").content.decode()
    assert "At most €40.00 can be given back." in form
    refund("40.00")
    assert payment_state(order.pk) == "refunded"


@pytest.mark.parametrize(
    ("amount", "values"),
    [
        ("44.91", {}),
        ("0", {}),
        ("4.90", {"note": ""}),
        ("4.90", {"is_confirmed": ""}),
        ("4.90", {"payment": "pay_01JD40AAAABBBBCCCCDDDDEEEE"}),
        ("4.90", {"known": "40.00"}),
        ("4.90", {"shipping": "1.00"}),
        ("10.005", {}),
    ],
)
def test_a_refund_that_cannot_be_changes_nothing(boss, refund, order, payment, amount, values):
    capture_payment(session_id=payment.pk)

    refund(amount, **values)

    assert amounts("refunded") == []
    assert payment_state(order.pk) == "paid"


def test_more_than_came_in_is_refused_with_what_is_there(boss, refund, payment):
    capture_payment(session_id=payment.pk, amount=payment.money("amount") * Decimal("0.5"))

    assert "at most 22.45 EUR" in refund("22.46")
    assert amounts("refunded") == []


def test_giving_back_needs_a_right_of_its_own(clerk, client, refund, order, payment):
    capture_payment(session_id=payment.pk)

    refund("4.90")

    assert amounts("refunded") == []
    page = client.get(f"/dashboard/money/orders/{order.number}/").content.decode()
    assert "Give money back" not in page


def test_cancelling_a_paid_order_needs_that_right_too(clerk, client, order, payment):
    move(client, order, "paid")

    page = move(client, order, "cancelled")

    order.refresh_from_db()
    assert (order.status, payment_state(order.pk)) == ("paid", "paid")
    assert "You may not give money back." in page


def test_cancelling_a_paid_order_gives_back_what_came_in(boss, client, order):
    move(client, order, "paid")
    move(client, order, "cancelled")

    order.refresh_from_db()
    assert (order.status, payment_state(order.pk)) == ("cancelled", "refunded")
    assert LedgerEntry.objects.get(kind="refunded").actor == boss


def test_a_card_order_is_not_called_paid_before_its_gateway_has_said_so(
    boss,
    client,
    order,
    payment,
    card_server,  # noqa: F811
):
    PaymentSession.objects.update(gateway="card", state="authorised", authorised=F("amount"))

    page = move(client, order, "paid")

    order.refresh_from_db()
    assert (order.status, order.notes.count()) == ("placed", 0)
    assert "The payment service was asked." in page
    assert "Order status changed" not in page


def test_a_payment_of_another_order_is_not_found(boss, act, order, payment):
    PaymentSession.objects.update(order_id=order.pk + 1)

    act("capture", amount="1.00")

    assert not LedgerEntry.objects.exclude(kind="due").exists()


def test_a_payment_of_another_tenant_is_not_found(boss, act, payment, other_channel):
    PaymentSession.objects.update(channel=other_channel)

    act("capture", amount="1.00")

    assert not LedgerEntry.objects.exclude(kind="due").exists()


def test_sellers_move_no_money(client, channel, act, order):
    seller = get_user_model().objects.create_user("sol@example.com", password="x" * 12)
    seller.user_permissions.set(Permission.objects.filter(codename="dashboard_access"))
    order.lines.get().partner.users.add(seller)
    client.force_login(seller)

    page = act("capture", amount="1.00")

    assert not LedgerEntry.objects.exclude(kind="due").exists()
    assert "Money has come in" not in page
