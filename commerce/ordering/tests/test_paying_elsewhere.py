"""Carts paid through PayPal and Razorpay: from the shop's API to one order and one charge."""

import itertools
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest

from commerce.cart.models import StockReservation
from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.http import Limits
from commerce.integrations.calls.client import ConfigurationCalls
from commerce.integrations.enums import Mode
from commerce.integrations.providers import door
from commerce.integrations.providers.paypal import wire
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.ordering.models import Compensation
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.completion.sweeping import sweep_completions
from commerce.ordering.services.orders import change_order_status
from commerce.oscar.order.models import Order
from commerce.payments.errors import PaymentAmountError
from commerce.payments.models import LedgerEntry, PaymentSession, SuspiciousFact
from commerce.payments.selectors import payment_state
from commerce.payments.services.sessions import refund_payment
from commerce.payments.tests.conftest import euros
from commerce.payments.tests.providers import PROVIDERS

from .paying import Payer, reference_of
from .test_completions import stock
from .test_sweeping import move

pytestmark = pytest.mark.django_db(transaction=True)
TOTAL = Decimal("44.90")


@pytest.fixture(params=[*PROVIDERS])
def at(request, start_fake, monkeypatch):
    wire._tokens.clear()
    monkeypatch.setattr(ConfigurationCalls, "wait", staticmethod(lambda _seconds: None))
    found = PROVIDERS[request.param]()
    found.url = start_fake(found.server)
    return found


@pytest.fixture
def impatient(monkeypatch):
    """Who waits for a provider does not wait long."""
    limits = Limits(connect=2.0, read=1.0, body=1.0, most_bytes=door.LIMITS.most_bytes)
    monkeypatch.setattr(door, "LIMITS", limits)


def set_up(at, channel):
    saved = save_configuration(
        provider=at.code, tenant_id=channel.tenant_id, values={**at.values}, mode=Mode.TEST
    )
    assert test_connection(configuration=saved).is_ok
    return activate(configuration=saved)


@pytest.fixture
def configuration(at, channel):
    return set_up(at, channel)


@pytest.fixture
def payer(api, channel, configuration):
    make_rates(channel)
    payer = Payer(api)
    payer.add(make_product(channel, stock=3), 2)
    payer.review()
    return payer


@pytest.fixture
def begun(payer, at):
    """A payment that waits for the customer."""
    answer = payer.pay(at.code)
    assert answer.status_code == 201, answer.json()
    return answer.json()


@pytest.fixture
def tell(api, at, configuration):
    """Post a message to the shop as the provider does; returns the status."""

    def run(number=-1, *, of=configuration, **wrong):
        body, headers = at.message(number, **wrong)
        path = of.callback_url.partition("/api/")[2]
        answer = api.post(f"/api/{path}", body, content_type="application/json", headers=headers)
        return answer.status_code

    return run


@pytest.fixture
def paid(payer, at, begun, deliver):
    """A paid order's payment."""
    at.act(reference_of(begun))
    assert payer.complete(begun)["state"] == "placed"
    deliver()
    return PaymentSession.objects.get()


def entries(*kinds):
    rows = LedgerEntry.objects.exclude(kind__in=["due", "fee"]).order_by("pk")
    return [(row.kind, row.amount) for row in rows if not kinds or row.kind in kinds]


def assert_one_order(at, begun):
    """One order, paid once: here, at the provider, in the ledger and on the shelf."""
    order = Order.objects.get()
    assert (order.number, order.total_incl_tax) == (begun["order_number"], TOTAL)
    assert [amount for _reference, amount in at.charges()] == [TOTAL]
    assert (at.promises(), at.refunds()) == ([], [])
    assert entries() == [("authorised", TOTAL), ("captured", TOTAL)]
    assert payment_state(order.pk) == "paid"
    assert stock() == (3, 2, 0)
    assert check_ledger() == []
    assert not StockReservation.objects.exists()
    assert not Compensation.objects.exists()
    assert not SuspiciousFact.objects.filter(closed_at=None).exists()


def assert_nothing_moved(at, *, held=2):
    """No order, no charge, nothing in the ledger; the goods are held as before."""
    assert not Order.objects.exists()
    assert (at.charges(), at.refunds(), entries()) == ([], [], [])
    assert stock() == (3, None, held)


def test_who_pays_and_comes_back_has_one_order(payer, at, begun, deliver):
    at.act(reference_of(begun))

    first, again = payer.complete(begun), payer.complete(begun)
    deliver()

    assert first["state"] == again["state"] == "placed"
    assert first["order"]["number"] == again["order"]["number"]
    assert_one_order(at, begun)


def test_the_order_can_be_had_on_the_device_on_which_it_was_paid(payer, at, begun, api, deliver):
    session = PaymentSession.objects.get()
    back = at.act(reference_of(begun), back=session.return_url)
    found = urlsplit(back)
    key = parse_qs(found.query)["key"][0]
    assert found.path == f"/en/checkout/payments/{begun['id']}"

    done = api.post(f"/api/v1/checkout/payments/{begun['id']}/complete/?key={key}").json()
    deliver()

    assert done["state"] == "placed"
    assert_one_order(at, begun)
    assert payer.look(begun)["order"]["number"] == done["order"]["number"]


def test_who_goes_back_has_not_paid_and_can_still_pay(payer, at, begun, deliver):
    at.act(reference_of(begun), "cancel")
    assert payer.complete(begun)["state"] == "open"
    assert_nothing_moved(at)

    at.act(reference_of(begun))
    assert payer.complete(begun)["state"] == "placed"
    deliver()

    assert_one_order(at, begun)


def test_who_is_declined_is_told_why_and_pays_in_another_try(payer, at, begun, deliver):
    at.act(reference_of(begun), "decline")
    (payment,) = payer.complete(begun)["payments"]
    assert payment["decline"]["code"] == "refused"
    assert payment["decline"]["message"]
    assert entries("authorised", "captured") == []
    assert (at.charges(), stock()) == ([], (3, None, 2))

    if payment["state"] == "failed":
        begun = payer.pay(at.code).json()
    at.act(reference_of(begun))
    assert payer.complete(begun)["state"] == "placed"
    deliver()

    PaymentSession.objects.filter(state="failed").delete
    order = Order.objects.get()
    assert [amount for _reference, amount in at.charges()] == [TOTAL]
    assert entries("authorised", "captured") == [("authorised", TOTAL), ("captured", TOTAL)]
    assert (payment_state(order.pk), stock(), check_ledger()) == ("paid", (3, 2, 0), [])


@pytest.mark.parametrize("step", ["start", "promise", "take"])
def test_a_lost_answer_is_no_second_charge(payer, at, deliver, impatient, step):
    at.lose(step)
    begun = payer.pay(at.code).json()
    deliver()
    begun = payer.look(begun)
    assert begun["payments"][0]["state"] == "waiting"

    at.act(reference_of(begun))
    payer.complete(begun)
    payer.complete(begun)
    deliver()

    assert at.server.troubles == []
    assert_one_order(at, begun)


def test_a_message_before_the_client(payer, at, begun, tell, deliver):
    at.act(reference_of(begun))

    assert tell() == 200
    deliver()

    assert_one_order(at, begun)
    assert payer.complete(begun)["order"]["number"] == begun["order_number"]
    assert_one_order(at, begun)


def test_messages_after_the_client_in_any_order_and_number(payer, at, begun, tell, deliver):
    at.act(reference_of(begun))
    payer.complete(begun)
    deliver()

    numbers = range(len(at.server.events))
    for number in itertools.chain(reversed(numbers), numbers):
        assert tell(number) == 200
        deliver()

    assert_one_order(at, begun)


def test_lost_messages_and_a_closed_tab(payer, at, begun, deliver):
    at.act(reference_of(begun))
    move(look_at=-1, expires_at=-1)

    assert sweep_completions() == 1
    deliver()

    assert_one_order(at, begun)


def test_what_was_let_go_is_not_kept(payer, at, begun, tell, deliver):
    payer.let_go(begun)
    at.act(reference_of(begun))

    assert tell() == 200
    deliver()

    assert payer.complete(begun)["state"] == "released"
    assert not Order.objects.exists()
    assert (at.charges(), stock(), check_ledger()) == ([], (3, None, 0), [])
    assert PaymentSession.objects.get().captured == 0


def test_what_was_promised_for_a_cart_that_changed_is_let_go(payer, at, begun, deliver):
    at.act(reference_of(begun))
    (line,) = payer.checkout()["cart"]["lines"]
    payer.call("patch", f"cart/lines/{line['id']}/", {"quantity": 1})

    gone = payer.complete(begun)
    deliver()

    assert (gone["state"], gone["problem"]["code"]) == ("released", "checkout_changed")
    assert not Order.objects.exists()
    assert (at.charges(), stock(), check_ledger()) == ([], (3, None, 0), [])
    assert PaymentSession.objects.get().state == "cancelled"
    assert Compensation.objects.get().promised == TOTAL
