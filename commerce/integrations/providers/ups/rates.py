"""What UPS's services cost: all that take a parcel to a place, and their days, in one answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import ROUND_UP, Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from commerce.core.money import Money
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED
from commerce.integrations.registry import CarrierRate, ParcelToRate

from .labels import money_of, party, sender_of, weight_of
from .wire import call

if TYPE_CHECKING:
    from . import Ups, UpsSettings

SHOP: Final = "/api/rating/v2409/Shop?additionalinfo=timeintransit"
# A shopper waits: for token and answer together.
PATIENCE: Final = 2.0
# UPS's word for goods, as against documents, in questions for dates.
GOODS: Final = "03"
MOST_DAYS: Final = 90


def ask_rates(provider: Ups, parcel: ParcelToRate) -> list[CarrierRate]:
    """Return what is paid by the account, where it has prices of its own, else the list's."""
    found = call(
        provider,
        "rate",
        "POST",
        SHOP,
        key=uuid4().hex,
        body={"RateRequest": _request(provider.settings, parcel)},
        is_idempotent=False,
        until=time.monotonic() + PATIENCE,
    )
    try:
        rows = found["RateResponse"]["RatedShipment"]
        return list(_rates(rows if isinstance(rows, list) else [rows]))
    except (KeyError, TypeError, AttributeError):
        raise ProviderUnavailableError(GARBLED) from None


def _request(settings: UpsSettings, parcel: ParcelToRate) -> dict[str, Any]:
    sender, weight = party(sender_of(settings)), weight_of(parcel.weight)
    payer = {"Type": "01", "BillShipper": {"AccountNumber": settings.account}}
    return {
        "Request": {"TransactionReference": {"CustomerContext": "heron"}},
        "Shipment": {
            "ShipmentRatingOptions": {"NegotiatedRatesIndicator": "Y"},
            "Shipper": {**sender, "ShipperNumber": settings.account},
            "ShipFrom": sender,
            "ShipTo": {"Name": "", "Address": _place(parcel)},
            "PaymentDetails": {"ShipmentCharge": [payer]},
            "DeliveryTimeInformation": {"PackageBillType": GOODS},
            "ShipmentTotalWeight": weight,
            "InvoiceLineTotal": _worth(parcel.value),
            "Package": [{"PackagingType": {"Code": "02"}, "PackageWeight": weight}],
        },
    }


def _place(parcel: ParcelToRate) -> dict[str, str]:
    """Homes cost more than offices: who asks as for one pays no less later than was told."""
    place = {
        "PostalCode": parcel.postcode[:9],
        "CountryCode": parcel.country,
        "ResidentialAddressIndicator": "Y",
    }
    return {**place, "StateProvinceCode": parcel.region} if len(parcel.region) == 2 else place


def _worth(value: Money) -> dict[str, str]:
    """In whole units, one at least, as UPS takes it."""
    whole = max(value.amount.to_integral_value(ROUND_UP), Decimal(1))
    return {"CurrencyCode": value.currency, "MonetaryValue": str(whole)}


def _rates(rows: list[dict[str, Any]]) -> Iterator[CarrierRate]:
    for row in rows:
        own = row.get("NegotiatedRateCharges", {}).get("TotalCharge")
        price = money_of(own or row.get("TotalCharges"))
        if price is not None and price.amount >= 0:
            yield CarrierRate(str(row["Service"]["Code"]), price, _days(row))


def _days(row: dict[str, Any]) -> int | None:
    guaranteed = row.get("GuaranteedDelivery", {}).get("BusinessDaysInTransit")
    summary = row.get("TimeInTransit", {}).get("ServiceSummary", {})
    told = str(guaranteed or summary.get("EstimatedArrival", {}).get("BusinessDaysInTransit", ""))
    return min(int(told), MOST_DAYS) if told.isdecimal() and told.isascii() else None
