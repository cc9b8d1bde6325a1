"""What is issued for an order, and who may read it."""

from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from lxml import etree
from pypdf import PdfReader

from commerce.core.money import Money
from commerce.documents.enums import InvoiceMoment
from commerce.documents.models import NumberSeries, OrderDocument
from commerce.ordering.services.fulfilments import cancel_fulfilment, create_fulfilments
from commerce.ordering.services.orders import cancel_order
from commerce.payments.models import PaymentSession
from commerce.payments.services.sessions import capture_order, refund_payment

pytestmark = pytest.mark.django_db


def refund(amount):
    session = PaymentSession.objects.get()
    refund_payment(session_id=session.pk, amount=Money(Decimal(amount), "EUR"))


def text_of(answer):
    pdf = PdfReader(BytesIO(b"".join(answer.streaming_content)))
    return "\n".join(page.extract_text() for page in pdf.pages), pdf


def told():
    return [(d.kind, d.sequence, d.total) for d in OrderDocument.objects.order_by("pk")]


def test_a_paid_order_has_an_invoice_that_its_customer_downloads(rules, customer, order, deliver):
    before = customer.papers(order.number).json()
    capture_order(order_id=order.pk)
    deliver()
    listed = customer.papers(order.number)
    (shown,) = listed.json()["documents"]
    answer = customer.papers(order.number, f"{shown['id']}/")
    text, pdf = text_of(answer)
    xml = customer.papers(order.number, f"{shown['id']}/xml/")

    assert before == {"documents": []}
    assert (shown["kind"], shown["is_ready"]) == ("invoice", True)
    assert shown["total"] == {"amount": str(order.total_incl_tax), "currency": "EUR"}
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == f'attachment; filename="{shown["number"]}.pdf"'
    for said in (shown["number"], order.number, "Reed & Rook GmbH", "DE123456789", "Ada Reed"):
        assert said in text
    assert pdf.attachments["factur-x.xml"][0] == xml.content
    assert etree.fromstring(xml.content).tag.endswith("CrossIndustryInvoice")


def test_told_twice_it_is_issued_once(rules, order, deliver):
    capture_order(order_id=order.pk)
    deliver()
    from commerce.documents.hooks import invoice_paid
    from commerce.ordering.events import OrderPaid

    invoice_paid(OrderPaid(order_id=order.pk, channel_id=order.channel_id))

    assert told() == [("invoice", 1, order.total_incl_tax)]
    assert NumberSeries.objects.get().last == 1


def test_without_a_legal_entity_nothing_is_issued(customer, order, deliver):
    capture_order(order_id=order.pk)
    deliver()

    assert customer.papers(order.number).json() == {"documents": []}
    assert NumberSeries.objects.count() == 0


def test_each_refund_is_credited_once_and_never_more_than_was_invoiced(rules, order, deliver):
    capture_order(order_id=order.pk)
    deliver()
    refund("5.00")
    deliver()
    refund("2.50")
    deliver()
    cancel_order(order_id=order.pk)
    deliver()

    notes = OrderDocument.objects.filter(kind="credit_note").order_by("pk")
    assert [(n.sequence, n.total) for n in notes] == [
        (1, Decimal("5.00")),
        (2, Decimal("2.50")),
        (3, order.total_incl_tax - Decimal("7.50")),
    ]
    assert {n.corrects.kind for n in notes} == {"invoice"}
    rates = notes[2].content["taxes"]
    assert sum(Decimal(r["gross"]) for r in rates) == notes[2].total


def test_a_refund_before_the_invoice_is_credited_with_it(rules, order, deliver):
    rules.invoice_moment = InvoiceMoment.PACKED
    rules.save()
    capture_order(order_id=order.pk)
    refund("5.00")
    deliver()
    unpaid = told()
    create_fulfilments(order_id=order.pk, quantities={order.lines.get().pk: 2})
    deliver()

    assert unpaid == []
    assert told() == [
        ("invoice", 1, order.total_incl_tax),
        ("credit_note", 1, Decimal("5.00")),
        ("packing_slip", 1, Decimal(0)),
    ]


def test_what_was_invoiced_and_never_paid_is_credited_when_cancelled(rules, order, deliver):
    from commerce.documents.services.issuing import issue_invoice

    issue_invoice(order_id=order.pk)
    cancel_order(order_id=order.pk)
    deliver()

    assert told() == [
        ("invoice", 1, order.total_incl_tax),
        ("credit_note", 1, order.total_incl_tax),
    ]
    note = OrderDocument.objects.get(kind="credit_note")
    assert note.content["lines"] == OrderDocument.objects.get(kind="invoice").content["lines"]


def test_the_slip_of_a_parcel_that_was_unpacked_is_void(rules, customer, order, deliver):
    capture_order(order_id=order.pk)
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={order.lines.get().pk: 1})
    deliver()
    cancel_fulfilment(fulfilment_id=parcel.pk)
    deliver()

    slip = OrderDocument.objects.get(kind="packing_slip")
    assert (slip.is_void, slip.content["lines"][0]["quantity"]) == (True, 1)
    assert "totals" not in slip.content
    kinds = [row["kind"] for row in customer.papers(order.number).json()["documents"]]
    assert kinds == ["invoice"]
    assert customer.papers(order.number, f"{slip.public_id}/").status_code == 404


def test_what_is_written_on_a_card_is_on_the_slip_of_the_first_parcel(rules, order, deliver):
    capture_order(order_id=order.pk)
    order.surcharges.create(
        name="Gift wrapping", code="gift_wrap", message="For Ada", excl_tax=4, incl_tax=4
    )
    line = order.lines.get()
    for _parcel in range(2):
        create_fulfilments(order_id=order.pk, quantities={line.pk: 1})
    deliver()

    first, second = OrderDocument.objects.filter(kind="packing_slip").order_by("pk")
    assert first.content["cards"] == [{"name": "Gift wrapping", "message": "For Ada"}]
    assert second.content["cards"] == []
    with first.file.open("rb") as drawn:
        assert "Gift wrapping\nFor Ada" in PdfReader(drawn).pages[0].extract_text()


def test_strangers_and_wrong_keys_get_nothing(rules, customer, order, deliver, api):
    capture_order(order_id=order.pk)
    deliver()
    document = OrderDocument.objects.get()
    for rest in ("", f"{document.public_id}/", f"{document.public_id}/xml/"):
        assert customer.papers(order.number, rest, token=uuid4().hex).status_code == 404
        assert api.get(f"/api/v1/orders/{order.number}/documents/{rest}").status_code == 404
        public = api.get(f"/media/{document.file.name}")
        assert public.status_code == 404
    with pytest.raises(ValueError, match="no address"):
        storages["documents"].url(document.file.name)


def test_one_whose_file_is_not_there_yet_says_so(rules, customer, order, deliver):
    capture_order(order_id=order.pk)
    deliver()
    document = OrderDocument.objects.get()
    document.file.storage.delete(document.file.name)

    answer = customer.papers(order.number, f"{document.public_id}/")

    assert (answer.status_code, answer.json()["code"]) == (409, "document_not_ready")
