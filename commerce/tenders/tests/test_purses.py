"""The money of gift cards and store credit: held, taken, let go of, given back, and never doubled."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from commerce.core.errors import DomainError
from commerce.payments.enums import SessionState
from commerce.payments.services.sessions import cancel_payment, capture_payment, refund_payment
from commerce.tenders import lifetimes
from commerce.tenders.enums import Book, PurseEntryKind
from commerce.tenders.errors import TooLittleAvailableError
from commerce.tenders.models import AlreadyWrittenError, PurseAccount, PurseEntry
from commerce.tenders.selectors import find_store_credit, get_gift_cards, list_faults
from commerce.tenders.services.issuing import (
    block_purse,
    correct_purse,
    expire_purses,
    give_store_credit,
    issue_gift_card,
)
from commerce.tenders.services.paying import give_back

from .conftest import CODE, euros

pytestmark = pytest.mark.django_db


def sums(purse):
    """Balance and held, which are those of the entries."""
    purse.refresh_from_db()
    assert list_faults() == []
    return purse.balance, purse.held


def told(purse):
    return list(purse.entries.values_list("kind", "amount"))


def test_a_card_is_issued_once_and_its_code_is_in_the_letter_alone(channel, deliver, mailoutbox):
    cards = [
        issue_gift_card(
            channel_id=channel.pk,
            amount=euros("50"),
            email="ada@example.com",
            locale="de",
            issue="line 1/1",
        )
        for _ in range(2)
    ]
    deliver()

    assert cards[0] == cards[1]
    assert sums(cards[0]) == (50, 0)
    (letter,) = mailoutbox
    code = next(
        line for line in letter.body.splitlines() if line.count("-") == 3 and len(line) == 19
    )
    assert code.endswith(cards[0].last_four)
    (purse,) = get_gift_cards(channel_id=channel.pk, currency="EUR", codes=[code.lower()])
    assert purse.available == euros("50")
    stored = [str(value) for row in PurseAccount.objects.values_list() for value in row]
    assert not any(code.replace("-", "") in value for value in stored)


def test_a_payment_holds_takes_in_parts_lets_go_and_gives_back(make_card, pay_with):
    card = make_card()

    session = pay_with(card, "30.00")
    assert (session.state, sums(card)) == (SessionState.AUTHORISED, (50, 30))
    capture_payment(session_id=session.pk, amount=euros("12.50"))
    assert sums(card) == (Decimal("37.50"), Decimal("17.50"))
    cancel_payment(session_id=session.pk)
    assert sums(card) == (Decimal("37.50"), 0)
    refund_payment(session_id=session.pk, amount=euros("2.50"))
    assert sums(card) == (40, 0)
    assert told(card) == [
        ("issued", Decimal("50.00")),
        ("held", Decimal("30.00")),
        ("redeemed", Decimal("12.50")),
        ("released", Decimal("17.50")),
        ("refunded", Decimal("2.50")),
    ]


def test_what_is_held_pays_nothing_else(make_card, pay_with):
    card = make_card()
    pay_with(card, "30.00")

    second = pay_with(card, "20.01")

    assert (second.state, second.decline) == (SessionState.FAILED, "insufficient_funds")
    assert sums(card) == (50, 30)


@pytest.mark.parametrize("wrong", ["blocked", "over", "unknown", "elsewhere"])
def test_a_card_that_may_not_pay_holds_nothing(make_card, pay_with, other_channel, wrong):
    card = make_card()
    match wrong:
        case "blocked":
            block_purse(purse=card.public_id, is_blocked=True)
        case "over":
            PurseAccount.objects.update(expires_at=timezone.now())
        case "unknown":
            card.public_id = "purse_01"
        case "elsewhere":
            PurseAccount.objects.update(channel=other_channel)

    session = pay_with(card, "10.00")

    assert (session.state, session.decline) == (SessionState.FAILED, "not_supported")
    assert PurseAccount.objects.get().held == 0


def test_nothing_is_given_back_that_was_not_taken(make_card, pay_with):
    card = make_card()
    session = pay_with(card, "30.00")
    capture_payment(session_id=session.pk)
    of_session = {"session": session.public_id, "order_number": session.order_number}

    for reference in ("back-1", "back-1"):
        give_back(purse=card.public_id, amount=euros("20"), reference=reference, **of_session)
    with pytest.raises(TooLittleAvailableError):
        give_back(purse=card.public_id, amount=euros("10.01"), reference="back-2", **of_session)

    assert sums(card) == (40, 0)


def test_what_comes_back_to_a_card_that_is_over_can_still_be_spent(make_card, pay_with):
    card = make_card(expires_at=timezone.now() + timedelta(days=1))
    session = pay_with(card, "30.00")
    capture_payment(session_id=session.pk)
    PurseAccount.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert expire_purses() == 1

    refund_payment(session_id=session.pk)

    assert sums(card) == (30, 0)
    assert card.is_usable
    assert expire_purses() == 0


def test_expiry_leaves_what_is_held(make_card, pay_with):
    card = make_card()
    session = pay_with(card, "30.00")
    PurseAccount.objects.update(expires_at=timezone.now())

    assert [expire_purses(), expire_purses()] == [1, 0]
    assert sums(card) == (30, 30)

    cancel_payment(session_id=session.pk)
    assert expire_purses() == 1
    assert sums(card) == (0, 0)


def test_corrections_go_no_lower_than_what_is_available(make_card, pay_with):
    card = make_card()
    pay_with(card, "30.00")

    correct_purse(purse=card.public_id, change=euros("5"), actor=None, note="Goodwill")
    correct_purse(purse=card.public_id, change=euros("-25"), actor=None, note="Typed wrongly")
    for change, refusal in {
        "-0.01": "too_little_available",
        "0": "purse_amount_refused",
        "1000000.01": "purse_amount_refused",
        "0.001": "purse_amount_refused",
    }.items():
        with pytest.raises(DomainError) as refused:
            correct_purse(purse=card.public_id, change=euros(change), actor=None, note="")
        assert refused.value.code == refusal

    assert sums(card) == (30, 30)


def test_store_credit_is_one_purse_per_customer_and_currency(channel, django_user_model):
    ada = django_user_model.objects.create_user(email="ada@example.com")
    for issue in ("refund 1", "refund 1", "refund 2"):
        purse = give_store_credit(channel_id=channel.pk, owner=ada, amount=euros("7"), issue=issue)

    assert sums(purse) == (14, 0)
    found = find_store_credit(channel_id=channel.pk, user_id=ada.pk, currency="EUR")
    assert found.available == euros("14")
    assert find_store_credit(channel_id=channel.pk, user_id=ada.pk, currency="USD") is None
    assert find_store_credit(channel_id=channel.pk, user_id=None, currency="EUR") is None


@pytest.mark.parametrize(
    ("codes", "currency", "refusal", "pointer"),
    [
        (["7K2M09XDQ4T1HBZ6"], "EUR", "gift_card_not_found", "/gift_cards/0"),
        ([CODE, "x"], "EUR", "gift_card_not_found", "/gift_cards/1"),
        ([CODE], "USD", "gift_card_currency", "/gift_cards/0"),
        ([CODE, "0000-0000-0000-0000"], "EUR", "gift_card_empty", "/gift_cards/1"),
        ([CODE] * 6, "EUR", "too_many_gift_cards", "/gift_cards"),
    ],
)
def test_codes_that_pay_nothing_are_refused_in_words(
    channel, make_card, pay_with, codes, currency, refusal, pointer
):
    make_card()
    pay_with(make_card(code="0000-0000-0000-0000"), "50.00")

    with pytest.raises(DomainError) as refused:
        get_gift_cards(channel_id=channel.pk, currency=currency, codes=codes)

    assert (refused.value.code, refused.value.pointer) == (refusal, pointer)


def test_entries_stand_as_they_were_written(make_card):
    entry = make_card().entries.get()

    with pytest.raises(AlreadyWrittenError):
        entry.save()
    with pytest.raises(AlreadyWrittenError):
        entry.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        PurseEntry.objects.update(amount=1)
    assert PurseEntry.objects.update(actor=None) == 1
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            PurseEntry.objects.filter(pk=entry.pk)._raw_delete(using="default")


@pytest.mark.parametrize(
    "changes",
    [{"balance": -1}, {"held": -1}, {"held": 51}, {"digest": None}, {"kind": "store-credit"}],
)
def test_the_database_refuses_purses_that_do_not_add_up(make_card, changes):
    make_card()

    with pytest.raises(IntegrityError), transaction.atomic():
        PurseAccount.objects.update(**changes)


@pytest.mark.parametrize(
    ("kind", "debit", "credit", "amount"),
    [
        (PurseEntryKind.ISSUED, Book.AVAILABLE, Book.AVAILABLE, 1),
        (PurseEntryKind.REDEEMED, Book.AVAILABLE, Book.REDEEMED, 1),
        (PurseEntryKind.HELD, Book.AVAILABLE, Book.HELD, 0),
    ],
)
def test_the_database_refuses_entries_that_move_otherwise(make_card, kind, debit, credit, amount):
    card = make_card()

    with pytest.raises(IntegrityError), transaction.atomic():
        card.entries.create(kind=kind, debit=debit, credit=credit, amount=amount, reference="x")


def test_sums_that_differ_from_the_entries_are_found(make_card):
    card = make_card()
    assert list_faults() == []

    PurseAccount.objects.update(balance=60)

    (fault,) = list_faults()
    assert (card.public_id in fault.about, fault.channel_id) == (True, card.channel_id)


def on(*date):
    return datetime(*date, tzinfo=UTC)


@pytest.mark.parametrize(
    ("countries", "months", "end"),
    [
        ([], 12, on(2027, 11, 30)),
        (["FR"], 12, on(2027, 11, 30)),
        (["DE"], 12, on(2030, 1, 1)),
        (["DE", "US"], 12, on(2031, 11, 30)),
        (["DE", "IE"], 120, on(2036, 11, 30)),
        (["DE", "CA"], 12, None),
        (["DE"], None, None),
    ],
)
def test_cards_live_as_long_as_the_strictest_law_asks(countries, months, end):
    issued_at = on(2026, 11, 29)

    assert lifetimes.expiry(issued_at=issued_at, countries=countries, months=months) == end


def test_a_month_without_that_day_ends_with_its_last():
    ends = lifetimes.expiry(issued_at=on(2026, 1, 31), countries=[], months=1)

    assert ends == on(2026, 3, 1)
