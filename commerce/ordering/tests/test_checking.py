"""The nightly look finds what does not add up, in payments and between them and orders."""

from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.money import Money
from commerce.notifications.models import Notice
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.tasks import check_ledger as check_each_night
from commerce.oscar.order.models import Order
from commerce.payments.enums import EntryKind, Fault
from commerce.payments.models import LedgerEntry, PaymentSession
from commerce.payments.selectors import find_last_check
from commerce.payments.services.ledger import book
from commerce.payments.services.sessions import capture_payment, refund_payment
from commerce.tenders.models import PurseAccount
from commerce.tenders.tests.conftest import make_card  # noqa: F401 a fixture
from infra import readiness

from .checkouts import Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(api, channel):
    """An order that is paid, and of which a part went back."""
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel), 2)
    customer.review()
    assert customer.place(payment_method="bank-transfer").status_code == 201
    order = Order.objects.get()
    session = PaymentSession.objects.get(order_id=order.pk)
    capture_payment(session_id=session.pk)
    refund_payment(session_id=session.pk, amount=Money(Decimal(1), session.currency))
    return order


@pytest.fixture
def clerk(channel):
    user = make_user("clerk@example.com", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


def faults():
    return [wrong.fault for wrong in check_ledger()]


def by_command():
    out = StringIO()
    call_command("check_ledger", stdout=out, stderr=out)
    return out.getvalue()


def test_books_that_add_up(order):
    assert faults() == []
    assert by_command() == "2 payments and orders add up.\n"
    assert readiness.KEPT["ledger"]() == {"status": "ok", "count": 0}


def test_a_sum_that_is_not_that_of_its_entries(order):
    PaymentSession.objects.filter(order_id=order.pk).update(refunded=Decimal("1.01"))

    assert faults() == [Fault.SUMS]
    with pytest.raises(CommandError, match="1 faults"):
        by_command()


def test_an_order_that_owes_what_was_not_booked(order):
    Order.objects.filter(pk=order.pk).update(total_incl_tax=order.total_incl_tax + 1)

    assert faults() == [Fault.DUES]
    assert order.number in find_last_check().first


def test_a_gift_card_that_is_not_what_its_entries_come_to(order, make_card):  # noqa: F811
    make_card()
    assert faults() == []
    PurseAccount.objects.update(held=1)

    assert faults() == [Fault.PURSES]


def test_store_credit_that_a_payment_gave_and_nobody_got(order):
    session = PaymentSession.objects.get(order_id=order.pk)
    one = Money(Decimal(1), session.currency)
    book(session=session, kind=EntryKind.CREDITED, amount=one, reference="store-credit/1")

    assert faults() == [Fault.CREDITS]


def test_an_entry_of_other_accounts_than_its_kind_has(order):
    entries = LedgerEntry.objects.filter(kind="captured")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE payments_ledgerentry DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE payments_ledgerentry DROP CONSTRAINT ledger_entry_balances")
        else:
            cursor.execute("DROP TRIGGER payments_ledger_stays")
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            entries.update(credit="")
            assert faults() == [Fault.ACCOUNTS]
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_staff_and_the_shops_health_are_told(order, clerk):
    PaymentSession.objects.filter(order_id=order.pk).update(authorised=Decimal(1000))

    check_each_night()

    assert readiness.KEPT["ledger"]() == {"status": "degraded", "count": 1}
    assert Notice.objects.get().user == clerk
    PaymentSession.objects.filter(order_id=order.pk).update(
        authorised=order.total_incl_tax,
    )
    check_each_night()
    assert readiness.KEPT["ledger"]() == {"status": "ok", "count": 0}
    assert Notice.objects.count() == 1


def test_a_thousand_orders_ask_a_dozen_questions(order, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        check_ledger()
