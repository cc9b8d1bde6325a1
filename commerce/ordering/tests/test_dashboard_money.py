"""The money of an order on one page, and what goes back by pieces, by amount and as store credit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_offer
from commerce.core.money import Money
from commerce.ordering.models import Completion
from commerce.ordering.selectors.money import money_of, price_of, price_of_pieces
from commerce.payments.enums import EntryKind
from commerce.payments.models import LedgerEntry, PaymentSession, SuspiciousFact
from commerce.payments.services.ledger import book
from commerce.payments.services.sessions import capture_payment, open_session
from commerce.tenders.models import PurseAccount

from .checkouts import reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("order_of_module")]


def euros(amount):
    return Money(Decimal(amount), "EUR")


@pytest.fixture(scope="module")
def order_of_module(rows_of_module, channel_of_module, api_of_module):
    """Three pieces with a tenth off, and shipping: 54.00 + 4.90."""
    with rows_of_module():
        make_offer(channel_of_module)
        customer = reviewed(channel_of_module, api_of_module, LAMP=3)
        return customer.order(payment_method="bank-transfer")


@pytest.fixture
def payment(order):
    session = PaymentSession.objects.get(order_id=order.pk)
    capture_payment(session_id=session.pk)
    session.refresh_from_db()
    return session


@pytest.fixture
def boss(client, channel):
    user = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    client.force_login(user)
    return client


def page_of(client, order, part=""):
    return client.get(f"/dashboard/money/orders/{order.number}/{part}").content.decode()


@pytest.fixture
def give_back(boss, order):
    """Fill the form in, answer the question, and return both pages."""

    def send(**values):
        path = f"/dashboard/money/orders/{order.number}/refund/"
        given = {"note": "A scratch", "known": money_of(order).refundable.amount, "key": "K"}
        given |= values
        asked = boss.post(path, given).content.decode()
        done = boss.post(path, {**given, "is_confirmed": "1"}, follow=True).content.decode()
        return asked, done

    return send


def refunds():
    rows = LedgerEntry.objects.filter(kind__in=[EntryKind.REFUNDED, EntryKind.CREDITED])
    return [(str(entry.amount.normalize()), entry.note) for entry in rows]


def test_the_page_tells_both_sides_of_each_entry_and_that_they_add_up(boss, order, payment):
    for kind, amount in ((EntryKind.FEE, "1.20"), (EntryKind.DISPUTED, "10.00")):
        book(session=payment, kind=kind, amount=euros(amount), reference=kind)
    PaymentSession.objects.update(method="Visa •••• 4242", risk="elevated", decline="card_expired")

    page = page_of(boss, order)

    for told in (
        *("Visa •••• 4242", "elevated", "This card has expired."),
        *("Owed by customers", "At the payment service", "Withheld in disputes", "Fees"),
        *("€58.90", "€1.20", "€10.00", "€47.70"),
    ):
        assert told in page, told
    money = money_of(order)
    assert sum(balance.amount for _label, balance in money.accounts) == 0
    assert money.sums["kept"] == euros("47.70")
    assert money.refundable == euros("48.90")


def test_pieces_and_shipping_come_to_what_they_have_cost(boss, order, payment, give_back):
    line = order.lines.get()

    asked, done = give_back(**{f"line-{line.pk}": 2, "shipping": "4.90"})

    assert "Give €40.90 back?" in asked
    assert "2 × Product LAMP, Shipping: A scratch" in done
    assert refunds() == [("40.9", "2 × Product LAMP, Shipping: A scratch")]


def test_nothing_goes_back_before_the_question_is_answered(boss, order, payment):
    path = f"/dashboard/money/orders/{order.number}/refund/"

    page = boss.post(path, {"amount": "5", "note": "A scratch", "known": "58.90", "key": "K"})

    assert "Give €5.00 back?" in page.content.decode()
    assert refunds() == []


def test_the_same_form_sent_twice_gives_once(boss, order, payment, give_back):
    known = {"known": "58.90"}
    give_back(amount="5", **known)

    _asked, done = give_back(amount="5", **known)

    assert "Money of this order was moved meanwhile: 53.90 EUR" in done
    assert refunds() == [("5", "A scratch")]


def test_where_the_service_is_gone_staff_read_what_to_do_and_credit_still_works(
    boss, order, payment, give_back
):
    PaymentSession.objects.update(gateway="card", configuration="")

    page = page_of(boss, order)
    assert "“card” is no longer set up in this shop" in page
    assert "Let the payment go" not in page
    asked, done = give_back(amount="5")
    for said in (asked, done):
        assert "The service that this was paid with is no longer set up" in said
    assert "Give €5.00 back?" not in asked
    step = f"/dashboard/money/orders/{order.number}/{payment.public_id}/void/"
    assert "is no longer set up" in boss.post(step, {"note": "x"}).content.decode()
    assert refunds() == []

    order.user = make_user("ada@example.com")
    order.save()
    give_back(amount="5", payment="credit")
    assert refunds() == [("5", "A scratch")]


def test_store_credit_is_for_whoever_has_an_account(boss, order, payment, give_back):
    give_back(amount="5", payment="credit")
    assert refunds() == []

    order.user = make_user("ada@example.com")
    order.save()
    asked, _done = give_back(amount="5", payment="credit")

    assert "Store credit" in asked
    assert refunds() == [("5", "A scratch")]
    account = PurseAccount.objects.get()
    assert (account.owner, account.balance) == (order.user, Decimal("5"))


@pytest.mark.parametrize(
    ("quantity", "amount"), [(0, "0.00"), (1, "18.00"), (2, "36.00"), (3, "54.00")]
)
def test_a_piece_costs_what_was_paid_for_it(order, quantity, amount):
    assert price_of_pieces(order.lines.get(), quantity, "EUR") == euros(amount)


def test_the_whole_order_costs_its_total(order):
    line = order.lines.get()

    assert price_of(order, {line.pk: 3}, order.shipping_incl_tax) == euros("58.90")


def test_a_payment_is_let_go_after_a_question(boss, order):
    session = PaymentSession.objects.get()
    path = f"/dashboard/money/orders/{order.number}/{session.public_id}/void/"

    assert "This cannot be taken back." in boss.get(path).content.decode()
    session.refresh_from_db()
    assert session.state != "cancelled"
    boss.post(path, {"note": "Nobody pays"})

    session.refresh_from_db()
    assert session.state == "cancelled"
    assert "Nobody pays" in page_of(boss, order)


def suspect(order, **fields):
    session = PaymentSession.objects.get(order_id=order.pk)
    return SuspiciousFact.objects.create(
        tenant=order.channel.tenant,
        session=session,
        gateway="card",
        source="webhook",
        reason="other_amount",
        kind="captured",
        amount=Decimal("99.00"),
        currency="EUR",
        reference="capture-1",
        told_at=timezone.now(),
        **fields,
    )


def test_a_try_that_failed_is_told_with_its_reason(boss, order):
    completion = Completion._base_manager.create(
        channel=order.channel,
        order=order,
        order_number=order.number,
        locale="en",
        currency="EUR",
        amount=order.total_incl_tax,
        expires_at=timezone.now(),
        look_at=timezone.now(),
    )
    session = open_session(
        channel_id=order.channel_id,
        completion_id=completion.pk,
        order_number=order.number,
        gateway="offline",
        amount=euros("58.90"),
        locale="en",
        return_url="",
    )
    fields = {"state": "failed", "decline": "card_expired", "method": "Mastercard •••• 4444"}
    PaymentSession.objects.filter(pk=session.pk).update(**fields)

    page = page_of(boss, order)

    assert "Tried, and not paid with" in page
    assert "Mastercard •••• 4444" in page
    assert "This card has expired." in page


def test_what_does_not_fit_is_told_and_closed_with_a_note(boss, order):
    fact = suspect(order)
    for page in ("/dashboard/money/problems/", f"/dashboard/money/orders/{order.number}/"):
        shown = boss.get(page).content.decode()
        assert "The amount does not fit the payment." in shown
        assert "€99.00" in shown

    close = f"/dashboard/money/problems/{fact.public_id}/close/"
    assert "Say what it was." in boss.post(close, {"note": " "}, follow=True).content.decode()
    boss.post(close, {"note": "Theirs"})

    fact.refresh_from_db()
    assert (fact.note, fact.closed_by.email) == ("Theirs", "boss@example.com")
    assert (
        "Everything that was told fits." in boss.get("/dashboard/money/problems/").content.decode()
    )


def test_the_pages_take_as_many_queries_with_more_entries(
    boss, order, payment, django_assert_num_queries
):
    page_of(boss, order)
    with django_assert_num_queries(17):
        page_of(boss, order)
    for number in range(5):
        book(session=payment, kind=EntryKind.FEE, amount=euros("0.10"), reference=f"fee-{number}")
    with django_assert_num_queries(17):
        page_of(boss, order)
