"""Labels of FedEx: made, cancelled, and undone where nobody has seen them."""

from __future__ import annotations

import base64
import binascii
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.money import Money
from commerce.integrations.errors import (
    LabelUnknownError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.answers import GARBLED
from commerce.integrations.shapes import LabelMade, ParcelFacts, PostalAddress

from .customs import declaration
from .tracking import numbers_of
from .wire import call

if TYPE_CHECKING:
    from . import Fedex, FedexSettings

SHIP: Final = "/ship/v1/shipments"
CANCEL: Final = "/ship/v1/shipments/cancel"
MEDIA: Final = {"PDF": "application/pdf", "ZPLII": "application/zpl"}
STOCK: Final = {"PDF": "PAPER_4X6", "ZPLII": "STOCK_4X6"}
LINE: Final = 35
UNKNOWN: Final = _(
    "FedEx does not know yet whether there is a shipment with the reference %(reference)s: its books"
    " are up to some hours behind."
)


def make(provider: Fedex, parcel: ParcelFacts, *, key: str) -> LabelMade:
    """Have a label made. Sent once: nobody knows what an answer that was lost has done."""
    found = call(
        provider,
        "make_label",
        "POST",
        SHIP,
        key=key,
        body={
            "labelResponseOptions": "LABEL",
            "accountNumber": {"value": provider.settings.account},
            "requestedShipment": _shipment(provider.settings, parcel, key),
        },
        about=parcel.about,
        is_idempotent=False,
    )
    try:
        shipment = found["transactionShipments"][0]
        piece = shipment["pieceResponses"][0]
        label = piece["packageDocuments"][0]
        return LabelMade(
            reference=str(shipment["masterTrackingNumber"]),
            tracking_number=str(piece["trackingNumber"]),
            content=decoded(label["encodedLabel"]),
            media_type=MEDIA[label["docType"]],
            price=_price(shipment),
            customs_papers=_papers(shipment),
        )
    except (KeyError, TypeError, IndexError):
        raise ProviderUnavailableError(GARBLED) from None


def undo(provider: Fedex, *, key: str) -> None:
    """Cancel the shipment of that reference, whose label nobody can get any more.

    Raises LabelUnknownError while FedEx does not know one: that there is none cannot be said.
    """
    numbers = numbers_of(provider, key)
    if not numbers:
        raise LabelUnknownError(UNKNOWN % {"reference": key})
    for number in numbers:
        cancel(provider, number)


def cancel(provider: Fedex, reference: str) -> None:
    """Have a shipment cancelled, so that nobody pays for it. Twice changes nothing."""
    body = {
        "accountNumber": {"value": provider.settings.account},
        "senderCountryCode": provider.settings.sender_country,
        "deletionControl": "DELETE_ALL_PACKAGES",
        "trackingNumber": reference,
    }
    try:
        call(provider, "cancel_label", "PUT", CANCEL, key=reference, body=body)
    except ProviderRefusedError as refused:
        # FedEx's reference names no code for what is cancelled already; its words say so.
        told = str(refused).lower()
        if "already" not in told or not ("cancel" in told or "delet" in told):
            raise


def _shipment(settings: FedexSettings, parcel: ParcelFacts, key: str) -> dict[str, Any]:
    is_home = parcel.recipient.country == settings.sender_country
    payer = {"responsibleParty": {"accountNumber": {"value": settings.account}}}
    return {
        **(declaration(parcel.customs) if parcel.customs else {}),
        "shipper": _party(_sender(settings)),
        "recipients": [_party(parcel.recipient)],
        "shipDatestamp": timezone.localdate().isoformat(),
        "serviceType": settings.service if is_home else settings.service_abroad,
        "packagingType": "YOUR_PACKAGING",
        "pickupType": "USE_SCHEDULED_PICKUP",
        "shippingChargesPayment": {"paymentType": "SENDER", "payor": payer},
        "labelSpecification": {
            "imageType": settings.label_format,
            "labelStockType": STOCK[settings.label_format],
        },
        "requestedPackageLineItems": [
            {
                "weight": in_kilograms(parcel.weight),
                "customerReferences": [
                    {"customerReferenceType": "CUSTOMER_REFERENCE", "value": key[:LINE]}
                ],
            }
        ],
    }


def _sender(settings: FedexSettings) -> PostalAddress:
    return PostalAddress(
        name=settings.sender_name,
        street=settings.sender_street,
        postcode=settings.sender_postcode,
        city=settings.sender_city,
        region=settings.sender_region,
        country=settings.sender_country,
        phone=settings.sender_phone,
    )


def _party(who: PostalAddress) -> dict[str, Any]:
    contact = {
        "personName": who.name[:LINE],
        "companyName": who.company[:LINE],
        "phoneNumber": "".join(filter(str.isdigit, who.phone))[:15] or "0000000000",
    }
    address = {
        "streetLines": [line[:LINE] for line in (who.street, who.more) if line],
        "city": who.city[:LINE],
        "stateOrProvinceCode": who.region[:2],
        "postalCode": who.postcode[:10],
        "countryCode": who.country,
    }
    return {
        "contact": {name: text for name, text in contact.items() if text},
        "address": {name: text for name, text in address.items() if text},
    }


def in_kilograms(grams: int) -> dict[str, Any]:
    """Return a weight as FedEx writes it: to a tenth of a kilogram, never less than it is."""
    kilograms = (Decimal(grams) / 1000).quantize(Decimal("0.1"), rounding="ROUND_UP")
    return {"units": "KG", "value": float(kilograms)}


def decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ProviderUnavailableError(GARBLED) from None


def _papers(shipment: dict[str, Any]) -> bytes:
    """The commercial invoice, where one was asked for."""
    papers = shipment.get("shipmentDocuments") or []
    wanted = [each for each in papers if each["contentType"] == "COMMERCIAL_INVOICE"]
    return decoded(wanted[0]["encodedLabel"]) if wanted else b""


def _price(shipment: dict[str, Any]) -> Money | None:
    try:
        rated = shipment["completedShipmentDetail"]["shipmentRating"]["shipmentRateDetails"][0]
        return Money(Decimal(str(rated["totalNetCharge"])), str(rated["currency"]))
    except (KeyError, TypeError, IndexError, InvalidOperation, ValueError):
        return None
