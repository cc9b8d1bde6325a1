"""What DHL is told for customs."""

from __future__ import annotations

from typing import Any

from commerce.core.money import Money
from commerce.integrations.shapes import CustomsFacts, CustomsItem

from .countries import in_three_letters


def declaration(customs: CustomsFacts) -> dict[str, Any]:
    """Return the part of a shipment that is made into a CN23."""
    return {
        "invoiceNo": customs.invoice[:35],
        "exportType": "COMMERCIAL_GOODS",
        "postalCharges": _value(customs.postage),
        "items": [_item(each) for each in customs.items],
    }


def _item(item: CustomsItem) -> dict[str, Any]:
    return {
        "itemDescription": item.description[:256],
        "countryOfOrigin": in_three_letters(item.origin),
        "hsCode": item.hs_code,
        "packagedQuantity": item.quantity,
        "itemValue": _value(item.value),
        "itemWeight": {"uom": "g", "value": item.weight},
    }


def _value(money: Money) -> dict[str, Any]:
    """An amount is a number of JSON there; nothing is worked out with it here."""
    return {"currency": money.currency, "value": float(money.amount)}
