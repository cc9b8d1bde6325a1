"""AvaTax's REST protocol as far as the shop uses it: ping, and creating transactions.

The licence key may hold one of the words of `infra.fakes.service`. Rates are those of `rates` by
country and region; documents that were committed are in `received`, each number once.
"""

from __future__ import annotations

from typing import Any

from .service import Reply, Request, Service

USUAL_RATES = {
    ("US", "NY"): (("NY STATE TAX", 0.04), ("NY CITY TAX", 0.045), ("METROPOLITAN", 0.00375)),
    ("US", "CA"): (("CA STATE TAX", 0.06), ("CA COUNTY TAX", 0.0125)),
    ("DE", ""): (("VAT", 0.19),),
}


class AvaTax(Service):
    """Knows the taxes of some places; none elsewhere. Lines of the code `exempt` bear none."""

    name = "avatax"

    def __init__(self) -> None:
        super().__init__()
        self.rates = dict(USUAL_RATES)
        self.asked: list[dict[str, Any]] = []

    def key_of(self, request: Request) -> str:
        return request.basic[1]

    def act(self, request: Request) -> Reply:
        if request.path.endswith("/api/v2/utilities/ping"):
            return Reply(content={"version": "24.1", "authenticated": True})
        if not request.path.endswith("/api/v2/transactions/create") or request.method != "POST":
            return Reply(404, _error("ResourceNotFoundError", "No such address."))
        return self._create(request.json())

    def _create(self, asked: dict[str, Any]) -> Reply:
        place = asked.get("addresses", {}).get("shipTo", {})
        if not place.get("country") or not asked.get("lines"):
            return Reply(400, _error("ValueRequiredError", "An address and a line are required."))
        if asked["type"] == "SalesOrder":
            self.asked.append(asked)
            return Reply(201, self._document(asked, place))
        if any(known["code"] == asked["code"] for known in self.received):
            return Reply(400, _error("DuplicateEntry", f"{asked['code']} exists already."))
        self.received.append(asked)
        return Reply(201, self._document(asked, place))

    def _document(self, asked: dict[str, Any], place: dict[str, str]) -> dict[str, Any]:
        key = (place["country"], place.get("region", ""))
        rates = self.rates.get(key) or self.rates.get((place["country"], "")) or ()
        lines = [_line(line, rates) for line in asked["lines"]]
        return {
            "code": asked.get("code", "temporary"),
            "type": asked["type"],
            "status": "Committed" if asked.get("commit") else "Temporary",
            "totalTax": sum(line["tax"] for line in lines),
            "lines": lines,
        }

    def refuse(self, status: int) -> object:
        return _error("AuthenticationException" if status in (401, 403) else "ServerError", "No.")


def _line(line: dict[str, Any], rates: tuple[tuple[str, float], ...]) -> dict[str, Any]:
    borne = () if line.get("taxCode") == "exempt" else rates
    override = line.get("taxOverride") or {}
    tax = override.get("taxAmount", round(sum(rate for _n, rate in borne) * line["amount"], 4))
    return {
        "lineNumber": line["number"],
        "lineAmount": line["amount"],
        "tax": tax,
        "details": [
            {"taxName": name, "rate": rate, "tax": round(rate * line["amount"], 4)}
            for name, rate in borne
        ],
    }


def _error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "target": "HttpRequest", "details": []}}
