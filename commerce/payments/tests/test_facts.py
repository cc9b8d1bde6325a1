"""What is told of a payment has to fit it: what does not is kept, told to staff, and moves nothing."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import orjson
import pytest
from django.contrib.auth.models import Permission

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.core.services.outbox import relay
from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Happened
from commerce.notifications.models import Notice
from commerce.payments.enums import FactOutcome, FactSource
from commerce.payments.errors import FactNotFoundError
from commerce.payments.models import LedgerEntry, PaymentSession, SuspiciousFact, WebhookMessage
from commerce.payments.selectors import list_suspicious_facts, payment_state
from commerce.payments.services.facts import close_fact, record_happened
from commerce.payments.services.looking import look_at

from .card_server import signature
from .conftest import euros

pytestmark = pytest.mark.django_db
WEBHOOK = "/api/v1/payments/webhooks/card/house/"


@pytest.fixture
def waiting(card_server, open_payment, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        session = open_payment("card")
    return PaymentSession.objects.get(pk=session.pk)


@pytest.fixture
def tell(api, waiting):
    """Send a signed message of one row, which says of the payment what is given."""

    def send(**told):
        row = {"payment": waiting.public_id, "kind": "captured", "id": "c-1", "currency": "EUR"}
        body = orjson.dumps([{**row, "amount": "100.00", **told}])
        headers = {"X-Signature": signature(body)}
        return api.generic("POST", WEBHOOK, body, "application/json", headers=headers)

    return send


def kinds():
    return list(LedgerEntry.objects.exclude(kind="due").values_list("kind", flat=True))


def minutes_from_now(minutes):
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat()


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"of": "payments-77"}, "other_reference"),
        ({"currency": "USD"}, "other_currency"),
        ({"total": "99.00"}, "other_total"),
        ({"total": "100.01"}, "other_total"),
        ({"amount": "100.01"}, "other_amount"),
        ({"at": minutes_from_now(30)}, "wrong_time"),
        ({"at": minutes_from_now(-60 * 24)}, "wrong_time"),
    ],
)
def test_what_does_not_fit_moves_nothing_and_is_kept_once(tell, waiting, told, reason):
    for _ in range(2):
        answer = tell(**told)
        assert (answer.status_code, answer.json()["code"]) == (400, "webhook_refused")

    assert kinds() == []
    assert payment_state(waiting.order_id) == "due"
    (fact,) = list_suspicious_facts()
    assert (fact.session, fact.reason, fact.source) == (waiting, reason, "webhook")


def test_what_fits_in_all_it_says_is_booked(tell, waiting):
    answer = tell(of=waiting.reference, total="100.00", at=minutes_from_now(0))

    assert answer.json() == {"outcome": "booked"}
    assert kinds() == ["authorised", "captured"]


def test_one_capture_told_with_two_amounts_counts_as_told_first(tell, waiting):
    assert tell(amount="40.00").status_code == 200
    assert tell(amount="50.00").status_code == 400

    waiting.refresh_from_db()
    assert waiting.captured == 40


@pytest.mark.parametrize("configuration", ["", "cfg_one"])
def test_another_account_of_the_same_provider_tells_nothing(waiting, configuration):
    PaymentSession.objects.filter(pk=waiting.pk).update(configuration="cfg_two")
    fact = Happened(
        session=waiting.public_id,
        kind=MovementKind.CAPTURED,
        amount=euros("100"),
        reference="c-1",
    )

    outcomes = record_happened(
        gateway="card", configuration=configuration, facts=[fact], source=FactSource.WEBHOOK
    )

    assert outcomes == [FactOutcome.REFUSED]
    assert SuspiciousFact.objects.get().reason == "other_account"
    assert kinds() == []


def test_a_message_counts_once_by_its_id_whatever_it_says_later(tell):
    assert tell(message="m-1").json() == {"outcome": "booked"}
    assert tell(message="m-1", id="c-2", amount="1.00").json() == {"outcome": "known"}
    assert tell(message="m-2", currency="USD").status_code == 400
    assert tell(message="m-2").status_code == 400

    assert kinds() == ["authorised", "captured"]
    messages = WebhookMessage.objects.order_by("pk").values_list("message", "outcome")
    assert list(messages) == [("m-1", "booked"), ("m-2", "refused")]


def test_looking_finds_what_was_not_told(card_server, waiting):
    row = card_server.authorise(waiting.reference)

    assert look_at(session_id=waiting.pk) == [FactOutcome.BOOKED]
    assert look_at(session_id=waiting.pk) == [FactOutcome.KNOWN]
    assert payment_state(waiting.order_id) == "authorised"

    row.update(id="another", amount="100.01")
    assert look_at(session_id=waiting.pk) == [FactOutcome.REFUSED]
    assert SuspiciousFact.objects.get().source == "look"


def test_there_is_nothing_to_look_at_where_nobody_was_asked(card_server, open_payment):
    for gateway in ("offline", "card"):
        assert look_at(session_id=open_payment(gateway).pk) == []
    assert card_server.requests == []


def test_staff_are_told_once_and_close_it_with_a_note(tell, channel, waiting):
    clerk = make_user("clerk@example.com", is_staff=True)
    clerk.user_permissions.set(Permission.objects.all())
    ensure_membership(user=clerk, tenant_id=channel.tenant_id)
    tell(currency="USD")
    tell(currency="USD")

    relay()

    notice = Notice.objects.get()
    assert notice.user == clerk
    assert waiting.order_number in notice.title
    (fact,) = list_suspicious_facts()
    close_fact(fact_id=fact.pk, note="Paid by hand in dollars.", actor=clerk)
    close_fact(fact_id=fact.pk, note="Something else.")
    fact.refresh_from_db()
    assert (fact.note, fact.closed_by) == ("Paid by hand in dollars.", clerk)
    assert not list_suspicious_facts()
    with pytest.raises(FactNotFoundError):
        close_fact(fact_id=fact.pk + 1, note="")


def test_a_lost_dispute_leaves_no_order_paid(tell, waiting):
    tell()
    assert payment_state(waiting.order_id) == "paid"
    tell(kind="disputed", id="d-1")
    assert payment_state(waiting.order_id) == "disputed"

    tell(kind="dispute_lost", id="d-1")

    assert payment_state(waiting.order_id) == "refunded"
    waiting.refresh_from_db()
    assert (waiting.lost, waiting.disputed) == (Decimal(100), 0)


def test_a_won_dispute_leaves_it_paid(tell, waiting):
    for kind in ("captured", "disputed", "dispute_won"):
        tell(kind=kind, id=f"{kind}-1")

    assert payment_state(waiting.order_id) == "paid"
