"""Payments through PayPal and Razorpay, from the session to the ledger, whoever tells how often."""

import dataclasses
import itertools
from decimal import Decimal

import pytest

from commerce.core.services.outbox import relay
from commerce.integrations.enums import Mode
from commerce.integrations.providers.paypal import wire
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.payments.models import LedgerEntry, PaymentSession, SuspiciousFact
from commerce.payments.selectors import payment_state
from commerce.payments.services.looking import look_at
from commerce.payments.services.sessions import cancel_payment, capture_payment, refund_payment
from infra.fakes.paypal import PayPal
from infra.fakes.razorpay import Razorpay

pytestmark = pytest.mark.django_db


@dataclasses.dataclass(frozen=True)
class Case:
    """A provider: its server, its settings, and how its customer pays."""

    server: type
    values: dict[str, str]
    pays: str
    fee: str
    wrong_amount: str


CASES = {
    "paypal": Case(
        PayPal,
        {
            "client_id": "client-of-the-shop",
            "secret": "secret-right-7Kq52ZmVb",
            "webhook_id": PayPal.webhook_id,
        },
        "decide",
        "3.00",
        "1.00",
    ),
    "razorpay": Case(
        Razorpay,
        {
            "key_id": "rzp_test_right",
            "key_secret": "secretright7Kq52ZmVb",
            "webhook_secret": Razorpay.webhook_secret,
        },
        "pay",
        "2.00",
        "100",
    ),
}


@pytest.fixture(params=[*CASES])
def code(request):
    wire._tokens.clear()
    return request.param


@pytest.fixture
def server(code, start_fake):
    server = CASES[code].server()
    start_fake(server)
    return server


@pytest.fixture
def configuration(channel, server, code):
    saved = save_configuration(
        provider=code, tenant_id=channel.tenant_id, values=CASES[code].values, mode=Mode.TEST
    )
    assert test_connection(configuration=saved).is_ok
    return activate(configuration=saved)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do something, and what follows its commit."""

    def run(act, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return act(**options)

    return run


@pytest.fixture
def begun(configuration, open_payment, commit, code):
    return PaymentSession.objects.get(pk=commit(lambda: open_payment(code)).pk)


@pytest.fixture
def pay(server, begun, code):
    return lambda *choice: getattr(server, CASES[code].pays)(begun.reference, *choice)


@pytest.fixture
def post(api, configuration, server, commit):
    """Deliver an event as the provider does; returns the status."""

    def run(number=-1, **wrong):
        message = server.altered(number, **wrong)
        headers = {name: text for name, text in message.headers.items() if "-Type" not in name}
        path = configuration.callback_url.partition("/api/")[2]
        return commit(
            lambda: api.post(
                f"/api/{path}", message.body, content_type="application/json", headers=headers
            )
        ).status_code

    return run


def entries():
    rows = LedgerEntry.objects.exclude(kind="due").order_by("pk")
    return [(row.kind, row.amount) for row in rows]


def test_who_comes_back_has_paid_once(begun, pay, server):
    assert begun.next_step["client"]["order_id"] == begun.reference
    pay()

    for _time in range(2):
        look_at(session_id=begun.pk)

    assert entries() == [("authorised", Decimal(100))]
    assert payment_state(begun.order_id) == "authorised"


@pytest.mark.django_db(transaction=True)
def test_who_closes_the_tab_has_paid_when_the_provider_tells(begun, pay, post):
    pay()

    assert [post(), post()] == [200, 200]
    relay()

    assert entries() == [("authorised", Decimal(100))]


def test_who_comes_back_without_paying_has_not_paid(begun, code, server):
    if code == "paypal":
        server.decide(begun.reference, "cancel")

    look_at(session_id=begun.pk)

    begun.refresh_from_db()
    assert (entries(), begun.state) == ([], "waiting")


def test_messages_in_any_order_and_number_say_the_same(begun, pay, server, post, commit, code):
    pay()
    look_at(session_id=begun.pk)
    commit(capture_payment, session_id=begun.pk)
    commit(refund_payment, session_id=begun.pk, amount=begun.money("amount") * Decimal("0.3"))

    numbers = range(len(server.events))
    statuses = [post(number) for number in itertools.chain(reversed(numbers), numbers)]

    assert set(statuses) == {200}
    assert sorted(entries()) == [
        ("authorised", Decimal(100)),
        ("captured", Decimal(100)),
        ("fee", Decimal(CASES[code].fee)),
        ("refunded", Decimal(30)),
    ]
    assert not SuspiciousFact.objects.filter(closed_at=None).exists()


def test_lost_messages_are_made_up_for_by_a_look(begun, pay, server, code):
    pay()
    row = next(iter(server.payments.values()), None)
    if code == "razorpay":
        server._take(row)

    look_at(session_id=begun.pk)

    assert entries()[0] == ("authorised", Decimal(100))


def test_what_was_let_go_is_not_taken_afterwards(begun, pay, server, post, commit):
    commit(cancel_payment, session_id=begun.pk)
    pay()

    assert post() == 200

    begun.refresh_from_db()
    assert not begun.captured
    assert begun.state == "cancelled"


@pytest.mark.parametrize("wrong", ["amount", "is_foreign"])
def test_what_is_false_moves_nothing(begun, pay, server, post, code, wrong):
    pay()
    if code == "paypal":
        look_at(session_id=begun.pk)
    known = entries()

    assert post(**{wrong: CASES[code].wrong_amount if wrong == "amount" else True}) == 400
    assert entries() == known
    assert SuspiciousFact.objects.exists() == (wrong == "amount")
