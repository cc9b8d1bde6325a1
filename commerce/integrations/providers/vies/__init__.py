"""VIES: the register of VAT ids of the European Union. It asks for no key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.http import Answer, Limits
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import GARBLED, error_of
from commerce.integrations.registry import VatRegister, register_provider, setting
from commerce.integrations.shapes import VatIdAnswer

ADDRESS: Final = "https://ec.europa.eu/taxation_customs/vies/rest-api"
# Somebody waits at the checkout, and an order is not held up by a register.
LIMITS: Final = Limits(connect=2.0, read=4.0, body=5.0, most_bytes=64 * 1024)
REQUESTER_REFUSED: Final = _(
    "The register does not know your own VAT id, which it proves checks to."
)
NOT_NOW: Final = _("The register of that country does not answer. This often passes by itself.")
# What the register calls its own troubles; all others are about what was asked.
TROUBLES: Final = frozenset(
    {
        *("GLOBAL_MAX_CONCURRENT_REQ", "GLOBAL_MAX_CONCURRENT_REQ_TIME"),
        *("MS_MAX_CONCURRENT_REQ", "MS_MAX_CONCURRENT_REQ_TIME", "MS_UNAVAILABLE"),
        *("SERVICE_UNAVAILABLE", "SERVER_BUSY", "TIMEOUT", "INTERNAL_ERROR"),
    }
)


@dataclass(frozen=True)
class ViesSettings:
    requester: str = setting(
        _("Own VAT id"),
        default="",
        help=_(
            "With the country, such as DE136695976: answers then have a number that proves them."
        ),
    )

    def __post_init__(self) -> None:
        own = self.requester.replace(" ", "")
        if own and not (own[:2].isalpha() and own.isalnum() and len(own) > 4):
            raise ValidationError({"requester": _("A VAT id begins with the country, such as DE.")})


@register_provider
class Vies(VatRegister[ViesSettings]):
    code = "vies"
    name = "VIES"
    description = _("The register of the European Union: whether a VAT id is one, with proof.")
    website = "https://ec.europa.eu/taxation_customs/vies/"
    settings_type = ViesSettings

    def test_connection(self) -> str:
        content = self._ask("status", "GET", "check-status")
        countries = content.get("countries")
        if not isinstance(countries, list):
            raise ProviderUnavailableError(GARBLED)
        up = sum(
            1
            for each in countries
            if isinstance(each, dict) and each.get("availability") == "Available"
        )
        return _("The register answers for %(up)d of %(all)d countries.") % {
            "up": up,
            "all": len(countries),
        }

    def check_vat_id(self, vat_id: str, *, requester: str = "") -> VatIdAnswer:
        own = (self.settings.requester or requester).replace(" ", "").upper()
        asked = {"countryCode": vat_id[:2], "vatNumber": vat_id[2:]}
        if own:
            asked |= {"requesterMemberStateCode": own[:2], "requesterNumber": own[2:]}
        content = self._ask("check VAT id", "POST", "check-vat-number", asked, about=vat_id[:2])
        is_valid = content.get("valid")
        if not isinstance(is_valid, bool):
            raise ProviderUnavailableError(GARBLED)
        return VatIdAnswer(
            is_valid=is_valid,
            consultation_number=str(content.get("requestIdentifier") or "")[:64],
            name=_named(content.get("name")),
            checked_at=_moment(content.get("requestDate")),
            requester=own,
        )

    def _ask(
        self, operation: str, method: str, path: str, body: object = None, *, about: str = ""
    ) -> dict[str, object]:
        url = f"{address_of(self.code, ADDRESS)}/{path}"
        answer = self.calls.send(
            operation,
            method,
            url,
            content=orjson.dumps(body) if body else b"",
            headers={"Content-Type": "application/json", "Accept": "application/json"},
            limits=LIMITS,
            about=about,
        )
        content = _content(answer)
        _refuse_errors(content)
        if answer.status >= 400:
            raise error_of(answer.status, answer.headers)
        return content


def _content(answer: Answer) -> dict[str, object]:
    """Refusals come with any status: what they say comes first."""
    try:
        content = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        content = None
    if not isinstance(content, dict):
        raise (
            error_of(answer.status, answer.headers)
            if answer.status >= 400
            else ProviderUnavailableError(GARBLED)
        )
    return content


def _refuse_errors(content: dict[str, object]) -> None:
    wrappers = content.get("errorWrappers")
    if content.get("actionSucceed") is not False and not wrappers:
        return
    first = wrappers[0] if isinstance(wrappers, list) and wrappers else {}
    error = str(first.get("error", "")) if isinstance(first, dict) else ""
    if error == "INVALID_REQUESTER_INFO":
        raise CredentialsRefusedError(REQUESTER_REFUSED)
    if error in TROUBLES or not error:
        raise ProviderUnavailableError(NOT_NOW, is_untouched=True)
    raise ProviderRefusedError


def _named(value: object) -> str:
    """The register writes three dashes where a country tells no names."""
    text = value.strip() if isinstance(value, str) else ""
    return "" if text == "---" else text[:255]


def _moment(value: object) -> datetime:
    """When the register says it has answered; now, where it says nothing that can be read."""
    try:
        moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        return timezone.now()
    return moment if moment.tzinfo else timezone.now()
