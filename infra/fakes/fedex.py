"""FedEx's REST services as far as the shop uses them: tokens, labels, prices, tracking, news.

It keeps shipments as FedEx does: each request for a label makes one, whatever its reference; tracking
knows a shipment only after it is in its books (`books` says whether that is at once); one that is
cancelled stays known. The word that says how it behaves stands in the client's secret, or in `behaves`
for all but tokens. A postcode of 00000 is none; an export without customs data is refused. Prices are by
service and kilogram: `PRICES` of the first one, and a fifth of it for each further.
"""

from __future__ import annotations

import base64
import hmac
import json
from datetime import datetime
from decimal import ROUND_UP, Decimal
from typing import Any

from .service import Callback, Reply, Request, Service

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CUSTOMS_PDF = PDF.replace(b"1.4", b"1.5")
ZPL = b"^XA^FO50,50^A0N,40^FDFEDEX^FS^XZ"
_REFUSALS = {
    401: (
        "NOT.AUTHORIZED.ERROR",
        "Access token expired. Please modify your request and try again.",
    ),
    403: ("FORBIDDEN.ERROR", "We could not authorize your credentials."),
    429: ("TOO.MANY.REQUESTS", "The allowed number of requests was exceeded."),
    500: ("INTERNAL.SERVER.ERROR", "We encountered an unexpected error."),
}
TYPES = {
    "announced": ("OC", "IN", "Shipment information sent to FedEx"),
    "in_transit": ("AR", "IT", "Arrived at FedEx location"),
    "out_for_delivery": ("OD", "OD", "On FedEx vehicle for delivery"),
    "delivered": ("DL", "DL", "Delivered"),
    "failed": ("DE", "DE", "Delivery exception"),
    "returned": ("RS", "RS", "Returning package to shipper"),
}
# Of the first kilogram by agreement, half of what the list says, and days, by service.
PRICES = {
    "FEDEX_REGIONAL_ECONOMY": ("7.10", "THREE_DAYS"),
    "PRIORITY_OVERNIGHT": ("13.50", "ONE_DAY"),
}
PRICES_ABROAD = {"INTERNATIONAL_ECONOMY": ("21.00", "FIVE_DAYS")}
HEAVIEST = 68
UNION = frozenset({"DE", "AT", "FR", "IT", "NL", "BE", "PL", "ES"})


class Fedex(Service):
    """One account; `received` are its shipments, with what happened to each, `rated` those only priced."""

    name = "fedex"
    token = "token-of-fedex"  # noqa: S105 - of the local server
    books = True
    currency = "EUR"

    def __init__(self) -> None:
        super().__init__()
        self.rated: list[dict[str, Any]] = []

    def key_of(self, request: Request) -> str:
        if request.path == "/oauth/token":
            return request.form.get("client_secret", "")
        return request.bearer.removeprefix("token-for-")

    def behaviour_of(self, request: Request) -> str:
        """What `behaves` says is of all calls but those for a token."""
        said, is_token = self.behaves, request.path == "/oauth/token"
        self.behaves = "" if is_token else said
        try:
            return super().behaviour_of(request)
        finally:
            self.behaves = said

    def act(self, request: Request) -> Reply:
        if request.path == "/oauth/token":
            token = f"token-for-{request.form['client_secret']}"
            kept = {"access_token": token, "token_type": "bearer", "expires_in": 3599}
            return Reply(content={**kept, "scope": "CXS"})
        asked = request.json()
        if request.path == "/rate/v1/rates/quotes":
            return self._rate(asked["requestedShipment"])
        if request.path == "/ship/v1/shipments/cancel":
            return self._cancel(asked["trackingNumber"])
        if request.path == "/track/v1/referencenumbers":
            return self._by_reference(asked["referencesInformation"]["value"])
        if request.path == "/track/v1/trackingnumbers":
            return self._by_number(asked["trackingInfo"][0]["trackingNumberInfo"]["trackingNumber"])
        return self._ship(asked["requestedShipment"])

    def refuse(self, status: int) -> object:
        return _errors(*_REFUSALS[status])

    def happen(
        self, kind: str, at: datetime, number: int = -1, place: str = "Berlin"
    ) -> dict[str, Any]:
        """Let something happen to a shipment; who asks hears of it."""
        code, derived, description = TYPES[kind]
        scan = {
            "date": at.isoformat(),
            "eventType": code,
            "eventDescription": description,
            "derivedStatusCode": derived,
            "scanLocation": {"city": place, "countryCode": "DE"},
        }
        self.received[number]["scans"].insert(0, scan)
        return scan

    def callback(self, entry: dict[str, Any], state: str, url: str) -> Callback:
        """Return the news of the last scan of a shipment, signed with the token."""
        last = {**entry, "scans": entry["scans"][:1]}
        body = json.dumps({"output": {"completeTrackResults": [_result(last)]}}).encode()
        signature = base64.b64encode(hmac.digest(self.token.encode(), body, "sha256")).decode()
        return Callback({"fdx-signature": signature, "Content-Type": "application/json"}, body)

    def _ship(self, shipment: dict[str, Any]) -> Reply:
        to = shipment["recipients"][0]["address"]
        is_export = to["countryCode"] not in UNION
        if to["postalCode"] == "00000":
            wrong = "RECIPIENTS.POSTALCODE.INVALID"
            return Reply(400, _errors(wrong, "The recipient postal code is not valid."))
        if is_export and not shipment.get("customsClearanceDetail"):
            wrong = "CUSTOMSCLEARANCEDETAIL.REQUIRED"
            return Reply(400, _errors(wrong, "Customs clearance detail is required."))
        form = shipment["labelSpecification"]["imageType"]
        number = f"7949{len(self.received) + 1:08d}"
        (package,) = shipment["requestedPackageLineItems"]
        reference = package["customerReferences"][0]["value"]
        entry = {"number": number, "reference": reference, "form": form, "is_void": False}
        self.received.append({**entry, "shipment": shipment, "scans": []})
        image = base64.b64encode(ZPL if form == "ZPLII" else PDF).decode()
        document = {"contentType": "LABEL", "docType": form, "encodedLabel": image}
        made: dict[str, Any] = {
            "masterTrackingNumber": number,
            "serviceType": shipment["serviceType"],
            "pieceResponses": [{"trackingNumber": number, "packageDocuments": [document]}],
            "completedShipmentDetail": {
                "shipmentRating": {
                    "shipmentRateDetails": [{"totalNetCharge": 18.34, "currency": "EUR"}]
                }
            },
        }
        if is_export and shipment.get("shippingDocumentSpecification"):
            papers = base64.b64encode(CUSTOMS_PDF).decode()
            invoice = {"contentType": "COMMERCIAL_INVOICE", "docType": "PDF"}
            made["shipmentDocuments"] = [{**invoice, "encodedLabel": papers}]
        return _output({"transactionShipments": [made]})

    def _rate(self, shipment: dict[str, Any]) -> Reply:
        start, end = (shipment[who]["address"] for who in ("shipper", "recipient"))
        if end["postalCode"] == "00000":
            wrong = "RECIPIENT.POSTALCODE.INVALID"
            return Reply(400, _errors(wrong, "The recipient postal code is not valid."))
        is_abroad = end["countryCode"] != start["countryCode"]
        if is_abroad and not shipment["customsClearanceDetail"]["commodities"]:
            return Reply(400, _errors("COMMODITIES.REQUIRED", "Commodities are required."))
        weight = Decimal(str(shipment["requestedPackageLineItems"][0]["weight"]["value"]))
        if weight > HEAVIEST:
            return Reply(400, _errors("WEIGHT.EXCEEDED", "The package weight exceeds the maximum."))
        self.rated.append(shipment)
        prices = PRICES_ABROAD if is_abroad else PRICES
        rows = [self._rated(code, *told, weight) for code, told in prices.items()]
        return _output({"rateReplyDetails": rows, "encoded": False})

    def _rated(self, code: str, first: str, days: str, weight: Decimal) -> dict[str, Any]:
        further = max(weight.to_integral_value(ROUND_UP) - 1, Decimal(0))
        own = Decimal(first) * (1 + further / 5)

        def charged(kind: str, amount: Decimal) -> dict[str, Any]:
            return {
                "rateType": kind,
                "ratedWeightMethod": "ACTUAL",
                "totalNetCharge": float(round(amount * Decimal("1.19"), 2)),
                "totalNetFedExCharge": float(round(amount, 2)),
                "shipmentRateDetail": {"currency": self.currency},
                "currency": self.currency,
            }

        return {
            "serviceType": code,
            "packagingType": "YOUR_PACKAGING",
            "ratedShipmentDetails": [charged("LIST", own * 2), charged("ACCOUNT", own)],
            "commit": {"transitDays": {"minimumTransitTime": days}},
        }

    def _cancel(self, number: str) -> Reply:
        entry = self._find(number)
        if entry is None:
            return Reply(400, _errors("TRACKINGNUMBER.NOTFOUND", "The number was not found."))
        if entry["is_void"]:
            said = "The shipment has already been cancelled."
            return Reply(400, _errors("SHIPMENT.CANCEL.FAILURE", said))
        entry["is_void"] = True
        return _output({"cancelledShipment": True, "cancelledHistory": True})

    def _by_number(self, number: str) -> Reply:
        entry = self._find(number) if self.books else None
        if entry is None:
            code = "TRACKING.TRACKINGNUMBER.NOTFOUND"
            error = {"code": code, "message": "Tracking number cannot be found."}
            row = {"trackingNumberInfo": {"trackingNumber": number}, "error": error}
            found = {"trackingNumber": number, "trackResults": [row]}
            return _output({"completeTrackResults": [found]})
        return _output({"completeTrackResults": [_result(entry)]})

    def _by_reference(self, reference: str) -> Reply:
        found = [e for e in self.received if e["reference"] == reference and self.books]
        if not found:
            code = "TRACKING.REFERENCENUMBER.NOTFOUND"
            return Reply(400, _errors(code, "Reference number cannot be found."))
        return _output({"completeTrackResults": [_result(entry) for entry in found]})

    def _find(self, number: str) -> dict[str, Any] | None:
        return next((entry for entry in self.received if entry["number"] == number), None)


def _result(entry: dict[str, Any]) -> dict[str, Any]:
    number = entry["number"]
    row = {"trackingNumberInfo": {"trackingNumber": number}, "scanEvents": entry["scans"]}
    return {"trackingNumber": number, "trackResults": [row]}


def _output(content: dict[str, Any]) -> Reply:
    return Reply(content={"transactionId": "0f3c", "output": content})


def _errors(code: str, message: str) -> dict[str, Any]:
    return {"transactionId": "0f3c", "errors": [{"code": code, "message": message}]}
