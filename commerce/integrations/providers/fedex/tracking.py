"""Where parcels of FedEx are: asked for, and pushed."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from commerce.core.texts import clean_line
from commerce.integrations.errors import ProviderRefusedError, ProviderUnavailableError
from commerce.integrations.providers.answers import GARBLED, read_object
from commerce.integrations.providers.callbacks import FORGED, header
from commerce.integrations.shapes import TrackingNews

from .wire import call

if TYPE_CHECKING:
    from . import Fedex

NUMBERS: Final = "/track/v1/trackingnumbers"
REFERENCES: Final = "/track/v1/referencenumbers"
SIGNATURE: Final = "fdx-signature"
# A shipment is looked for among those of so many days.
DAYS: Final = timedelta(days=30)
# FedEx's types of scans; of others, the state that it derives from them.
TYPES: Final = {
    "OC": "announced",
    "OD": "out_for_delivery",
    "DL": "delivered",
    "DE": "failed",
    "RS": "returned",
}
DERIVED: Final = {"PU": "in_transit", "IT": "in_transit", "DE": "failed"}


def ask_course(provider: Fedex, tracking_number: str) -> list[TrackingNews]:
    """Return all that has happened to a parcel, oldest first; nothing for one not seen yet."""
    wanted = [{"trackingNumberInfo": {"trackingNumber": tracking_number}}]
    found = call(
        provider,
        "track",
        "POST",
        NUMBERS,
        key=tracking_number,
        body={"includeDetailedScans": True, "trackingInfo": wanted},
    )
    return _course(found)


def numbers_of(provider: Fedex, reference: str) -> list[str]:
    """Return the numbers of the account's shipments with that reference, as far as tracking knows."""
    today = timezone.localdate()
    wanted = {
        "type": "CUSTOMER_REFERENCE",
        "value": reference,
        "accountNumber": provider.settings.account,
        "shipDateBegin": (today - DAYS).isoformat(),
        "shipDateEnd": (today + timedelta(days=1)).isoformat(),
    }
    try:
        found = call(
            provider,
            "find_label",
            "POST",
            REFERENCES,
            key=reference,
            body={"referencesInformation": wanted},
        )
    except ProviderRefusedError as refused:
        if "NOTFOUND" in str(refused):
            return []
        raise
    return [number for number, _row in _results(found)]


def read_pushed(secret: str, headers: Mapping[str, str], body: bytes) -> list[TrackingNews]:
    """Return what FedEx tells by itself. Raises ProviderRefusedError unless it has signed it."""
    made = base64.b64encode(hmac.digest(secret.encode(), body, "sha256"))
    if not secret or not hmac.compare_digest(header(headers, SIGNATURE).encode(), made):
        raise ProviderRefusedError(FORGED)
    try:
        told = read_object(body)
        return _course(told["output"] if isinstance(told.get("output"), dict) else told)
    except ProviderUnavailableError:
        raise ProviderRefusedError(GARBLED) from None


def _course(found: Mapping[str, Any]) -> list[TrackingNews]:
    try:
        news = [
            _news(number, scan)
            for number, row in _results(found)
            for scan in row.get("scanEvents") or []
        ]
    except (TypeError, AttributeError):
        raise ProviderUnavailableError(GARBLED) from None
    return sorted(filter(None, news), key=lambda each: each.happened_at)


def _results(found: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each parcel that was found with its number; one that is not known has an error."""
    try:
        rows = [row for each in found["completeTrackResults"] for row in each["trackResults"]]
        for row in rows:
            if not row.get("error"):
                yield clean_line(str(row["trackingNumberInfo"]["trackingNumber"]))[:64], row
    except (KeyError, TypeError, AttributeError):
        raise ProviderUnavailableError(GARBLED) from None


def _news(number: str, scan: Mapping[str, Any]) -> TrackingNews | None:
    """The same scan has the same id, whether it was pushed or asked for."""
    code, derived = str(scan.get("eventType", "")), str(scan.get("derivedStatusCode", ""))
    kind = TYPES.get(code) or DERIVED.get(derived)
    moment = _moment(str(scan.get("date", "")))
    if kind is None or moment is None:
        return None
    name = f"{number}/{code}/{derived}/{moment.isoformat()}"
    return TrackingNews(
        id=hashlib.sha256(name.encode()).hexdigest()[:40],
        tracking_number=number,
        status=kind,
        happened_at=moment,
        place=_place(scan.get("scanLocation")),
        text=clean_line(str(scan.get("eventDescription", "")))[:255],
    )


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _place(location: object) -> str:
    if not isinstance(location, dict):
        return ""
    parts = (location.get("city"), location.get("countryCode"))
    return clean_line(", ".join(str(part) for part in parts if part))[:128]
