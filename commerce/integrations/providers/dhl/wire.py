"""One way for all calls of DHL: labels with a token of the portal's user, tracking with the app's key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from commerce.core.http import Answer
from commerce.core.texts import clean_line
from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import error_of, read_object
from commerce.integrations.providers.bearer import (
    fetch_by_form,
    forget_token,
    sent_with_token,
    token_of,
)
from commerce.integrations.providers.json_calls import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from . import Dhl

ADDRESSES: Final = {
    Mode.TEST: "https://api-sandbox.dhl.com",
    Mode.LIVE: "https://api-eu.dhl.com",
}
# Tracking has a test service of its own.
TRACKING: Final = {
    Mode.TEST: "https://api-test.dhl.com",
    Mode.LIVE: "https://api-eu.dhl.com",
}
TOKEN: Final = "/parcel/de/account/auth/ropc/v1/token"  # noqa: S105 - an address
ORDERS: Final = "/parcel/de/shipping/v2/orders"
PROFILE: Final = "STANDARD_GRUPPENPROFIL"
WRONG_KEYS: Final = _(
    "DHL does not know this key, secret, user and password. Are they all of the same app and portal?"
)
REFUSED: Final = _("DHL has refused this: %(reason)s")


def test_account(provider: Dhl) -> str | _StrPromise:
    """Ask for a token, which changes nothing."""
    forget_token(_keys(provider))
    _token(provider)
    return _("DHL knows these keys.")


def call(
    provider: Dhl,
    operation: str,
    method: str,
    query: Mapping[str, str],
    *,
    body: object = None,
    about: str = "",
    is_idempotent: bool = True,
) -> dict[str, Any]:
    """Ask the shipping service and return its answer's members. Raises ProviderError.

    A token that was revoked before its time is asked for anew, once.
    """

    def send() -> Answer:
        return ask(
            provider.calls,
            operation,
            method,
            f"{_address(provider)}{ORDERS}?{urlencode(query)}",
            headers={"Authorization": f"Bearer {_token(provider)}", "Accept-Language": "en-US"},
            body=body,
            about=about,
            is_idempotent=is_idempotent,
        )

    answer = sent_with_token(_keys(provider), send)
    if not answer.is_success:
        raise explain(answer)
    return read_object(answer.body)


def look(provider: Dhl, tracking_number: str) -> dict[str, Any] | None:
    """Return what the tracking service tells of a number; None for one that it does not know yet."""
    query = {"trackingNumber": tracking_number, "service": "parcel-de", "language": "en"}
    answer = ask(
        provider.calls,
        "track",
        "GET",
        f"{address_of(provider.code, TRACKING[provider.mode])}/track/shipments?{urlencode(query)}",
        headers={"DHL-API-Key": provider.settings.api_key},
    )
    if answer.status == 404:
        return None
    if not answer.is_success:
        raise explain(answer)
    return read_object(answer.body)


def explain(answer: Answer) -> ProviderError:
    """Return what a refusal says, with DHL's own reason where it gives one."""
    if answer.status == 401:
        return CredentialsRefusedError(WRONG_KEYS)
    reason = reason_of(answer)
    if not reason or answer.status in (403, 429) or answer.status >= 500:
        return error_of(answer.status, answer.headers)
    return ProviderRefusedError(REFUSED % {"reason": reason})


def reason_of(answer: Answer) -> str:
    """Return what DHL says of the shipment, else of the request; empty where it says nothing."""
    try:
        found = read_object(answer.body)
    except ProviderUnavailableError:
        return ""
    items = found.get("items")
    item = items[0] if isinstance(items, list) and items and isinstance(items[0], dict) else {}
    told = [
        str(each.get("validationMessage", ""))
        for each in item.get("validationMessages") or []
        if isinstance(each, dict) and each.get("validationState") == "Error"
    ]
    told = told or [_detail(item.get("sstatus")) or _detail(found.get("status")) or _detail(found)]
    return clean_line(" ".join(told))[:200]


def _detail(status: object) -> str:
    return str(status.get("detail") or "") if isinstance(status, dict) else ""


def _token(provider: Dhl) -> str:
    return token_of(_keys(provider), lambda: _fetch_token(provider))


def _fetch_token(provider: Dhl) -> dict[str, Any]:
    settings = provider.settings
    form = {
        "grant_type": "password",
        "username": settings.user,
        "password": settings.password,
        "client_id": settings.api_key,
        "client_secret": settings.api_secret,
    }
    return fetch_by_form(provider.calls, f"{_address(provider)}{TOKEN}", form, explain)


def _keys(provider: Dhl) -> tuple[str, ...]:
    settings = provider.settings
    user = (settings.user, settings.password)
    return (_address(provider), settings.api_key, settings.api_secret, *user)


def _address(provider: Dhl) -> str:
    return address_of(provider.code, ADDRESSES[provider.mode])
