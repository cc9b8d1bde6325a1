"""Documents say why no tax is borne, whose VAT ids prove it, and follow the rules of the standard."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from lxml import etree
from pypdf import PdfReader

from commerce.accounts.models import User
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_offer, make_product, make_rates
from commerce.core.money import Money
from commerce.documents.models import OrderDocument
from commerce.documents.services.einvoices import write_xml
from commerce.documents.services.issuing import issue_invoice
from commerce.documents.services.typesetting import typeset
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.ordering.services.fulfilments import (
    create_fulfilments,
    deliver_fulfilment,
    ship_fulfilment,
)
from commerce.ordering.services.orders import cancel_order
from commerce.ordering.tests.checkouts import Customer
from commerce.ordering.tests.test_orders import sign_in, sign_up
from commerce.oscar.order.models import Order
from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import capture_order, refund_payment
from commerce.returns.models import ReturnRequest
from commerce.returns.services.deciding import approve_return
from commerce.returns.services.receiving import inspect_return, receive_return
from commerce.returns.services.settling import close_return
from commerce.tax.models import TaxExemption, VatIdCheck
from commerce.tax.tests.factories import make_class, make_taxes
from infra.fakes.vies import Vies

from .en16931 import broken_rules

pytestmark = pytest.mark.django_db
FRENCH, OWN = "FR40303265045", "DE136695976"


@pytest.fixture
def shop(channel):
    make_rates(channel)
    make_taxes(channel, vat_id=OWN)
    return channel


@pytest.fixture
def register(channel, start_fake):
    service = Vies()
    start_fake(service)
    saved = save_configuration(provider="vies", tenant_id=channel.tenant_id, values={})
    assert test_connection(configuration=saved).is_ok
    activate(configuration=saved)
    return service


@pytest.fixture
def goods(shop):
    reduced = make_class(shop, "reduced", "reduced")
    lamp = make_product(shop, stock=50)
    return lamp, make_product(shop, "BOOK", stock=50, prices={"EUR": "10.70"}, tax_class=reduced)


def buy(customer, goods, *, vat_id="", **address):
    customer.add(goods[0], 2)
    customer.add(goods[1], 1)
    customer.say_where(**address)
    shown = customer.say_how().json()
    if vat_id:
        shown = customer.call("put", "checkout/vat-id/", {"vat_id": vat_id}).json()
    placed = customer.place(shown["fingerprint"])
    assert placed.status_code == 201, placed.content
    return Order.objects.latest("pk")


def written(kind="invoice"):
    return OrderDocument.objects.filter(kind=kind).latest("pk")


def text_of(document):
    pages = PdfReader(BytesIO(typeset(document.content))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def categories(document):
    xml = etree.fromstring(write_xml(document.content))
    rows = xml.iterfind(".//{*}ApplicableHeaderTradeSettlement/{*}ApplicableTradeTax")
    return {row.findtext("{*}CategoryCode"): row.findtext("{*}ExemptionReasonCode") for row in rows}


def refund(order, amount):
    session = PaymentSession.objects.filter(order_number=order.number).latest("pk")
    refund_payment(session_id=session.pk, amount=Money(Decimal(amount), "EUR"))


def test_reverse_charge_stands_on_invoice_and_credit_note_with_both_ids(
    api, goods, rules, register, deliver
):
    order = buy(Customer(api), goods, vat_id=FRENCH, country="FR")
    capture_order(order_id=order.pk)
    deliver()
    refund(order, "5.00")
    deliver()

    for document in (written(), written("credit_note")):
        said = text_of(document)
        assert "Reverse charge" in said
        assert "Article 138" in said
        assert "VAT id of the seller: DE123456789" in said
        assert f"VAT id of the recipient: {FRENCH}" in said
        assert categories(document) == {"K": "VATEX-EU-IC"}
        assert broken_rules(write_xml(document.content)) == []
        assert document.tax == 0


def test_an_exempt_customer_is_told_why(shop, goods, rules, api):
    email = sign_up(api)
    user = User.objects.get(email=email)
    TaxExemption.objects.create(
        tenant=shop.tenant, user=user, reason="Museum of the city", certificate="M-17"
    )
    customer = Customer(api)
    sign_in(customer, email)
    order = buy(customer, goods)
    issue_invoice(order_id=order.pk)

    assert "Exempt from tax: Museum of the city (certificate M-17)." in text_of(written())
    assert categories(written()) == {"E": None}
    assert broken_rules(write_xml(written().content)) == []


@pytest.mark.parametrize("is_net", [False, True])
def test_invoices_and_credit_notes_follow_the_rules_of_the_standard(
    shop, goods, rules, api, deliver, is_net
):
    shop.taxes.prices_include_tax = not is_net
    shop.taxes.save()
    make_offer(shop, benefit=("Percentage", "7"))
    order = buy(Customer(api), goods)
    capture_order(order_id=order.pk)
    deliver()
    refund(order, "9.99")
    deliver()
    cancel_order(order_id=order.pk)
    deliver()

    documents = OrderDocument.objects.filter(order=order).order_by("pk")
    assert [document.kind for document in documents] == ["invoice", "credit_note", "credit_note"]
    for document in documents:
        assert broken_rules(write_xml(document.content)) == []
    assert sum(d.tax for d in documents[1:]) == documents[0].tax


def test_the_checker_finds_what_is_wrong(goods, rules, api):
    order = buy(Customer(api), goods)
    content = issue_invoice(order_id=order.pk).content
    content["totals"]["gross"] = "1.00"
    content["taxes"][0]["net"] = "2.00"

    broken = broken_rules(write_xml(content))

    assert {"BR-CO-15", "BR-S-08", "BR-CO-17"} <= set(broken)


def test_staff_see_the_proof_of_a_vat_id_with_the_order(
    client, channel, api, goods, rules, register
):
    order = buy(Customer(api), goods, vat_id=FRENCH, country="FR")
    user = make_user("staff@example.com", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(User.objects.get(pk=user.pk))

    page = client.get(f"/dashboard/orders/{order.number}/").content.decode()

    check = VatIdCheck.objects.get()
    assert check.consultation_number
    for said in (FRENCH, check.consultation_number, check.name, "Reverse charge"):
        assert said in page


def test_a_return_lowers_an_invoice_that_is_still_to_be_paid(goods, rules, api, deliver):
    order = buy(Customer(api), goods)
    invoice = issue_invoice(order_id=order.pk)
    lamp = order.lines.order_by("pk").first()
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={lamp.pk: 2})
    ship_fulfilment(fulfilment_id=parcel.pk)
    deliver_fulfilment(fulfilment_id=parcel.pk)
    request = ask_back(order, lamp)
    approve_return(return_id=request.pk)
    (row,) = request.lines.all()
    receive_return(return_id=request.pk, pieces={row.pk: 1})
    inspect_return(return_id=request.pk, results={row.pk: (1, 0)})
    close_return(return_id=request.pk, note="Not paid")
    deliver()
    deliver()

    note = written("credit_note")
    assert OrderDocument.objects.filter(kind="credit_note").count() == 1
    assert (note.total, note.corrects_id) == (Decimal("20.00"), invoice.pk)
    assert note.content["reason"] == request.number


def ask_back(order, line):
    request = ReturnRequest.objects.create(
        order=order, channel=order.channel, currency="EUR", number="RT-1", reason="wrong_size",
        wish="refund",
    )  # fmt: skip
    request.lines.create(line=line, quantity=1)
    return request
