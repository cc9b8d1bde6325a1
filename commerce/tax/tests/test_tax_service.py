"""A tax service tells the rates, and where it does not, the table does: said, and caught up."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import F

from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.money import Money
from commerce.core.process_cache import forget_everything
from commerce.documents.enums import InvoiceMoment
from commerce.documents.models import DocumentRules, LegalEntity, TaxRecord
from commerce.documents.services.declaring import declare, declare_waiting
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.address.models import Country
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import capture_order, refund_payment
from commerce.tax.models import ServiceRates
from infra.fakes.avatax import AvaTax

from .factories import make_class, make_taxes

pytestmark = pytest.mark.django_db
NEW_YORK = {"country": "US", "region": "NY", "postcode": "10001", "city": "New York"}


def use(channel, start_fake, key="key"):
    service = AvaTax()
    start_fake(service)
    values = {"account": "2000", "license_key": key, "company": "DEFAULT"}
    saved = save_configuration(provider="avatax", tenant_id=channel.tenant_id, values=values)
    assert test_connection(configuration=saved).is_ok
    activate(configuration=saved)
    return service


@pytest.fixture
def customer(api, channel, settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path / "documents"
    make_rates(channel)
    make_class(channel, "exempt", "exempt")
    make_taxes(channel, uses_service=True, prices_include_tax=False)
    germany, _is_new = Country.objects.get_or_create(iso_3166_1_a2="DE")
    entity = LegalEntity.objects.create(
        tenant=channel.tenant, name="Reed & Rook", line1="Hafen 1", city="Hamburg",
        country=germany, vat_id="DE123456789",
    )  # fmt: skip
    DocumentRules.objects.create(channel=channel, entity=entity, invoice_moment=InvoiceMoment.PAID)
    customer = Customer(api)
    customer.add(make_product(channel), 2)
    return customer


def rates(shown):
    rows = shown["totals"]["taxes"]
    return [(row["label"], row["percentage"], row["tax"]["amount"]) for row in rows]


def go(customer, **address):
    answer = customer.say_where(**{**NEW_YORK, **address})
    assert answer.status_code == 200, answer.content
    return customer.say_how().json()


def test_the_service_is_asked_once_for_a_place_and_told_of_the_invoice(
    customer, channel, start_fake, deliver
):
    service = use(channel, start_fake)

    shown = go(customer)
    go(customer)
    placed = customer.place(customer.checkout()["fingerprint"])
    assert placed.status_code == 201, placed.content
    order = Order.objects.get()
    capture_order(order_id=order.pk)
    deliver()
    session = PaymentSession.objects.get()
    refund_payment(session_id=session.pk, amount=Money(Decimal("5.00"), "EUR"))
    deliver()
    deliver()

    assert len(service.asked) == 1
    assert service.asked[0]["addresses"]["shipTo"]["postalCode"] == "10001"
    (rate,) = rates(shown)
    assert rate[:2] == ("NY STATE TAX", "8.875")
    assert order.taxation["source"] == "service"
    sale, credit = service.received
    assert (sale["type"], sale["commit"], credit["type"]) == ("SalesInvoice", True, "ReturnInvoice")
    told = sum(Decimal(str(line["taxOverride"]["taxAmount"])) for line in sale["lines"])
    assert told == order.total_incl_tax - order.total_excl_tax
    assert sum(Decimal(str(line["amount"])) for line in credit["lines"]) < 0
    assert TaxRecord.objects.filter(recorded_at=None).count() == 0


@pytest.mark.parametrize("trouble", ["broken", "garbled", "limited"])
def test_the_table_holds_where_the_service_fails(customer, channel, start_fake, deliver, trouble):
    service = use(channel, start_fake)
    service.behaves = trouble

    shown = go(customer, country="DE", region="", postcode="10969")
    placed = customer.place(customer.checkout()["fingerprint"])
    order = Order.objects.get()
    capture_order(order_id=order.pk)
    deliver()
    waiting = TaxRecord.objects.get()
    before = (waiting.recorded_at, bool(waiting.problem), len(service.received))
    service.behaves = ""
    recover()
    told = declare_waiting()
    again = declare(document_id=waiting.document_id)

    assert placed.status_code == 201
    assert [row[:2] for row in rates(shown)] == [("VAT", "19")]
    assert order.taxation["source"] == "table"
    assert before[:2] == (None, True)
    assert (told, again) == (1, True)
    assert len(service.received) == 1


def recover():
    """The pause that a failing service is given is over."""
    from commerce.integrations.models import ProviderHealth

    ProviderHealth.objects.update(failures=0, asks_again_at=None, paused_until=None)
    forget_everything()


def test_a_silent_service_is_asked_again_after_a_minute(customer, channel, start_fake):
    service = use(channel, start_fake)
    service.behaves = "broken"
    go(customer)
    failed = len(service.requests)
    go(customer)
    kept = len(service.requests)
    service.behaves = ""
    recover()
    ServiceRates.objects.update(asked_at=F("asked_at") - timedelta(seconds=61))
    shown = go(customer)

    assert kept == failed
    assert rates(shown)[0][1] == "8.875"


def test_a_document_that_the_service_knows_already_is_told(customer, channel, start_fake, deliver):
    service = use(channel, start_fake)
    go(customer)
    customer.place(customer.checkout()["fingerprint"])
    capture_order(order_id=Order.objects.get().pk)
    deliver()
    record = TaxRecord.objects.get()
    TaxRecord.objects.update(recorded_at=None)

    assert declare(document_id=record.document_id)

    assert len(service.received) == 1
    assert TaxRecord.objects.get().recorded_at is not None


def test_a_channel_that_has_not_chosen_it_asks_nobody(customer, channel, start_fake, deliver):
    service = use(channel, start_fake)
    channel.taxes.uses_service = False
    channel.taxes.save()
    go(customer, country="DE", region="", postcode="10969")
    customer.place(customer.checkout()["fingerprint"])
    capture_order(order_id=Order.objects.get().pk)
    deliver()

    assert (service.asked, service.received) == ([], [])
    assert "source" not in Order.objects.get().taxation
    assert TaxRecord.objects.count() == 0
