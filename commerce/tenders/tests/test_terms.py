"""On what terms people pay by invoice, by bank transfer and in cash."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from commerce.accounts.services import ensure_membership
from commerce.payments.services.sessions import cancel_payment, capture_payment
from commerce.tenders.errors import MethodRefusedError
from commerce.tenders.models import InvoiceTerms, WaysToPay
from commerce.tenders.selectors import conditions_of, split_tenders, ways_of
from commerce.tenders.services.terms import save_ways, set_invoice_terms
from commerce.tenders.shapes import Payer, Tender

from .conftest import euros

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(channel):
    user = get_user_model().objects.create_user(email="ada@example.com")
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


@pytest.fixture
def payer(channel, ada):
    return Payer(channel.pk, euros(100), "DE", ada.pk)


@pytest.fixture
def decide(channel):
    def run(**fields):
        save_ways(ways=WaysToPay(channel=channel, **fields))

    return run


def refusal(method, payer):
    found = conditions_of(method=method, payer=payer).refusal
    return found and found.code


def give_terms(payer, **fields):
    given = {"is_approved": False, "is_refused": False, "days": None, "limit": None, **fields}
    set_invoice_terms(channel_id=payer.channel_id, user_id=payer.user_id, **given)


def test_before_anything_is_decided_invoices_are_open_and_cash_is_not(payer):
    guest = replace(payer, user_id=None)

    assert conditions_of(method="offline", payer=guest).text.endswith("due within 14 days.")
    assert refusal("bank-transfer", guest) is None
    assert refusal("cash-on-delivery", guest) == "not_offered"
    assert refusal("stripe", guest) is None


@pytest.mark.parametrize(
    ("invoice_for", "guest", "customer", "approved"),
    [
        ("nobody", "not_offered", "not_offered", "not_offered"),
        ("approved", "sign_in", "not_approved", None),
        ("customers", "sign_in", None, None),
        ("everybody", None, None, None),
    ],
)
def test_who_may_pay_by_invoice(payer, decide, invoice_for, guest, customer, approved):
    decide(invoice_for=invoice_for)

    assert refusal("offline", replace(payer, user_id=None)) == guest
    assert refusal("offline", payer) == customer
    give_terms(payer, is_approved=True)
    assert refusal("offline", payer) == approved
    give_terms(payer, is_approved=True, is_refused=True)
    assert refusal("offline", payer) == (approved or "not_approved")


def test_the_limit_is_of_all_open_invoices(payer, decide, open_payment):
    decide(invoice_limit=Decimal(250), invoice_days=30)
    assert "30 days" in conditions_of(method="offline", payer=payer).text
    owed = [open_payment("offline", instrument=str(payer.user_id)) for _ in range(2)]

    assert refusal("offline", payer) == "over_limit"
    assert refusal("offline", replace(payer, amount=euros(50))) is None
    capture_payment(session_id=owed[0].pk, amount=euros(50))
    assert refusal("offline", payer) is None
    give_terms(payer, limit=Decimal(240), days=60)
    assert refusal("offline", payer) == "over_limit"
    cancel_payment(session_id=owed[1].pk)
    assert "60 days" in conditions_of(method="offline", payer=payer).text


def test_a_payment_above_the_limit_is_refused_when_it_starts(payer, decide, open_payment):
    decide(invoice_limit=Decimal(250))

    sessions = [open_payment("offline", instrument=str(payer.user_id)) for _ in range(3)]

    assert [session.state for session in sessions] == ["authorised", "authorised", "failed"]
    assert sessions[2].decline == "limit_exceeded"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"country": "FR"}, "country"),
        ({"amount": euros("500.01")}, "amount"),
        ({"amount": euros("500")}, None),
    ],
)
def test_cash_is_taken_where_and_up_to_what_the_channel_allows(payer, decide, changes, code):
    decide(takes_cash=True, cash_countries=["DE"], cash_most=Decimal(500))

    assert refusal("cash-on-delivery", replace(payer, **changes)) == code


def test_parts_by_invoice_name_who_owes_and_closed_ways_are_refused(payer, decide):
    def split(**changes):
        parts = {"total": euros(100), "gift_cards": [], "store_credit": None, "method": "offline"}
        return split_tenders(**{**parts, **changes}, payer=payer)

    assert split() == [Tender("offline", euros(100), str(payer.user_id))]
    assert split(method="stripe") == [Tender("stripe", euros(100))]
    with pytest.raises(MethodRefusedError):
        split(method="cash-on-delivery")


def test_staff_set_terms_and_see_what_is_owed(client, channel, payer, ada, open_payment):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    path = "/dashboard/invoices/"
    body = {"channel": channel.pk, "email": "Ada@Example.com", "days": "30", "limit": "250"}

    assert "No customer" in client.post(f"{path}new/", {**body, "email": "x@y.zz"}).content.decode()
    refused = client.post(f"{path}new/", {**body, "limit": "0.001"}).content.decode()
    assert "small parts" in refused
    client.post(f"{path}new/", {**body, "is_approved": "on"})
    terms = InvoiceTerms.objects.get()
    assert (terms.customer, terms.days, terms.limit, terms.is_approved) == (ada, 30, 250, True)
    open_payment("offline", instrument=str(ada.pk))

    page = client.get(path, {"q": "ada"}).content.decode()
    assert "ada@example.com" in page
    assert "€100.00" in page
    assert "€250.00" in page
    own = client.get(f"{path}{terms.pk}/").content.decode()
    assert "overdue" not in own
    client.post(f"{path}{terms.pk}/", {"days": "", "limit": "", "is_refused": "on"})
    assert refusal("offline", payer) == "not_approved"


def test_marketers_decide_in_wagtail_and_it_holds_at_once(
    client, channel, payer, django_capture_on_commit_callbacks
):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    body = {
        "channel": channel.pk,
        "invoice_for": "everybody",
        "invoice_days": "7",
        "capture": "by_hand",
        "hold_minutes": "20",
        "invoice_limit": "",
        "takes_cash": "on",
        "cash_countries": ["DE"],
        "cash_most": "",
        "gift_card_months": "12",
    }
    assert "14 days" in conditions_of(method="offline", payer=payer).text

    foreign = client.post("/cms/ways_to_pay/new/", {**body, "cash_countries": ["AQ"]})
    assert foreign.status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/cms/ways_to_pay/new/", body)

    assert answer.status_code == 302, answer.context["form"].errors
    ways = ways_of(channel.pk)
    assert (ways.takes_cash, ways.takes_bank_transfer, ways.gift_card_months) == (True, False, 12)
