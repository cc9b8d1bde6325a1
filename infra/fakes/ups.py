"""UPS's REST services as far as the shop uses them: tokens, labels, recovery, tracking, news, prices.

It keeps shipments as UPS does: each request for a label makes one, whatever its reference; a label is
found again by the reference; a shipment that is cancelled stays known. The word that says how it
behaves stands in the client secret, or in `behaves` for all but tokens. A postcode of 00000 is none,
and prices are by service and kilogram: `PRICES` of the first one, and a fifth of it for each further.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime
from decimal import ROUND_UP, Decimal
from typing import Any

from .service import Callback, Reply, Request, Service

GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
ZPL = b"^XA^FO50,50^A0N,40^FDUPS^FS^XZ"
_REFUSALS = {
    401: ("250002", "Invalid Authentication Information."),
    403: ("250003", "Invalid Access License number"),
    429: ("10429", "Too Many Requests"),
    500: ("10500", "Internal Server Error"),
}
# Of the first kilogram by agreement, half of what the list says, and days, by service.
PRICES = {"11": ("6.20", "2"), "65": ("11.40", "1"), "07": ("14.80", "1")}
HEAVIEST = 70
TYPES = {
    "announced": ("M", "MP", "Shipper created a label, UPS has not received the package yet."),
    "in_transit": ("I", "AR", "Arrived at Facility"),
    "out_for_delivery": ("I", "OT", "Out For Delivery Today"),
    "delivered": ("D", "FS", "DELIVERED"),
    "failed": ("X", "48", "The receiver was not available."),
}


class Ups(Service):
    """One account; `received` are its shipments, with what happened to each, `rated` those only priced."""

    name = "ups"
    credential = "credential-of-ups"
    currency = "EUR"

    def __init__(self) -> None:
        super().__init__()
        self.rated: list[dict[str, Any]] = []

    def key_of(self, request: Request) -> str:
        if request.path.endswith("/oauth/token"):
            return request.basic[1]
        return request.bearer.removeprefix("token-for-")

    def behaviour_of(self, request: Request) -> str:
        """What `behaves` says is of all calls but those for a token."""
        said, is_token = self.behaves, request.path.endswith("/oauth/token")
        self.behaves = "" if is_token else said
        try:
            return super().behaviour_of(request)
        finally:
            self.behaves = said

    def act(self, request: Request) -> Reply:
        parts = request.path.strip("/").split("/")
        if request.path.endswith("/oauth/token"):
            answer = {"access_token": f"token-for-{request.basic[1]}", "token_type": "Bearer"}
            return Reply(content={**answer, "expires_in": "14399", "status": "approved"})
        if request.method == "DELETE":
            return self._void(parts[-1])
        if request.method == "GET":
            return self._course(parts[-1])
        if "rating" in parts:
            return self._rate(request.json()["RateRequest"]["Shipment"])
        if parts[-1] == "recovery":
            return self._recover(request.json()["LabelRecoveryRequest"])
        return self._ship(request.json()["ShipmentRequest"])

    def refuse(self, status: int) -> object:
        return _errors(*_REFUSALS[status])

    def happen(
        self, kind: str, at: datetime, number: int = -1, place: str = "Berlin"
    ) -> dict[str, Any]:
        """Let something happen to a shipment; who asks hears of it."""
        code = dict(zip(("type", "code", "description"), TYPES[kind], strict=True))
        row = {
            "status": code,
            "location": {"address": {"city": place, "countryCode": "DE"}},
            "gmtDate": at.strftime("%Y%m%d"),
            "gmtTime": at.strftime("%H:%M:%S"),
        }
        self.received[number]["activity"].insert(0, row)
        return row

    def callback(self, entry: dict[str, Any], state: str, url: str) -> Callback:
        """Return the news of the last activity of a shipment."""
        row = entry["activity"][0]
        told = {
            "trackingNumber": entry["number"],
            "activityStatus": row["status"],
            "activityLocation": {"city": row["location"]["address"]["city"], "country": "DE"},
            "gmtActivityDate": row["gmtDate"],
            "gmtActivityTime": row["gmtTime"],
        }
        headers = {"credential": self.credential, "User-Agent": "UPSPubSubTrackingService"}
        return Callback({**headers, "Content-Type": "application/json"}, json.dumps(told).encode())

    def _ship(self, asked: dict[str, Any]) -> Reply:
        shipment = asked["Shipment"]
        if shipment["ShipTo"]["Address"]["PostalCode"] == "00000":
            return Reply(400, _errors("120802", "Address Validation Error on ShipTo address"))
        form = asked["LabelSpecification"]["LabelImageFormat"]["Code"]
        number = f"1Z{shipment['Shipper']['ShipperNumber']}{len(self.received) + 1:010d}"
        reference = shipment["ReferenceNumber"][0]["Value"]
        entry = {"number": number, "reference": reference, "form": form, "is_void": False}
        self.received.append({**entry, "shipment": shipment, "activity": []})
        results = {
            "ShipmentCharges": {"TotalCharges": {"CurrencyCode": "EUR", "MonetaryValue": "7.42"}},
            "ShipmentIdentificationNumber": number,
            "PackageResults": [
                {
                    "TrackingNumber": number,
                    "ShippingLabel": {"ImageFormat": {"Code": form}, "GraphicImage": _image(form)},
                }
            ],
        }
        return Reply(content={"ShipmentResponse": {"ShipmentResults": results}})

    def _rate(self, shipment: dict[str, Any]) -> Reply:
        if shipment["ShipTo"]["Address"]["PostalCode"] == "00000":
            return Reply(400, _errors("111286", "00000 is not a valid postal code"))
        weight = Decimal(shipment["Package"][0]["PackageWeight"]["Weight"])
        if weight > HEAVIEST:
            return Reply(400, _errors("111035", "The maximum per package weight is 70.00 kgs"))
        self.rated.append(shipment)
        rows = [self._rated(code, *told, weight) for code, told in PRICES.items()]
        status = {"ResponseStatus": {"Code": "1", "Description": "Success"}}
        return Reply(content={"RateResponse": {"Response": status, "RatedShipment": rows}})

    def _rated(self, code: str, first: str, days: str, weight: Decimal) -> dict[str, Any]:
        further = max(weight.to_integral_value(ROUND_UP) - 1, Decimal(0))
        own = Decimal(first) * (1 + further / 5)
        listed = {"CurrencyCode": self.currency, "MonetaryValue": str(round(own * 2, 2))}
        agreed = {"CurrencyCode": self.currency, "MonetaryValue": str(round(own, 2))}
        arrival = {"BusinessDaysInTransit": days}
        return {
            "Service": {"Code": code, "Description": ""},
            "TotalCharges": listed,
            "NegotiatedRateCharges": {"TotalCharge": agreed},
            "TimeInTransit": {"ServiceSummary": {"EstimatedArrival": arrival}},
        }

    def _recover(self, asked: dict[str, Any]) -> Reply:
        wanted = asked["ReferenceValues"]["ReferenceNumber"]["Value"]
        found = next((e for e in self.received if e["reference"] == wanted), None)
        if found is None:
            return Reply(400, _errors("300100", "No shipment found for the reference number"))
        form = asked["LabelSpecification"]["LabelImageFormat"]["Code"]
        image = {"LabelImageFormat": {"Code": form}, "GraphicImage": _image(form)}
        results = {"TrackingNumber": found["number"], "LabelImage": image}
        answer = {"ShipmentIdentificationNumber": found["number"], "LabelResults": results}
        return Reply(content={"LabelRecoveryResponse": answer})

    def _void(self, number: str) -> Reply:
        entry = self._find(number)
        if entry is None:
            return Reply(400, _errors("190102", "No shipment found within the allowed void period"))
        if entry["is_void"]:
            return Reply(400, _errors("190117", "The shipment has already been voided"))
        entry["is_void"] = True
        status = {"Status": {"Code": "1", "Description": "Voided"}}
        return Reply(content={"VoidShipmentResponse": {"SummaryResult": status}})

    def _course(self, number: str) -> Reply:
        entry = self._find(number)
        if entry is None:
            return Reply(404, _errors("TW0001", "Tracking Information Not Found"))
        package = {"trackingNumber": number, "activity": entry["activity"]}
        shipment = {"inquiryNumber": number, "package": [package]}
        return Reply(content={"trackResponse": {"shipment": [shipment]}})

    def _find(self, number: str) -> dict[str, Any] | None:
        return next((entry for entry in self.received if entry["number"] == number), None)


def _image(form: str) -> str:
    return base64.b64encode(ZPL if form == "ZPL" else GIF).decode()


def _errors(code: str, message: str) -> dict[str, Any]:
    return {"response": {"errors": [{"code": code, "message": message}]}}
