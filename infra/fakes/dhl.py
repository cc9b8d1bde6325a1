"""DHL's services as far as the shop uses them: tokens, labels, tracking and locations of all its divisions.

It keeps shipments as DHL does: each request for a label makes one, whatever its reference, and finds
them by its own numbers only. The word that says how it behaves stands in the keys, or in `behaves` for
all but tokens. A postcode of 00000 is none; an export without customs data is refused.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from .service import Reply, Request, Service

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CUSTOMS_PDF = PDF.replace(b"1.4", b"1.5")
ZPL = "^XA^FO50,50^A0N,40^FDDHL^FS^XZ"
_REFUSALS = {
    401: ("Unauthorized", "Unauthorized for given resource."),
    403: ("Forbidden", "The key may not use this resource."),
    429: ("Too Many Requests", "Too many requests within defined time period."),
    500: ("Internal Server Error", "The service is not available."),
}
CODES = {
    "announced": ("pre-transit", "The shipment has been announced electronically."),
    "in_transit": ("transit", "The shipment has been processed in the parcel center."),
    "out_for_delivery": ("transit", "The shipment has been loaded onto the delivery vehicle."),
    "delivered": ("delivered", "The shipment has been successfully delivered."),
    "failed": ("failure", "The recipient was not present."),
    "returned": ("failure", "The shipment is being returned to the sender."),
}
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
# Number, kind, name, street, and metres from the postcode that is asked for.
LOCATIONS = (
    ("103", "locker", "Packstation 103", "Charlottenstraße 3", 120),
    ("502", "postoffice", "Postfiliale 502", "Lindenstraße 20", 340),
    ("618", "servicepoint", "Postfiliale 618", "Ritterstraße 7", 910),
)
# Where no customs data are asked for.
UNION = frozenset({"DEU", "AUT", "FRA", "ITA", "NLD", "BEL", "POL", "ESP"})


class Dhl(Service):
    """One account; `received` are its shipments, with what happened to each."""

    name = "dhl"
    closed: frozenset[str] = frozenset()

    def key_of(self, request: Request) -> str:
        if request.path.endswith("/token"):
            return request.form.get("client_secret", "")
        key = request.headers.get("dhl-api-key", "")
        return key or request.bearer.removeprefix("token-for-")

    def behaviour_of(self, request: Request) -> str:
        """What `behaves` says is of all calls but those for a token."""
        said, is_token = self.behaves, request.path.endswith("/token")
        self.behaves = "" if is_token else said
        try:
            return super().behaviour_of(request)
        finally:
            self.behaves = said

    def act(self, request: Request) -> Reply:
        if request.path.endswith("/token"):
            token = f"token-for-{request.form['client_secret']}"
            return Reply(
                content={"access_token": token, "token_type": "Bearer", "expires_in": 1799}
            )
        asked = dict(pair.split("=", 1) for pair in request.query.split("&") if "=" in pair)
        if request.path == "/location-finder/v1/find-by-address":
            return self._locations(asked["countryCode"], asked["postalCode"])
        if request.path == "/track/shipments":
            return self._course(asked["trackingNumber"])
        if request.method == "DELETE":
            return self._delete(asked["shipment"])
        (shipment,) = request.json()["shipments"]
        return self._order(shipment, asked.get("docFormat", "PDF"))

    def refuse(self, status: int) -> object:
        title, detail = _REFUSALS[status]
        return {"title": title, "statusCode": status, "status": status, "detail": detail}

    def happen(
        self, kind: str, at: datetime, number: int = -1, place: str = "Berlin"
    ) -> dict[str, Any]:
        """Let something happen to a shipment; who asks hears of it."""
        code, description = CODES[kind]
        event = {
            "timestamp": at.isoformat(),
            "location": {"address": {"addressLocality": place, "countryCode": "DE"}},
            "statusCode": code,
            "status": code.upper(),
            "description": description,
        }
        self.received[number]["events"].insert(0, event)
        return event

    def _order(self, shipment: dict[str, Any], form: str) -> Reply:
        to = shipment["consignee"]
        if "retailID" in to and not to.get("email"):
            return _refused("consignee.email", "An e-mail address or a post number is required.")
        is_export = to["country"] not in UNION
        if to["postalCode"] == "00000":
            return _refused("consignee.postalCode", "The postal code is not valid.")
        if is_export and not shipment.get("customs"):
            return _refused("customs", "Please provide customs data for this destination.")
        number = f"0034043433330{len(self.received) + 1:07d}"
        entry = {"number": number, "reference": shipment["refNo"], "form": form, "is_void": False}
        self.received.append({**entry, "shipment": shipment, "events": []})
        label: dict[str, Any] = {"fileFormat": form, "printFormat": "910-300-600"}
        label |= {"zpl2": ZPL} if form == "ZPL2" else {"b64": base64.b64encode(PDF).decode()}
        item = {
            "shipmentNo": number,
            "shipmentRefNo": shipment["refNo"],
            "sstatus": _status(200, "OK", "The Webservice call ran successfully."),
            "label": label,
        }
        if is_export:
            papers = base64.b64encode(CUSTOMS_PDF).decode()
            item["customsDoc"] = {"b64": papers, "fileFormat": "PDF", "printFormat": "A4"}
        return _answer(200, item)

    def _locations(self, country: str, postcode: str) -> Reply:
        """None in the postcode 99999; shops of `closed` have closed for good."""
        rows = [each for each in LOCATIONS if each[0] not in self.closed and postcode != "99999"]
        return Reply(content={"locations": [_location(country, postcode, *row) for row in rows]})

    def _delete(self, number: str) -> Reply:
        entry = self._find(number)
        if entry is None or entry["is_void"]:
            detail = "Shipment not found or already deleted."
            item = {"shipmentNo": number, "sstatus": _status(400, "Bad Request", detail)}
            return _answer(400, item)
        entry["is_void"] = True
        return _answer(200, {"shipmentNo": number, "sstatus": _status(200, "OK", "Deleted.")})

    def _course(self, number: str) -> Reply:
        entry = self._find(number)
        if entry is None or not entry["events"]:
            detail = "No shipment with given tracking number found."
            return Reply(404, {"title": "No result found", "status": 404, "detail": detail})
        shipment = {"id": number, "service": "parcel-de", "events": entry["events"]}
        return Reply(content={"shipments": [shipment]})

    def _find(self, number: str) -> dict[str, Any] | None:
        return next((entry for entry in self.received if entry["number"] == number), None)


def _refused(part: str, message: str) -> Reply:
    told = {"property": part, "validationMessage": message, "validationState": "Error"}
    status = _status(400, "Bad Request", "The Webservice call ran with errors.")
    return _answer(400, {"sstatus": status, "validationMessages": [told]})


def _status(code: int, title: str, detail: str) -> dict[str, Any]:
    return {"title": title, "statusCode": code, "status": code, "detail": detail}


def _location(
    country: str, postcode: str, number: str, kind: str, name: str, street: str, distance: int
) -> dict[str, Any]:
    return {
        "url": f"/locations/8003-4{number}",
        "location": {
            "ids": [{"locationId": f"8003-4{number}", "provider": "parcel"}],
            "keyword": name.partition(" ")[0],
            "keywordId": number,
            "type": kind,
        },
        "name": name,
        "distance": distance,
        "place": {
            "address": {
                "countryCode": country,
                "postalCode": postcode,
                "addressLocality": "Berlin",
                "streetAddress": street,
            },
            "geo": {"latitude": 52.5041, "longitude": 13.3962},
        },
        "openingHours": [
            {"opens": "09:00:00", "closes": "18:00:00", "dayOfWeek": f"http://schema.org/{day}"}
            for day in WEEK
        ],
        "closurePeriods": [],
        "serviceTypes": ["parcel:pick-up"],
    }


def _answer(status: int, item: dict[str, Any]) -> Reply:
    return Reply(status, {"status": item["sstatus"], "items": [item]})
