"""Where parcels of DHL are, as its tracking service for all its divisions tells."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from commerce.core.texts import clean_line
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED
from commerce.integrations.shapes import TrackingNews

from .wire import look

if TYPE_CHECKING:
    from . import Dhl

CODES: Final = {
    "pre-transit": "announced",
    "transit": "in_transit",
    "delivered": "delivered",
    "failure": "failed",
}
# It has no code of its own for the van and for the way back.
ON_THE_VAN: Final = ("delivery vehicle", "out for delivery")
ON_THE_WAY_BACK: Final = ("returned to the sender", "return to sender", "return shipment")
# Moments without a zone are those of the place.
ZONE: Final = ZoneInfo("Europe/Berlin")


def ask_course(provider: Dhl, tracking_number: str) -> list[TrackingNews]:
    """Return all that has happened to a parcel, oldest first; nothing for one not seen yet."""
    found = look(provider, tracking_number)
    if found is None:
        return []
    try:
        rows = found["shipments"][0].get("events", [])
        news = [_news(tracking_number, row) for row in rows]
    except (KeyError, TypeError, IndexError, AttributeError):
        raise ProviderUnavailableError(GARBLED) from None
    return sorted(filter(None, news), key=lambda each: each.happened_at)


def _news(number: str, row: dict[str, Any]) -> TrackingNews | None:
    """The same event has the same id each time it is asked for."""
    moment = _moment(str(row.get("timestamp", "")))
    text = clean_line(str(row.get("description") or row.get("status") or ""))[:255]
    kind = _kind(str(row.get("statusCode", "")), f"{row.get('status', '')} {text}".lower())
    if kind is None or moment is None:
        return None
    name = f"{number}/{row.get('statusCode')}/{text}/{moment.isoformat()}"
    return TrackingNews(
        id=hashlib.sha256(name.encode()).hexdigest()[:40],
        tracking_number=number,
        status=kind,
        happened_at=moment,
        place=_place(row.get("location")),
        text=text,
    )


def _kind(code: str, words: str) -> str | None:
    kind = CODES.get(code)
    if kind in ("in_transit", "failed") and any(each in words for each in ON_THE_WAY_BACK):
        return "returned"
    if kind == "in_transit" and any(each in words for each in ON_THE_VAN):
        return "out_for_delivery"
    return kind


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def _place(location: object) -> str:
    address = location.get("address") if isinstance(location, dict) else None
    if not isinstance(address, dict):
        return ""
    parts = (address.get("addressLocality"), address.get("countryCode"))
    return clean_line(", ".join(str(part) for part in parts if part))[:128]
