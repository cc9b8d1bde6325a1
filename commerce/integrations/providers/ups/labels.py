"""Labels of UPS: made, found again by their reference, cancelled."""

from __future__ import annotations

import base64
import binascii
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from commerce.core.money import Money
from commerce.integrations.errors import ProviderRefusedError, ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED
from commerce.integrations.shapes import LabelMade, ParcelFacts, PostalAddress

from .wire import call

if TYPE_CHECKING:
    from . import Ups, UpsSettings

SHIP: Final = "/api/shipments/v2409/ship"
VOID: Final = "/api/shipments/v2409/void/cancel/"
RECOVER: Final = "/api/labels/v1/recovery"
# Its words for "no shipment has this reference", and for a shipment that is cancelled already.
UNKNOWN: Final = ("300100", "300101")
CANCELLED: Final = ("190117", "190118")
MEDIA: Final = {"GIF": "image/gif", "ZPL": "application/zpl"}
LINE: Final = 35


def make(provider: Ups, parcel: ParcelFacts, *, key: str) -> LabelMade:
    """Have a label made. Sent once: nobody knows what an answer that was lost has done."""
    found = call(
        provider,
        "make_label",
        "POST",
        SHIP,
        key=key,
        body={"ShipmentRequest": _request(provider.settings, parcel, key)},
        about=parcel.about,
        is_idempotent=False,
    )
    try:
        results = found["ShipmentResponse"]["ShipmentResults"]
        package = _only(results["PackageResults"])
        label = package["ShippingLabel"]
        return LabelMade(
            reference=str(results["ShipmentIdentificationNumber"]),
            tracking_number=str(package["TrackingNumber"]),
            content=_decoded(label["GraphicImage"]),
            media_type=MEDIA[label["ImageFormat"]["Code"]],
            price=money_of(results.get("ShipmentCharges", {}).get("TotalCharges")),
        )
    except (KeyError, TypeError, IndexError):
        raise ProviderUnavailableError(GARBLED) from None


def find(provider: Ups, *, key: str) -> LabelMade | None:
    """Return the label of that reference; None where UPS has surely made none."""
    settings = provider.settings
    wanted = {"ReferenceNumber": {"Value": key[:LINE]}, "ShipperNumber": settings.account}
    form = {"LabelImageFormat": {"Code": settings.label_format}}
    body = {"LabelRecoveryRequest": {"LabelSpecification": form, "ReferenceValues": wanted}}
    try:
        found = call(provider, "find_label", "POST", RECOVER, key=key, body=body)
    except ProviderRefusedError as refused:
        if any(f"({code})" in str(refused) for code in UNKNOWN):
            return None
        raise
    try:
        answer = found["LabelRecoveryResponse"]
        label = _only(answer["LabelResults"])
        return LabelMade(
            reference=str(answer["ShipmentIdentificationNumber"]),
            tracking_number=str(label["TrackingNumber"]),
            content=_decoded(label["LabelImage"]["GraphicImage"]),
            media_type=MEDIA[label["LabelImage"]["LabelImageFormat"]["Code"]],
        )
    except (KeyError, TypeError, IndexError):
        raise ProviderUnavailableError(GARBLED) from None


def cancel(provider: Ups, reference: str) -> None:
    """Have a shipment cancelled, so that nobody pays for it. Twice changes nothing."""
    try:
        call(provider, "cancel_label", "DELETE", VOID + reference, key=reference)
    except ProviderRefusedError as refused:
        if not any(f"({code})" in str(refused) for code in CANCELLED):
            raise


def _request(settings: UpsSettings, parcel: ParcelFacts, key: str) -> dict[str, Any]:
    sender = party(sender_of(settings))
    payer = {"Type": "01", "BillShipper": {"AccountNumber": settings.account}}
    return {
        "Request": {
            "RequestOption": "nonvalidate",
            "TransactionReference": {"CustomerContext": key},
        },
        "Shipment": {
            "Description": parcel.contents[:50],
            "Shipper": {**sender, "ShipperNumber": settings.account},
            "ShipFrom": sender,
            "ShipTo": party(parcel.recipient),
            "PaymentInformation": {"ShipmentCharge": [payer]},
            "Service": {"Code": settings.service},
            "ReferenceNumber": [{"Value": key[:LINE]}],
            "Package": [_package(parcel)],
        },
        "LabelSpecification": {
            "LabelImageFormat": {"Code": settings.label_format},
            "LabelStockSize": {"Height": "6", "Width": "4"},
        },
    }


def _package(parcel: ParcelFacts) -> dict[str, Any]:
    return {"Packaging": {"Code": "02"}, "PackageWeight": weight_of(parcel.weight)}


def weight_of(grams: int) -> dict[str, Any]:
    """Return a weight as UPS writes it, in tenths of kilograms, rounded up."""
    kilograms = (Decimal(grams) / 1000).quantize(Decimal("0.1"), rounding="ROUND_UP")
    return {"UnitOfMeasurement": {"Code": "KGS"}, "Weight": str(kilograms)}


def sender_of(settings: UpsSettings) -> PostalAddress:
    """Return whom parcels are from."""
    return PostalAddress(
        name=settings.sender_name,
        street=settings.sender_street,
        postcode=settings.sender_postcode,
        city=settings.sender_city,
        country=settings.sender_country,
        phone=settings.sender_phone,
    )


def party(who: PostalAddress) -> dict[str, Any]:
    """Return somebody as UPS writes them, within the lengths that it takes."""
    lines = [line[:LINE] for line in (who.street, who.more) if line]
    return {
        "Name": (who.company or who.name)[:LINE],
        "AttentionName": who.name[:LINE],
        "Phone": {"Number": "".join(filter(str.isdigit, who.phone))[:15] or "0000000000"},
        "Address": {
            "AddressLine": lines,
            "City": who.city[:30],
            "StateProvinceCode": who.region[:5],
            "PostalCode": who.postcode[:9],
            "CountryCode": who.country,
        },
    }


def _only(found: Any) -> dict[str, Any]:
    """UPS writes one as itself and several as a list; a parcel has one."""
    only: dict[str, Any] = found[0] if isinstance(found, list) else found
    return only


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ProviderUnavailableError(GARBLED) from None


def money_of(charge: Any) -> Money | None:
    """Return an amount as UPS writes it; None for what is none."""
    try:
        return Money(Decimal(charge["MonetaryValue"]), str(charge["CurrencyCode"]))
    except (TypeError, KeyError, InvalidOperation, ValueError):
        return None
