"""Examples for the contract."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

LABEL: Final[dict[str, Any]] = {
    "id": "lab_01KB4Y0Z3V8Q6R2M5N7P9S1T3W",
    "state": "made",
    "carrier": "DHL",
    "weight": 1250,
    "tracking_number": "00340434333300000001",
    "media_type": "application/pdf",
    "price": None,
    "has_customs_papers": False,
    "refusal": "",
}
PARCEL: Final = "ful_01KB4Y0Z3V8Q6R2M5N7P9S1T3X"
CARRIER: Final = "prc_01KB4Y0Z3V8Q6R2M5N7P9S1T3Y"


def _answer(name: str, value: object, status: str = "200") -> OpenApiExample:
    return OpenApiExample(name, value=value, response_only=True, status_codes=[status])


LABELS = _answer(
    "One parcel with a label",
    {
        "carriers": [{"id": CARRIER, "code": "dhl", "name": "DHL", "is_suggested": True}],
        "parcels": [{"id": PARCEL, "state": "packed", "weight": 1200, "label": LABEL}],
    },
)
CREATE = OpenApiExample(
    "By a carrier of one's choice",
    value={"parcel_id": PARCEL, "weight": 1250, "carrier_id": CARRIER},
    request_only=True,
)
ONE = _answer("The label is ready", LABEL, "201")
CANCELLED = _answer("It is cancelled", {**LABEL, "state": "cancelled"})
FILES = [
    OpenApiExample(name, value, response_only=True, status_codes=["200"], media_type=media_type)
    for name, value, media_type in (
        ("A label for a printer", "^XA^FO50,50^A0N,40^FDDHL^FS^XZ", "application/zpl"),
        ("A document", "%PDF-1.4 …", "application/pdf"),
        ("A picture", "GIF89a …", "image/gif"),
    )
]
