"""The books of a payment service, the ledger and the orders are held against each other."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from commerce.core.money import Money
from commerce.integrations.enums import MovementKind
from commerce.integrations.errors import PaymentDeclinedError, ProviderUnavailableError
from commerce.integrations.registry import providers, register_provider
from commerce.integrations.selectors import list_in_use
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.integrations.shapes import Happened, Movement
from commerce.payments.enums import OF_BOOKS, FactOutcome, FactSource, Finding
from commerce.payments.errors import MovementActionError, MovementNotFoundError
from commerce.payments.models import (
    LedgerEntry,
    PaymentSession,
    ProviderMovement,
    Reconciliation,
    SuspiciousFact,
)
from commerce.payments.selectors import count_differences, list_differences, payment_state
from commerce.payments.services import reconciling
from commerce.payments.services.checking import check_accounts, check_sessions
from commerce.payments.services.differences import (
    book_movement,
    close_movement,
    give_back_movement,
    give_back_orphan,
    look_again,
)
from commerce.payments.services.facts import record_happened
from commerce.payments.services.reconciling import reconcile
from commerce.payments.tasks import reconcile_payments

from .books import Books
from .conftest import euros

pytestmark = pytest.mark.django_db
AGO = timedelta(days=1)


@pytest.fixture
def books(channel, monkeypatch):
    """The service as the shop uses it."""
    monkeypatch.setattr(providers, "_providers", dict(providers._providers))
    for name, value in {"rows": [], "told": [], "asked": [], "breaks_after": None}.items():
        monkeypatch.setattr(Books, name, value)
    register_provider(Books)
    saved = save_configuration(provider="books", tenant_id=channel.tenant_id, values={})
    test_connection(configuration=saved)
    activate(configuration=saved)
    ((_tenant, provider),) = list_in_use(Books)
    return provider


@pytest.fixture
def paid(books, open_payment):
    """Begin a payment that came in a day ago, as the ledger has it."""

    def run(number, **changed):
        session = open_payment()
        PaymentSession.objects.filter(pk=session.pk).update(
            gateway="books",
            configuration=books.calls.configuration,
            reference=f"p-{number}",
            created_at=timezone.now() - 2 * AGO,
            **changed,
        )
        tell(books, number, session)
        return PaymentSession.objects.get(pk=session.pk)

    return run


def tell(books, number, session):
    fact = Happened(
        session=session.public_id,
        kind=MovementKind.CAPTURED,
        amount=euros("100"),
        reference=f"c-{number}",
        happened_at=timezone.now() - AGO,
    )
    account = {"gateway": "books", "configuration": books.calls.configuration}
    record_happened(**account, facts=[fact], source=FactSource.WEBHOOK)


def row(number, session=None, kind=MovementKind.CAPTURED, amount="100", **more):
    return Movement(
        kind=kind,
        amount=euros(amount),
        reference=f"c-{number}",
        happened_at=timezone.now() - AGO + timedelta(seconds=number),
        payment=f"p-{number}",
        session=session.public_id if session else "",
        **more,
    )


def read(books):
    return reconcile(provider=books, tenant_id=books_tenant(books)).found


def books_tenant(books):
    ((tenant_id, _provider),) = list_in_use(Books)
    return tenant_id


def difference():
    return list_differences().get()


def test_what_agrees_is_no_difference_and_its_fee_is_booked_once(books, paid):
    session = paid(1)
    Books.rows.append(row(1, session, net=euros("97.10")))

    for _ in range(2):
        assert read(books) == {Finding.MATCHED: 1}

    assert count_differences() == {}
    fee = LedgerEntry.objects.get(kind="fee")
    assert (fee.amount, fee.debit, fee.credit) == (Decimal("2.90"), "fees", "clearing")
    assert ProviderMovement.objects.get().session == session


def test_all_that_the_books_say_beside_a_payment_empties_its_clearing_account(books, paid):
    session = paid(1)
    fact = Happened(session.public_id, MovementKind.REFUNDED, euros("40"), "c-2")
    account = {"gateway": "books", "configuration": books.calls.configuration}
    record_happened(**account, facts=[fact], source=FactSource.WEBHOOK)
    out, back = {"payout": "po-1"}, MovementKind.REFUNDED
    Books.rows += [
        row(1, session, net=euros("97.10"), **out),
        row(2, session, kind=back, amount="40", net=euros("-38.90"), **out),
        row(3, session, kind=MovementKind.FEE, amount="15", net=euros("-15"), **out),
        row(4, session, kind=MovementKind.FEE, amount="15", net=euros("15"), **out),
        row(5, kind=MovementKind.PAID_OUT, amount="58.20", net=euros("-58.20"), **out),
    ]

    for _ in range(2):
        assert read(books) == {Finding.MATCHED: 5}

    booked = LedgerEntry.objects.filter(kind__in=OF_BOOKS)
    assert sorted((entry.kind, float(entry.amount)) for entry in booked) == [
        *(("fee", 2.9), ("fee", 15)),
        *(("fee_returned", 1.1), ("fee_returned", 15)),
        *(("off_payout", 15), ("off_payout", 38.9)),
        *(("paid_out", 15), ("paid_out", 97.1)),
    ]
    balances = Counter()
    for entry in LedgerEntry.objects.all():
        balances[entry.debit] += entry.amount
        balances[entry.credit] -= entry.amount
    assert (balances["clearing"], balances["bank"]) == (0, Decimal("58.20"))
    assert [*check_accounts(), *check_sessions()] == []


def test_a_payment_is_known_by_the_providers_own_name_alone(books, paid):
    paid(1)
    Books.rows.append(row(1))

    assert read(books) == {Finding.MATCHED: 1}


def test_a_payout_and_a_fee_of_the_account_belong_to_no_payment(books):
    for number, kind in enumerate((MovementKind.PAID_OUT, MovementKind.FEE)):
        Books.rows.append(replace(row(number, kind=kind), payment=""))

    assert read(books) == {Finding.MATCHED: 2}


def test_an_orphan_is_closed_with_a_note_and_stays_closed(books):
    Books.rows.append(row(9))
    assert read(books) == {Finding.ORPHAN: 1}

    close_movement(movement_id=difference().pk, note="Sold at the fair.")
    close_movement(movement_id=ProviderMovement.objects.get().pk, note="Twice.")
    read(books)

    assert count_differences() == {}
    assert ProviderMovement.objects.get().note == "Sold at the fair."


def test_an_orphan_goes_back_by_asking_only_where_that_can_be_done(books):
    Books.rows.append(row(9))
    read(books)

    with pytest.raises(PaymentDeclinedError, match="own dashboard"):
        give_back_orphan(movement_id=difference().pk)

    assert count_differences() == {Finding.ORPHAN: 1}


def refund_of(session, number=2, amount="40"):
    listed = row(number, session, MovementKind.REFUNDED, amount)
    return replace(listed, payment=session.reference)


def test_what_the_ledger_has_not_heard_of_is_booked_by_reading_the_books(books, paid):
    """A refund whose message was lost: an order that got all its money back is not paid any more."""
    session = paid(1)
    Books.rows += [row(1, session), refund_of(session, amount="100")]

    first, second = (reconcile(provider=books, tenant_id=books_tenant(books)) for _ in range(2))

    assert (first.found, first.booked) == ({Finding.MATCHED: 2}, 1)
    assert (second.found, second.booked) == ({Finding.MATCHED: 2}, 0)
    assert payment_state(session.order_id) == "refunded"
    assert count_differences() == {}
    assert [*check_accounts(), *check_sessions()] == []


def test_what_came_in_and_went_back_at_once_is_booked_in_this_order(books, open_payment):
    session = open_payment()
    PaymentSession.objects.filter(pk=session.pk).update(
        gateway="books",
        configuration=books.calls.configuration,
        created_at=timezone.now() - 2 * AGO,
    )
    came_in = row(1, session)
    Books.rows += [replace(refund_of(session), happened_at=came_in.happened_at), came_in]

    assert read(books) == {Finding.MATCHED: 2}

    assert payment_state(session.order_id) == "part_refunded"


def refund_of_more(session):
    return refund_of(session, amount="100.01")


def refund_in_dollars(session):
    return replace(refund_of(session), amount=Money(Decimal(40), "USD"))


def a_second_capture(session):
    return replace(row(2, session), payment=session.reference)


def a_dispute(session):
    return replace(refund_of(session), kind=MovementKind.DISPUTED)


@pytest.mark.parametrize("wrong", [refund_of_more, refund_in_dollars, a_second_capture, a_dispute])
def test_what_does_not_fit_or_needs_a_person_is_not_booked_by_itself(books, paid, wrong):
    session = paid(1)
    Books.rows += [row(1, session), wrong(session)]

    for _ in range(2):
        compared = reconcile(provider=books, tenant_id=books_tenant(books))

    assert (compared.found, compared.booked) == ({Finding.MATCHED: 1, Finding.UNBOOKED: 1}, 0)
    assert payment_state(session.order_id) == "paid"
    assert not SuspiciousFact.objects.exists()


def test_what_somebody_has_closed_is_not_booked(books, paid):
    session = paid(1)
    PaymentSession.objects.filter(pk=session.pk).update(amount=90)
    Books.rows.append(a_second_capture(session))
    read(books)
    close_movement(movement_id=list_differences(finding=Finding.UNBOOKED).get().pk, note="Noted.")
    PaymentSession.objects.filter(pk=session.pk).update(amount=500)

    assert reconcile(provider=books, tenant_id=books_tenant(books)).booked == 0

    assert LedgerEntry.objects.filter(kind="captured").count() == 1


def test_what_waits_of_before_is_compared_once_more(books, paid):
    """It fits now, though it is listed no more."""
    session = paid(1)
    PaymentSession.objects.filter(pk=session.pk).update(amount=90)
    Books.rows.append(a_second_capture(session))
    read(books)
    moment = timezone.now() + timedelta(days=9)
    Reconciliation.objects.update(until=moment)
    ProviderMovement.objects.filter(finding=Finding.MISSING).delete()
    PaymentSession.objects.filter(pk=session.pk).update(amount=500)

    compared = reconcile(provider=books, tenant_id=books_tenant(books))

    assert (compared.found, compared.booked) == ({Finding.MATCHED: 1}, 1)
    assert count_differences() == {}


def test_a_dispute_that_nobody_told_of_is_booked_by_one_action(books, paid):
    session = paid(1)
    Books.rows.append(a_dispute(session))
    assert read(books)[Finding.UNBOOKED] == 1
    found = list_differences(finding=Finding.UNBOOKED).get()

    assert book_movement(movement_id=found.pk) == FactOutcome.BOOKED

    assert not list_differences(finding=Finding.UNBOOKED)
    assert payment_state(session.order_id) == "disputed"
    with pytest.raises(MovementActionError):
        book_movement(movement_id=found.pk)


def test_another_amount_stays_until_it_agrees(books, paid):
    session = paid(1)
    Books.rows.append(row(1, session, amount="99"))
    assert read(books) == {Finding.DIFFERENT: 1}
    found = difference()
    assert (found.amount, found.booked) == (99, 100)

    assert look_again(movement_id=found.pk) == []
    assert difference().finding == "different"

    Books.rows[:] = [row(1, session)]
    assert read(books) == {Finding.MATCHED: 1}
    assert count_differences() == {}


def test_what_only_the_ledger_has_is_missing_until_it_is_listed(books, paid):
    session = paid(1)
    assert read(books) == {Finding.MISSING: 1}
    assert difference().session == session

    Books.rows.append(row(1, session))
    assert read(books) == {Finding.MATCHED: 1}
    assert count_differences() == {}


def test_what_came_in_for_no_order_is_given_back(books, paid):
    session = paid(1)
    PaymentSession.objects.filter(pk=session.pk).update(order_id=None, completion_id=5)
    Books.rows.append(row(1, session))
    assert read(books) == {Finding.WITHOUT_ORDER: 1}
    found = difference()

    give_back_movement(movement_id=found.pk, note="Nothing was ordered.")

    instruction = session.instructions.get()
    assert (instruction.kind, instruction.amount) == ("refund", 100)
    with pytest.raises(MovementActionError):
        give_back_movement(movement_id=found.pk)


def test_an_action_for_nothing_is_refused(books):
    with pytest.raises(MovementNotFoundError):
        close_movement(movement_id=1, note="")


def test_it_goes_on_where_it_was_interrupted(books, paid, monkeypatch):
    monkeypatch.setattr(reconciling, "BATCH", 2)
    Books.rows += [row(number, paid(number)) for number in range(7)]
    monkeypatch.setattr(Books, "breaks_after", 5)
    with pytest.raises(ProviderUnavailableError):
        read(books)
    run = Reconciliation.objects.get()
    assert (run.finished_at, run.reached) == (None, Books.rows[3].happened_at)
    assert ProviderMovement.objects.count() == 4

    read(books)

    assert ProviderMovement.objects.filter(finding="matched").count() == 7
    assert Books.asked[1] == (Books.rows[3].happened_at, run.until)
    assert Reconciliation.objects.get().finished_at is not None


def reconcile_by_command(*options):
    out = StringIO()
    call_command("reconcile_payments", *options, stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_says_how_far_it_is_and_writes_nothing_in_a_rehearsal(books, paid):
    session = paid(1)
    Books.rows += [row(1, session), row(2), refund_of(session, 3)]
    name = f"books {books.calls.configuration}"
    new = "1 booked that nobody had told of"
    planned = f"{name}: 3 read\n{name}: 1 matched, 1 unbooked, 1 orphan, {new}\n"
    told = f"{name}: 3 read\n{name}: 2 matched, 1 orphan, {new}\n"

    assert reconcile_by_command("--dry-run", "--since", "2020-01-01") == planned
    assert not ProviderMovement.objects.exists()
    assert not Reconciliation.objects.exists()
    assert session.refunded == 0
    assert reconcile_by_command("--provider", "books") == told
    assert ProviderMovement.objects.count() == 3


def test_the_command_fails_where_books_cannot_be_read(books, monkeypatch):
    Books.rows.append(row(1))
    monkeypatch.setattr(Books, "breaks_after", 0)

    with pytest.raises(CommandError, match="Run it again"):
        reconcile_by_command()
    with pytest.raises(CommandError, match="nobody"):
        reconcile_by_command("--provider", "nobody")


def test_each_night_all_books_are_read_as_far_as_they_can_be(books, monkeypatch):
    Books.rows.append(row(1))
    monkeypatch.setattr(Books, "breaks_after", 0)

    reconcile_payments()
    assert not ProviderMovement.objects.exists()
    reconcile_payments()

    assert count_differences() == {Finding.ORPHAN: 1}
