"""Where parcels of UPS are: asked for, and pushed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from commerce.core.texts import clean_line
from commerce.integrations.errors import ProviderRefusedError, ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED, read_object
from commerce.integrations.providers.callbacks import FORGED, header
from commerce.integrations.shapes import TrackingNews

from .wire import call

if TYPE_CHECKING:
    from . import Ups

# UPS's types of activities, and the one code that it has for the van.
TYPES: Final = {
    "M": "announced",
    "MV": "cancelled",
    "P": "in_transit",
    "I": "in_transit",
    "O": "out_for_delivery",
    "D": "delivered",
    "X": "failed",
    "RS": "returned",
}
ON_THE_VAN: Final = frozenset({"OT", "OF", "OD"})


def ask_course(provider: Ups, tracking_number: str) -> list[TrackingNews]:
    """Return all that has happened to a parcel, oldest first; nothing for one not seen yet."""
    path = f"/api/track/v1/details/{tracking_number}?locale=en_US"
    try:
        found = call(provider, "track", "GET", path, key=tracking_number)
    except ProviderRefusedError:
        return []  # a number that has not been scanned yet is not known there
    try:
        packages = found["trackResponse"]["shipment"][0]["package"]
        rows = [row for package in packages for row in package.get("activity", [])]
    except (KeyError, TypeError, IndexError):
        raise ProviderUnavailableError(GARBLED) from None
    news = [_news(tracking_number, row, row.get("status", {}), _place(row)) for row in rows]
    return sorted(filter(None, news), key=lambda each: each.happened_at)


def read_pushed(secret: str, headers: Mapping[str, str], body: bytes) -> list[TrackingNews]:
    """Return what UPS tells by itself. Raises ProviderRefusedError unless it knows the credential."""
    if not secret or not hmac.compare_digest(
        header(headers, "credential").encode(), secret.encode()
    ):
        raise ProviderRefusedError(FORGED)
    try:
        row = read_object(body)
    except ProviderUnavailableError:
        raise ProviderRefusedError(GARBLED) from None
    number = clean_line(str(row.get("trackingNumber", "")))[:64]
    status = row.get("activityStatus")
    when = {"gmtDate": row.get("gmtActivityDate"), "gmtTime": row.get("gmtActivityTime")}
    place = row.get("activityLocation")
    told = _news(
        number,
        when,
        status if isinstance(status, dict) else {},
        _city(place if isinstance(place, dict) else {}),
    )
    return [told] if told and number else []


def _news(
    number: str, row: Mapping[str, Any], status: Mapping[str, Any], place: str
) -> TrackingNews | None:
    """The same activity has the same id, whether it was pushed or asked for."""
    kind = TYPES.get(str(status.get("type", "")).strip())
    if status.get("code") in ON_THE_VAN:
        kind = "out_for_delivery"
    moment = _moment(f"{row.get('gmtDate', '')}{row.get('gmtTime', '')}")
    if kind is None or kind == "cancelled" or moment is None:
        return None
    name = f"{number}/{status.get('type')}/{status.get('code')}/{moment.isoformat()}"
    return TrackingNews(
        id=hashlib.sha256(name.encode()).hexdigest()[:40],
        tracking_number=number,
        status=kind,
        happened_at=moment,
        place=place,
        text=clean_line(str(status.get("description", "")))[:255],
    )


def _moment(text: str) -> datetime | None:
    digits = "".join(filter(str.isdigit, text))
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _place(row: Mapping[str, Any]) -> str:
    location = row.get("location")
    address = location.get("address") if isinstance(location, dict) else None
    return _city(address if isinstance(address, dict) else {})


def _city(address: Mapping[str, Any]) -> str:
    parts = (address.get("city"), address.get("countryCode") or address.get("country"))
    return clean_line(", ".join(str(part) for part in parts if part))[:128]
