"""Labels of DHL: made and cancelled."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any, Final

from commerce.integrations.errors import ProviderRefusedError, ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED
from commerce.integrations.shapes import LabelMade, ParcelFacts, PostalAddress

from .countries import in_three_letters
from .customs import declaration
from .wire import PROFILE, call

if TYPE_CHECKING:
    from . import Dhl, DhlSettings

HOME: Final = "DE"
ABROAD: Final = "V53WPAK"
# DHL answers the deletion of what is not there with words alone.
GONE: Final = ("not found", "unknown", "not exist", "already deleted", "already cancel")


def make(provider: Dhl, parcel: ParcelFacts, *, key: str) -> LabelMade:
    """Have a label made. Sent once: nobody knows what an answer that was lost has done."""
    settings = provider.settings
    found = call(
        provider,
        "make_label",
        "POST",
        {"includeDocs": "include", "docFormat": settings.label_format},
        body={"profile": PROFILE, "shipments": [_shipment(settings, parcel, key)]},
        about=parcel.about,
        is_idempotent=False,
    )
    try:
        item = found["items"][0]
        number = str(item["shipmentNo"])
        content, media_type = _printed(item["label"])
        papers = item.get("customsDoc")
        return LabelMade(
            reference=number,
            tracking_number=number,
            content=content,
            media_type=media_type,
            customs_papers=decoded(papers["b64"]) if papers else b"",
        )
    except (KeyError, TypeError, IndexError, AttributeError):
        raise ProviderUnavailableError(GARBLED) from None


def cancel(provider: Dhl, reference: str) -> None:
    """Have a shipment deleted, which DHL does until it is closed at the end of the day.

    Twice changes nothing.
    """
    query = {"profile": PROFILE, "shipment": reference}
    try:
        call(provider, "cancel_label", "DELETE", query)
    except ProviderRefusedError as refused:
        if not any(word in str(refused).lower() for word in GONE):
            raise


def _shipment(settings: DhlSettings, parcel: ParcelFacts, key: str) -> dict[str, Any]:
    is_home = parcel.recipient.country == HOME
    product = settings.product if is_home else ABROAD
    customs = {"customs": declaration(parcel.customs)} if parcel.customs else {}
    return {
        **customs,
        "product": product,
        "billingNumber": f"{settings.account}{product[1:3]}{settings.participation}",
        "refNo": key[:35],
        "shipper": _party(
            PostalAddress(
                name=settings.sender_name,
                street=settings.sender_street,
                postcode=settings.sender_postcode,
                city=settings.sender_city,
                country=HOME,
            )
        ),
        "consignee": _branch(parcel)
        if parcel.pickup_reference
        else _consignee(parcel.recipient, is_home=is_home),
        "details": {"weight": {"uom": "g", "value": parcel.weight}},
    }


def _branch(parcel: ParcelFacts) -> dict[str, Any]:
    """A branch is addressed by its number; whom the parcel is for is told by e-mail that it waits."""
    who = parcel.recipient
    return {
        "name": who.name[:50],
        "retailID": int(parcel.pickup_reference),
        "postalCode": who.postcode[:10],
        "city": who.city[:40],
        "country": in_three_letters(who.country),
        "email": parcel.email[:80],
    }


def _consignee(who: PostalAddress, *, is_home: bool) -> dict[str, Any]:
    """DHL takes no telephone number within Germany."""
    told = {
        "additionalAddressInformation1": who.more[:60],
        "state": who.region[:20],
        "phone": "" if is_home else who.phone[:20],
    }
    return {**_party(who), **{name: text for name, text in told.items() if text}}


def _party(who: PostalAddress) -> dict[str, Any]:
    names = [who.company, who.name] if who.company else [who.name]
    told = {
        **{f"name{place}": name[:50] for place, name in enumerate(names, start=1) if name},
        "addressStreet": who.street[:50],
        "postalCode": who.postcode[:10],
        "city": who.city[:40],
        "country": in_three_letters(who.country),
    }
    return {name: text for name, text in told.items() if text}


def _printed(label: dict[str, Any]) -> tuple[bytes, str]:
    """Documents come in Base64, what a label printer reads as it is."""
    if label.get("zpl2"):
        return str(label["zpl2"]).encode(), "application/zpl"
    return decoded(label["b64"]), "application/pdf"


def decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ProviderUnavailableError(GARBLED) from None
