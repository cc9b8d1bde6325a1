"""What FedEx's services cost: all that take a parcel to a place, and their days, in one answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from django.utils import timezone

from commerce.core.money import Money
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED
from commerce.integrations.registry import CarrierRate, ParcelToRate

from .labels import in_kilograms
from .wire import call

if TYPE_CHECKING:
    from . import Fedex, FedexSettings

QUOTES: Final = "/rate/v1/rates/quotes"
# A shopper waits: for token and answer together.
PATIENCE: Final = 2.0
# Days are told in words.
NUMBERS: Final = (
    *("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"),
    *("ELEVEN", "TWELVE", "THIRTEEN", "FOURTEEN", "FIFTEEN", "SIXTEEN", "SEVENTEEN", "EIGHTEEN"),
    *("NINETEEN", "TWENTY"),
)
DAYS: Final = {
    "ONE_DAY": 1,
    **{f"{word}_DAYS": number for number, word in enumerate(NUMBERS, start=1)},
}


def ask_rates(provider: Fedex, parcel: ParcelToRate) -> list[CarrierRate]:
    """Return what is paid by the account, without taxes; a service that has no price of it is left out."""
    found = call(
        provider,
        "rate",
        "POST",
        QUOTES,
        key=uuid4().hex,
        body=_request(provider.settings, parcel),
        is_idempotent=False,
        until=time.monotonic() + PATIENCE,
    )
    try:
        return list(_rates(found["rateReplyDetails"]))
    except (KeyError, TypeError, AttributeError, InvalidOperation, ValueError):
        raise ProviderUnavailableError(GARBLED) from None


def _request(settings: FedexSettings, parcel: ParcelToRate) -> dict[str, Any]:
    weight = in_kilograms(parcel.weight)
    shipment: dict[str, Any] = {
        "shipper": {"address": _sender(settings)},
        "recipient": {"address": _place(parcel)},
        "shipDateStamp": timezone.localdate().isoformat(),
        "pickupType": "USE_SCHEDULED_PICKUP",
        "packagingType": "YOUR_PACKAGING",
        "rateRequestType": ["ACCOUNT"],
        "preferredCurrency": parcel.value.currency,
        "requestedPackageLineItems": [{"weight": weight}],
    }
    if parcel.country != settings.sender_country:
        shipment["customsClearanceDetail"] = _customs(parcel, weight)
    return {
        "accountNumber": {"value": settings.account},
        "rateRequestControlParameters": {"returnTransitTimes": True},
        "requestedShipment": shipment,
    }


def _sender(settings: FedexSettings) -> dict[str, str]:
    place = {
        "city": settings.sender_city,
        "stateOrProvinceCode": settings.sender_region,
        "postalCode": settings.sender_postcode,
        "countryCode": settings.sender_country,
    }
    return {name: text for name, text in place.items() if text}


def _place(parcel: ParcelToRate) -> dict[str, Any]:
    """Homes cost more than offices: who asks as for one pays no less later than was told."""
    place = {
        "postalCode": parcel.postcode[:10],
        "countryCode": parcel.country,
        "residential": True,
    }
    return {**place, "stateOrProvinceCode": parcel.region} if len(parcel.region) == 2 else place


def _customs(parcel: ParcelToRate, weight: dict[str, Any]) -> dict[str, Any]:
    """Abroad FedEx prices nothing without goods; what they are worth is all that is known of them here."""
    worth = {"amount": float(parcel.value.amount), "currency": parcel.value.currency}
    goods = {"quantity": 1, "quantityUnits": "PCS", "weight": weight, "customsValue": worth}
    return {
        "dutiesPayment": {"paymentType": "RECIPIENT"},
        "commodities": [{"description": "Goods", **goods}],
    }


def _rates(rows: list[dict[str, Any]]) -> Iterator[CarrierRate]:
    for row in rows:
        of_account = (each for each in row["ratedShipmentDetails"] if _is_ours(each))
        price = next(filter(None, map(_price, of_account)), None)
        if price is not None:
            yield CarrierRate(str(row["serviceType"]), price, _days(row))


def _is_ours(rated: dict[str, Any]) -> bool:
    return "ACCOUNT" in str(rated.get("rateType", "ACCOUNT"))


def _price(rated: dict[str, Any]) -> Money | None:
    """Without taxes where FedEx tells them apart, as the markup of a rate has it."""
    told = rated.get("totalNetFedExCharge", rated.get("totalNetCharge"))
    currency = rated.get("currency") or rated.get("shipmentRateDetail", {}).get("currency")
    price = Money(Decimal(str(told)), str(currency))
    return price if price.amount >= 0 else None


def _days(row: dict[str, Any]) -> int | None:
    told = row.get("commit", {}).get("transitDays", {}).get("minimumTransitTime")
    return DAYS.get(str(told or row.get("operationalDetail", {}).get("transitTime", "")))
