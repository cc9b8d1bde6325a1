"""What UPS is told for customs: an invoice, which it prints and sends along."""

from __future__ import annotations

from typing import Any, Final

from django.utils import timezone

from commerce.core.money import Money
from commerce.integrations.shapes import CustomsFacts, CustomsItem

INVOICE: Final = "01"
LINE: Final = 35


def declaration(customs: CustomsFacts, recipient: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a shipment that is sold to its recipient, who pays the duties."""
    form = {
        "FormType": [INVOICE],
        "InvoiceNumber": customs.invoice[:LINE],
        "InvoiceDate": timezone.localdate().strftime("%Y%m%d"),
        "ReasonForExport": "SALE",
        "CurrencyCode": customs.postage.currency,
        "FreightCharges": {"MonetaryValue": _amount(customs.postage)},
        "Contacts": {"SoldTo": recipient},
        "Product": [_product(each) for each in customs.items],
    }
    return {"ShipmentServiceOptions": {"InternationalForms": form}}


def _product(item: CustomsItem) -> dict[str, Any]:
    unit = {"Code": "PCS", "Description": "PCS"}
    kilograms = item.weight * item.quantity / 1000
    return {
        "Description": [item.description[:LINE]],
        "CommodityCode": item.hs_code,
        "OriginCountryCode": item.origin,
        "Unit": {
            "Number": str(item.quantity),
            "Value": _amount(item.value),
            "UnitOfMeasurement": unit,
        },
        "ProductWeight": {
            "UnitOfMeasurement": {"Code": "KGS"},
            "Weight": f"{max(kilograms, 0.1):.1f}",
        },
    }


def _amount(money: Money) -> str:
    return format(money.amount, "f")
