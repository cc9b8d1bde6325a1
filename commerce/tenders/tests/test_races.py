"""Whoever comes at the same moment: a card pays once, and never more than is on it."""

from collections import Counter

import pytest
from django.contrib.auth import get_user_model

from commerce.ordering.tests.races import race
from commerce.payments.services.sessions import cancel_payment, capture_payment, refund_payment
from commerce.payments.tests.test_races import attempt
from commerce.tenders.models import PurseAccount, StatementLine, WaysToPay
from commerce.tenders.selectors import list_faults
from commerce.tenders.services.issuing import expire_purses, give_store_credit, issue_gift_card
from commerce.tenders.services.statements import book_line, keep_statement

from .conftest import euros
from .statements import camt, entry

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_of_eight_payments_with_one_card_one_gets_it(make_card, pay_with):
    card = make_card()

    states = race(8, lambda _: str(pay_with(card, "50.00").state))

    assert Counter(states) == {"authorised": 1, "failed": 7}
    card.refresh_from_db()
    assert (card.balance, card.held) == (50, 50)
    assert list_faults() == []


def test_parts_never_come_to_more_than_the_card_has(make_card, pay_with):
    card = make_card()

    states = race(8, lambda _: str(pay_with(card, "15.00").state))

    assert Counter(states) == {"authorised": 3, "failed": 5}
    card.refresh_from_db()
    assert (card.balance, card.held) == (50, 45)


def test_taking_letting_go_giving_back_and_expiring_together_add_up(make_card, pay_with):
    card = make_card()
    session = pay_with(card, "40.00")
    acts = [capture_payment, cancel_payment, refund_payment, capture_payment]

    def act(index):
        if index % 5 == 4:
            return expire_purses()
        return attempt(acts[index % 5], session_id=session.pk)

    race(10, act)

    session.refresh_from_db()
    card.refresh_from_db()
    assert list_faults() == []
    assert card.balance == 50 - (session.captured - session.refunded)
    assert session.refunded <= session.captured


def test_one_issue_at_once_is_one_card(channel):
    def act(_index):
        return issue_gift_card(
            channel_id=channel.pk,
            amount=euros("50"),
            email="ada@example.com",
            locale="en",
            issue="line 1/1",
        ).public_id

    answers = race(4, act)

    assert PurseAccount.objects.count() == 1
    assert len(set(answers)) == 1


def test_store_credit_given_at_once_is_all_there(channel):
    ada = get_user_model().objects.create_user(email="ada@example.com")

    def act(index):
        give_store_credit(
            channel_id=channel.pk, owner=ada, amount=euros("7"), issue=f"refund {index % 4}"
        )

    race(8, act)

    assert PurseAccount.objects.get().balance == 28
    assert list_faults() == []


def test_orders_of_one_customer_at_once_stay_within_the_limit(channel, open_payment):
    ada = get_user_model().objects.create_user(email="ada@example.com")
    WaysToPay.objects.create(channel=channel, invoice_limit=250)

    states = race(8, lambda _: str(open_payment("offline", instrument=str(ada.pk)).state))

    assert Counter(states) == {"authorised": 2, "failed": 6}


def test_two_lines_at_once_never_pay_more_than_is_due(channel, open_payment):
    session = open_payment("bank-transfer")
    entries = [entry("70.00", "x", reference=f"B{n}") for n in range(4)]
    keep_statement(channel_id=channel.pk, name="a", content=camt(*entries))
    lines = list(StatementLine.objects.values_list("pk", flat=True))

    def act(index):
        return attempt(book_line, line_id=lines[index % 4], session=session.public_id, actor=None)

    answers = Counter(race(8, act))

    session.refresh_from_db()
    assert session.captured == 100
    assert answers[None] == 2
    assert sum(StatementLine.objects.values_list("booked", flat=True)) == 100


def test_one_file_uploaded_at_once_is_kept_once(channel):
    content = camt(entry("70.00", "x", reference="B1"), entry("5.00", "y"))

    def act(_index):
        return attempt(keep_statement, channel_id=channel.pk, name="a", content=content)

    race(4, act)

    assert StatementLine.objects.count() == 2
