"""What FedEx is told for customs, and the invoice that it makes of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from commerce.core.money import Money
from commerce.integrations.shapes import CustomsFacts, CustomsItem


def declaration(customs: CustomsFacts) -> dict[str, Any]:
    """Return the parts of a shipment that say what is in it, and ask for the commercial invoice.

    Whoever receives it pays the duties.
    """
    nothing = Money(Decimal(0), customs.postage.currency)
    worth = sum((item.value * item.quantity for item in customs.items), nothing)
    reference = {"customerReferenceType": "INVOICE_NUMBER", "value": customs.invoice[:35]}
    paper = {"stockType": "PAPER_LETTER", "docType": "PDF"}
    return {
        "customsClearanceDetail": {
            "dutiesPayment": {"paymentType": "RECIPIENT"},
            "isDocumentOnly": False,
            "totalCustomsValue": _value(worth),
            "commercialInvoice": {
                "shipmentPurpose": "SOLD",
                "customerReferences": [reference],
                "freightCharge": _value(customs.postage),
            },
            "commodities": [_item(each) for each in customs.items],
        },
        "shippingDocumentSpecification": {
            "shippingDocumentTypes": ["COMMERCIAL_INVOICE"],
            "commercialInvoiceDetail": {"documentFormat": paper},
        },
    }


def _item(item: CustomsItem) -> dict[str, Any]:
    kilograms = Decimal(item.weight * item.quantity) / 1000
    return {
        "description": item.description[:450],
        "countryOfManufacture": item.origin,
        "harmonizedCode": item.hs_code,
        "quantity": item.quantity,
        "quantityUnits": "PCS",
        "unitPrice": _value(item.value),
        "customsValue": _value(item.value * item.quantity),
        "weight": {"units": "KG", "value": float(kilograms)},
    }


def _value(money: Money) -> dict[str, Any]:
    """An amount is a number of JSON there; nothing is worked out with it here."""
    return {"amount": float(money.amount), "currency": money.currency}
