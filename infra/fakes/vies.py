"""VIES's REST protocol as far as the shop uses it: checking a VAT id, and which countries answer.

It asks for no key; `trouble` is one of the words of `infra.fakes.service` for all requests. Ids of
`gone` are not registered, countries of `unavailable` do not answer, and an own id of `strangers` is
not known. What was checked is in `received`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from .service import Reply, Request, Service

COUNTRIES: Final = (
    "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI"
)


class Vies(Service):
    """Every id is registered that was not taken out."""

    name = "vies"

    def __init__(self) -> None:
        super().__init__()
        self.trouble = ""
        self.gone: set[str] = set()
        self.strangers: set[str] = set()
        self.unavailable: set[str] = set()

    def key_of(self, request: Request) -> str:
        return f"open {self.trouble}"

    def act(self, request: Request) -> Reply:
        if request.path.endswith("/check-status"):
            return Reply(content={"vow": {"available": True}, "countries": self._countries()})
        if not request.path.endswith("/check-vat-number") or request.method != "POST":
            return Reply(404, {"error": "Not Found"})
        return self._check(request.json())

    def _countries(self) -> list[dict[str, str]]:
        return [
            {
                "countryCode": code,
                "availability": "Unavailable" if code in self.unavailable else "Available",
            }
            for code in COUNTRIES.split()
        ]

    def _check(self, asked: dict[str, str]) -> Reply:
        country, number = asked.get("countryCode", ""), asked.get("vatNumber", "")
        own = asked.get("requesterMemberStateCode", "") + asked.get("requesterNumber", "")
        if country not in COUNTRIES.split() or not number.isalnum():
            return Reply(400, _error("INVALID_INPUT"))
        if own in self.strangers:
            return Reply(400, _error("INVALID_REQUESTER_INFO"))
        if country in self.unavailable:
            return Reply(200, _error("MS_UNAVAILABLE"))
        self.received.append(asked)
        is_valid = country + number not in self.gone
        proof = f"WAPIAAAA{len(self.received):08d}" if own and is_valid else ""
        return Reply(content=_answer(country, number, is_valid=is_valid, proof=proof))

    def refuse(self, status: int) -> object:
        return _error("SERVICE_UNAVAILABLE" if status >= 500 else "GLOBAL_MAX_CONCURRENT_REQ")


def _answer(country: str, number: str, *, is_valid: bool, proof: str) -> dict[str, Any]:
    return {
        "countryCode": country,
        "vatNumber": number,
        # As the register writes it: what it answered a day ago is asked again.
        "requestDate": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}.000Z",
        "valid": is_valid,
        "requestIdentifier": proof,
        "name": "Atelier Lumière SARL" if is_valid else "---",
        "address": "---",
    }


def _error(code: str) -> dict[str, Any]:
    return {"actionSucceed": False, "errorWrappers": [{"error": code}]}
