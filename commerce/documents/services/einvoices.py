"""Invoices and credit notes as XML of EN 16931 (UN/CEFACT CII), as Factur-X and ZUGFeRD embed it."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _
from drafthorse.models.accounting import (
    ApplicableTradeTax,
    CategoryTradeTax,
    TradeAllowanceCharge,
)
from drafthorse.models.document import Document
from drafthorse.models.party import TaxRegistration
from drafthorse.models.payment import PaymentMeans, PaymentTerms
from drafthorse.models.tradelines import LineItem
from drafthorse.pdf import attach_xml
from drafthorse.utils import validate_xml
from lxml.etree import XMLSyntaxError

from commerce.documents.enums import DocumentKind
from commerce.documents.errors import ElectronicInvoiceInvalidError

from .typesetting import charge_name, due_of, notes_of

Json = dict[str, Any]
SCHEMA: Final = "FACTUR-X_EN16931"
PROFILE: Final = "EN 16931"
GUIDELINE: Final = "urn:cen.eu:en16931:2017"
TYPE_CODES: Final = {DocumentKind.INVOICE: "380", DocumentKind.CREDIT_NOTE: "381"}
# UNTDID 5305: standard rate, zero rate. Others come with the content.
STANDARD, ZERO_RATED = "S", "Z"
# Of the code list VATEX of the CEF: why a category bears no tax.
REASON_CODES: Final = {"K": "VATEX-EU-IC", "AE": "VATEX-EU-AE", "G": "VATEX-EU-G"}
# UNECE Recommendation 20: one piece.
PIECE: Final = "C62"
TRANSFER, UNDEFINED = "58", "1"
ZERO: Final = Decimal(0)


def write_xml(content: Json) -> bytes:
    """Return a document's content as an e-invoice, checked against the schema.

    Raises ElectronicInvoiceInvalidError where it does not follow it.
    """
    with translation.override(content["locale"]):
        document = _document(content)
    try:
        checked: bytes = validate_xml(document.serialize(schema=None), SCHEMA)
    except XMLSyntaxError as error:
        raise ElectronicInvoiceInvalidError(str(error)) from error
    return checked


def embed_xml(pdf: bytes, xml: bytes, *, content: Json) -> bytes:
    """Return the PDF with the e-invoice inside of it."""
    title = f"{content['seller']['name']}: {content['number']}"
    told = {"author": content["seller"]["name"], "title": title, "subject": content["number"]}
    told |= {"creator": "Heron", "keywords": "Factur-X, ZUGFeRD"}
    embedded: bytes = attach_xml(pdf, xml, PROFILE, metadata=told, lang=content["locale"])
    return embedded


def _document(content: Json) -> Document:
    document = Document()
    document.context.guideline_parameter.id = GUIDELINE
    document.header.id = content["number"]
    document.header.type_code = TYPE_CODES[content["kind"]]
    document.header.issue_date_time = date.fromisoformat(content["date"])
    _name_parties(document, content)
    for position, row in enumerate(_items(content), start=1):
        document.trade.items.add(_item(position, row, content))
    _deliver(document, content)
    _settle(document, content)
    return document


def _deliver(document: Document, content: Json) -> None:
    day = content["supplied_on"] or content["date"]
    document.trade.delivery.event.occurrence = date.fromisoformat(day)
    if (party := content["ship_to"])["country"]:
        document.trade.delivery.ship_to.name = party["company"] or party["name"]
        _address(document.trade.delivery.ship_to.address, party)


def _items(content: Json) -> list[Json]:
    """The goods; a credit note over a part tells each rate's amount as one item."""
    credits = [row for row in content["charges"] if row["kind"] == "credit"]
    return [*content["lines"], *({**r, "name": charge_name(r), "quantity": 1} for r in credits)]


def _name_parties(document: Document, content: Json) -> None:
    agreement = document.trade.agreement
    seller, buyer = content["seller"], content["buyer"]
    agreement.seller.name = seller["name"]
    _address(agreement.seller.address, seller)
    for scheme, value in (("VA", seller["vat_id"]), ("FC", seller["tax_number"])):
        if value:
            agreement.seller.tax_registrations.add(_registration(scheme, value))
    agreement.buyer.name = buyer["company"] or buyer["name"] or buyer["email"]
    _address(agreement.buyer.address, buyer if buyer["country"] else {**buyer, **_home(seller)})
    if vat_id := content.get("taxation", {}).get("buyer_vat_id"):
        agreement.buyer.tax_registrations.add(_registration("VA", vat_id))
    agreement.buyer_order.issuer_assigned_id = content["order"]["number"]


def _home(seller: Json) -> Json:
    """Where an order without an address is taken to be of: the standard asks for a country."""
    return {"country": seller["country"]}


def _registration(scheme: str, value: str) -> TaxRegistration:
    registration = TaxRegistration()
    registration.id = (scheme, value)
    return registration


def _address(written: Any, party: Json) -> None:
    names = {"postcode": "postcode", "line_one": "line1", "line_two": "line2", "city_name": "city"}
    for name, source in names.items():
        if party[source]:
            setattr(written, name, party[source])
    written.country_id = party["country"]


def _category(content: Json, row: Json) -> str:
    if Decimal(row["percentage"]):
        return STANDARD
    return content.get("taxation", {}).get("category") or ZERO_RATED


def _item(position: int, row: Json, content: Json) -> LineItem:
    net, quantity = Decimal(row["net"]), Decimal(row["quantity"])
    item = LineItem()
    item.document.line_id = str(position)
    item.product.name = row["name"]
    if row.get("sku"):
        item.product.seller_assigned_id = row["sku"]
    item.agreement.net.amount = _unit_price(net, quantity)
    item.agreement.net.basis_quantity = (Decimal(1), PIECE)
    item.delivery.billed_quantity = (quantity, PIECE)
    item.settlement.trade_tax.type_code = "VAT"
    item.settlement.trade_tax.category_code = _category(content, row)
    item.settlement.trade_tax.rate_applicable_percent = Decimal(row["percentage"])
    item.settlement.monetary_summation.total_amount = net
    return item


def _unit_price(net: Decimal, quantity: Decimal) -> Decimal:
    """Exact enough that the pieces give the line's amount again."""
    exact = net / quantity
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return rounded if rounded * quantity == net else exact.quantize(Decimal("0.000001"))


def _settle(document: Document, content: Json) -> None:
    settlement = document.trade.settlement
    settlement.currency_code = content["currency"]
    settlement.payment_means.add(_means(content))
    charges = [row for row in content["charges"] if row["kind"] != "credit"]
    for row in charges:
        if Decimal(row["net"]):
            settlement.allowance_charge.add(_charge(row, content))
    for row in content["taxes"]:
        settlement.trade_tax.add(_tax(row, content))
    if corrects := content.get("corrects"):
        settlement.invoice_referenced_document.issuer_assigned_id = corrects["number"]
        settlement.invoice_referenced_document.issue_date_time = date.fromisoformat(
            corrects["date"]
        )
    _sum_up(settlement, content, charges)


def _means(content: Json) -> PaymentMeans:
    means, seller = PaymentMeans(), content["seller"]
    is_transfer = bool(seller["iban"]) and content["kind"] == DocumentKind.INVOICE
    means.type_code = TRANSFER if is_transfer else UNDEFINED
    if is_transfer:
        means.payee_account.iban = seller["iban"].replace(" ", "")
    return means


def _charge(row: Json, content: Json) -> TradeAllowanceCharge:
    net = Decimal(row["net"])
    charge = TradeAllowanceCharge()
    charge.indicator = net > 0
    charge.actual_amount = abs(net)
    charge.reason = charge_name(row)
    tax = CategoryTradeTax()
    tax.type_code = "VAT"
    tax.category_code = _category(content, row)
    tax.rate_applicable_percent = Decimal(row["percentage"])
    charge.trade_tax.add(tax)
    return charge


def _tax(row: Json, content: Json) -> ApplicableTradeTax:
    tax = ApplicableTradeTax()
    tax.calculated_amount = Decimal(row["tax"])
    tax.type_code = "VAT"
    tax.basis_amount = Decimal(row["net"])
    tax.category_code = _category(content, row)
    tax.rate_applicable_percent = Decimal(row["percentage"])
    if (category := _category(content, row)) not in (STANDARD, ZERO_RATED):
        tax.exemption_reason = " ".join(notes_of(content))
        if category in REASON_CODES:
            tax.exemption_reason_code = REASON_CODES[category]
    return tax


def _sum_up(settlement: Any, content: Json, charges: list[Json]) -> None:
    totals, sums = content["totals"], settlement.monetary_summation
    nets = [Decimal(row["net"]) for row in charges]
    gross = Decimal(totals["gross"])
    is_invoice = content["kind"] == DocumentKind.INVOICE
    due = due_of(content) if is_invoice else gross
    sums.line_total = sum((Decimal(row["net"]) for row in _items(content)), ZERO)
    sums.charge_total = sum((net for net in nets if net > 0), ZERO)
    sums.allowance_total = -sum((net for net in nets if net < 0), ZERO)
    sums.tax_basis_total = Decimal(totals["net"])
    sums.tax_total = (Decimal(totals["tax"]), content["currency"])
    sums.grand_total = gross
    sums.prepaid_total = gross - due
    sums.due_amount = due
    if due:
        terms = PaymentTerms()
        terms.description = _("Payable now.") if is_invoice else _("The amount is given back.")
        settlement.terms.add(terms)
