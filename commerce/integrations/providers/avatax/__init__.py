"""AvaTax, and whoever speaks its protocol: rates of a place, and documents that are declared."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import orjson
from django.utils.translation import gettext_lazy as _

from commerce.core.http import Answer, Limits
from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import GARBLED, error_of
from commerce.integrations.registry import (
    TaxedDocument,
    TaxedPlace,
    TaxService,
    ToldRate,
    register_provider,
    setting,
)

LIVE: Final = "https://rest.avatax.com"
SANDBOX: Final = "https://sandbox-rest.avatax.com"
# Somebody waits at the checkout, and an order is not held up by a service.
LIMITS: Final = Limits(connect=1.5, read=2.0, body=2.5, most_bytes=512 * 1024)
# A worker has time.
PATIENT: Final = Limits(connect=3.0, read=15.0, body=20.0, most_bytes=2 * 1024 * 1024)
# Asked about so much, four decimals of a rate are exact.
SAMPLE: Final = Decimal(10000)
# What the service says of a document that it has in its books.
KNOWN_ALREADY: Final = frozenset({"DuplicateEntry", "DocStatusError"})
NOBODY: Final = _("The service answers and does not know this account. Check number and key.")


@dataclass(frozen=True)
class AvaTaxSettings:
    account: str = setting(_("Account number"))
    license_key: str = setting(_("Licence key"), is_secret=True)
    company: str = setting(
        _("Company code"), default="DEFAULT", help=_("Of the company whose taxes are declared.")
    )


@register_provider
class AvaTax(TaxService[AvaTaxSettings]):
    code = "avatax"
    name = "AvaTax"
    description = _("Rates of sales taxes and VAT by address, and books to declare them from.")
    website = "https://www.avalara.com"
    settings_type = AvaTaxSettings

    def test_connection(self) -> str:
        content = self._ask("ping", "GET", "utilities/ping", limits=LIMITS)
        if content.get("authenticated") is not True:
            raise CredentialsRefusedError(NOBODY)
        return str(_("The service knows the account."))

    def rates_at(
        self, place: TaxedPlace, codes: Sequence[str], *, currency: str, day: date
    ) -> Mapping[str, ToldRate]:
        asked = {
            **self._head("SalesOrder", place, currency=currency, day=day),
            "customerCode": "rates",
            "lines": [
                {"number": str(number), "quantity": 1, "amount": float(SAMPLE), "taxCode": code}
                for number, code in enumerate(codes)
            ],
        }
        content = self._create("rates of a place", asked, limits=LIMITS, about=place.country)
        told = dict(_rates(content))
        if told.keys() != set(map(str, range(len(codes)))):
            raise ProviderUnavailableError(GARBLED)
        return {code: told[str(number)] for number, code in enumerate(codes)}

    def record(self, document: TaxedDocument) -> str:
        kind = "ReturnInvoice" if document.is_credit else "SalesInvoice"
        asked = {
            **self._head(kind, document.place, currency=document.currency, day=document.day),
            "code": document.number,
            "commit": True,
            "customerCode": document.customer,
            "lines": [
                {
                    "number": line.number,
                    "quantity": 1,
                    "amount": float(line.net),
                    "taxCode": line.code,
                    "taxOverride": {
                        "type": "taxAmount",
                        "taxAmount": float(line.tax),
                        "reason": document.number,
                    },
                }
                for line in document.lines
            ],
        }
        content = self._create("record", asked, limits=PATIENT, about=document.number)
        return str(content.get("code") or document.number)

    def _head(self, kind: str, place: TaxedPlace, *, currency: str, day: date) -> dict[str, Any]:
        return {
            "type": kind,
            "companyCode": self.settings.company,
            "date": day.isoformat(),
            "currencyCode": currency,
            "addresses": {
                "shipFrom": {"country": place.origin},
                "shipTo": {
                    "country": place.country,
                    "region": place.region,
                    "postalCode": place.postcode,
                },
            },
        }

    def _create(
        self, operation: str, asked: object, *, limits: Limits, about: str
    ) -> dict[str, Any]:
        return self._ask(
            operation, "POST", "transactions/create", asked, limits=limits, about=about
        )

    def _ask(
        self,
        operation: str,
        method: str,
        path: str,
        body: object = None,
        *,
        limits: Limits,
        about: str = "",
    ) -> dict[str, Any]:
        usual = LIVE if self.mode == Mode.LIVE else SANDBOX
        pair = f"{self.settings.account}:{self.settings.license_key}".encode()
        answer = self.calls.send(
            operation,
            method,
            f"{address_of(self.code, usual)}/api/v2/{path}",
            content=orjson.dumps(body) if body else b"",
            headers={
                "Authorization": f"Basic {base64.b64encode(pair).decode()}",
                "Content-Type": "application/json",
                "Accept": "application/json",
            },
            limits=limits,
            about=about,
        )
        return _content(answer)


def _content(answer: Answer) -> dict[str, Any]:
    """What was answered; a document that is in the books already is as good as noted."""
    try:
        content = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        content = None
    if answer.status >= 400:
        error = content.get("error") if isinstance(content, dict) else None
        if isinstance(error, dict) and error.get("code") in KNOWN_ALREADY:
            return {}
        if answer.status in (400, 404, 422):
            raise ProviderRefusedError(str((error or {}).get("message", ""))[:200] or None)
        raise error_of(answer.status, answer.headers)
    if not isinstance(content, dict):
        raise ProviderUnavailableError(GARBLED)
    return content


def _rates(content: Mapping[str, Any]) -> Iterator[tuple[str, ToldRate]]:
    """What each line bears: all jurisdictions together, named after the tax they levy."""
    for line in content.get("lines") or ():
        details = line.get("details") or ()
        try:
            tax = Decimal(str(line.get("tax", "")))
        except InvalidOperation as error:
            raise ProviderUnavailableError(GARBLED) from error
        label = next((str(row["taxName"]) for row in details if row.get("taxName")), "")
        yield str(line.get("lineNumber")), ToldRate(tax * 100 / SAMPLE, label[:32])
