"""What does not agree with the books of payment services, and what became no order, in the dashboard."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.core.money import Money
from commerce.ordering.enums import RELEASED_BECAUSE, ReleaseReason
from commerce.ordering.models import Compensation, Completion
from commerce.payments.enums import Finding
from commerce.payments.models import PaymentSession, ProviderMovement, Reconciliation
from commerce.payments.services.sessions import capture_payment, open_session
from commerce.payments.tests.providers import pay_at_another_till

pytestmark = pytest.mark.django_db

PAGE = "/dashboard/money/differences/"


@pytest.fixture
def session(channel):
    """A payment of nothing yet, asked of nobody."""
    return open_session(
        channel_id=channel.pk,
        completion_id=5,
        order_number="R-7",
        gateway="offline",
        amount=Money(Decimal(100), "EUR"),
        locale="en",
        return_url="",
    )


@pytest.fixture
def make_movement(channel, session):
    def make(finding, number=1, **fields):
        values = {
            "tenant": channel.tenant,
            "session": session,
            "gateway": "offline",
            "configuration": session.configuration,
            "kind": "captured",
            "reference": f"c-{number}",
            "named_session": session.public_id,
            "amount": Decimal(100),
            "currency": "EUR",
            "happened_at": timezone.now(),
        }
        return ProviderMovement.objects.create(finding=finding, **{**values, **fields})

    return make


@pytest.fixture
def boss(client, channel):
    user = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    client.force_login(user)
    return client


def read(client, query=""):
    return client.get(f"{PAGE}{query}").content.decode()


def act(client, movement, action, **given):
    answer = client.post(f"{PAGE}{movement.public_id}/{action}/", given, follow=True)
    return answer.content.decode()


def test_nothing_to_tell_is_told(boss):
    page = read(boss)

    assert "All books agree." in page
    assert "No books were read yet." in page


@pytest.mark.parametrize(
    ("finding", "button"),
    [
        (Finding.UNBOOKED, "Book it"),
        (Finding.DIFFERENT, "Ask the payment service again"),
        (Finding.MISSING, "Ask the payment service again"),
        (Finding.WITHOUT_ORDER, "Give money back"),
        (Finding.ORPHAN, "Give money back"),
    ],
)
def test_each_finding_has_one_action_and_can_be_closed(boss, make_movement, finding, button):
    make_movement(finding)
    page = read(boss)

    assert str(finding.label) in page
    assert "Close" in page
    for name in ("Book it", "Ask the payment service again", "Give money back"):
        assert (name in page) == (name == button), name


def test_they_are_counted_in_the_menu_and_shown_by_kind(boss, make_movement):
    make_movement(Finding.ORPHAN)
    make_movement(Finding.UNBOOKED, 2, amount=Decimal("12.34"))

    page = read(boss, "?finding=orphan")

    assert "Reconciliation (2)" in page
    assert "Not in the ledger (1)" in page
    assert "€100.00" in page
    assert "€12.34" not in page
    assert "€12.34" in read(boss, "?finding=nonsense")


def test_what_is_not_in_the_ledger_is_booked_once(boss, session, make_movement):
    movement = make_movement(Finding.UNBOOKED)

    assert "Booked" in act(boss, movement, "book")

    session.refresh_from_db()
    assert session.captured == 100
    assert "Give money back" in read(boss)
    assert "not what the movement needs now" in act(boss, movement, "book")
    assert session.entries.filter(kind="captured").count() == 1


def test_asking_again_says_whether_it_agrees_now(boss, make_movement):
    movement = make_movement(Finding.MISSING)

    assert "it still differs" in act(boss, movement, "look")


def test_money_is_given_back_after_a_question_and_once(boss, session, make_movement):
    capture_payment(session_id=session.pk)
    movement = make_movement(Finding.WITHOUT_ORDER)
    path = f"{PAGE}{movement.public_id}/refund/"

    assert "Give €100.00 back?" in boss.get(path).content.decode()
    assert not session.entries.filter(kind="refunded").exists()
    assert "All books agree." in act(boss, movement, "refund", note="Nothing ordered")

    movement.refresh_from_db()
    session.refresh_from_db()
    assert (movement.note, movement.closed_by.email) == ("Nothing ordered", "boss@example.com")
    assert session.refunded == 100
    assert boss.post(path, {}).status_code == 404


@pytest.mark.usefixtures("asks_outside_of_transactions")
def test_money_of_no_payment_is_given_back_at_the_service_after_a_question(
    boss, at, configuration, make_movement
):
    pay_at_another_till(at, configuration)
    ((reference, _amount),) = at.charges()
    account = {"gateway": at.code, "configuration": configuration.public_id}
    named = {"reference": reference, "named_session": "", "session": None, "amount": 40}
    movement = make_movement(Finding.ORPHAN, **account, **named)

    question = boss.get(f"{PAGE}{movement.public_id}/refund/").content.decode()
    assert "Give €40.00 back?" in question
    assert "Another shop may share the account" in question
    assert at.refunds() == []
    assert "All books agree." in act(boss, movement, "refund", note="Paid at the fair")

    assert at.refunds() == [40]
    movement.refresh_from_db()
    assert (movement.note, movement.closed_by.email) == ("Paid at the fair", "boss@example.com")


def test_a_service_that_does_not_give_it_back_is_told(boss, at, configuration, make_movement):
    pay_at_another_till(at, configuration)
    ((reference, _amount),) = at.charges()
    at.give_back(Decimal(40))
    account = {"gateway": at.code, "configuration": configuration.public_id}
    movement = make_movement(Finding.ORPHAN, reference=reference, amount=40, **account)

    page = act(boss, movement, "refund")

    assert "has refused" in page
    assert "Give money back" in page


def test_closing_needs_a_note(boss, make_movement):
    movement = make_movement(Finding.ORPHAN)

    assert "Say what it was." in act(boss, movement, "close", note=" ")
    assert "All books agree." in act(boss, movement, "close", note="Sold at the fair")

    movement.refresh_from_db()
    assert (movement.note, movement.closed_by.email) == ("Sold at the fair", "boss@example.com")


def test_who_may_only_look_finds_no_buttons_and_moves_nothing(channel, make_movement):
    clerk = make_user("clerk@example.com", is_staff=True)
    ensure_membership(user=clerk, tenant_id=channel.tenant_id)
    names = ("view_order", "view_paymentsession")
    clerk.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(clerk)
    movement = make_movement(Finding.UNBOOKED)

    assert "Book it" not in read(client)
    for action in ("book", "look", "refund", "close"):
        client.post(f"{PAGE}{movement.public_id}/{action}/", {"note": "x"})

    movement.refresh_from_db()
    assert movement.closed_at is None
    assert not movement.session.entries.filter(kind="captured").exists()


@pytest.mark.parametrize("action", ["book", "look", "refund", "close"])
def test_an_action_from_another_site_is_refused(boss, make_movement, action):
    movement = make_movement(Finding.UNBOOKED)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = boss.cookies

    answer = strict.post(f"{PAGE}{movement.public_id}/{action}/", {"note": "x"})

    assert answer.status_code == 403


def test_fifty_are_on_a_page_with_as_many_queries_as_for_one(
    boss, make_movement, django_assert_max_num_queries
):
    make_movement(Finding.ORPHAN)
    read(boss)
    for number in range(2, 53):
        make_movement(Finding.DIFFERENT, number, booked=Decimal(99))

    with django_assert_max_num_queries(14):
        page = read(boss)

    assert "Page 1 of 2" in " ".join(page.split())
    assert page.count("c-") == 50


def test_a_reading_that_was_interrupted_says_how_far_it_is(boss, channel):
    now = timezone.now()
    times = {"since": now - timedelta(days=2), "until": now, "reached": now - timedelta(days=1)}
    Reconciliation.objects.create(tenant=channel.tenant, gateway="stripe", **times)

    assert "Not yet; read as far as" in read(boss)


def test_each_reason_has_words_for_staff():
    assert set(RELEASED_BECAUSE) == set(ReleaseReason)


def test_payments_that_became_no_order_are_told_in_words_of_staff(boss, channel, session):
    path = "/dashboard/money/given-back/"
    assert "Every payment became an order." in boss.get(path).content.decode()
    completion = Completion._base_manager.create(
        channel=channel,
        order_number="R-7",
        locale="en",
        currency="EUR",
        amount=Decimal(100),
        expires_at=timezone.now(),
        look_at=timezone.now(),
    )
    Compensation.objects.create(
        completion=completion,
        channel=channel,
        payment=PaymentSession.objects.get().public_id,
        method="offline",
        order_number="R-7",
        currency="EUR",
        promised=Decimal(100),
        received=Decimal(100),
        reason="out_of_stock",
    )

    page = boss.get(path).content.decode()

    assert "Sold out meanwhile" in page
    assert "€100.00" in page
