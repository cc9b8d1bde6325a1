"""One way for all calls of FedEx: with a token that is kept until shortly before it expires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

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
from commerce.integrations.providers.answers import GARBLED, error_of, read_object
from commerce.integrations.providers.bearer import (
    fetch_by_form,
    forget_token,
    sent_with_token,
    token_of,
)
from commerce.integrations.providers.json_calls import ask

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from . import Fedex

ADDRESSES: Final = {
    Mode.TEST: "https://apis-sandbox.fedex.com",
    Mode.LIVE: "https://apis.fedex.com",
}
WRONG_KEYS: Final = _("FedEx does not know this key and secret. Copy them again from the project.")
REFUSED: Final = _("FedEx has refused this: %(reason)s (%(code)s)")


def test_account(provider: Fedex) -> str | _StrPromise:
    """Ask for a token, which changes nothing."""
    forget_token(_keys(provider))
    _token(provider)
    return _("FedEx knows these keys.")


def call(
    provider: Fedex,
    operation: str,
    method: str,
    path: str,
    *,
    key: str,
    body: object,
    about: str = "",
    is_idempotent: bool = True,
    until: float | None = None,
) -> dict[str, Any]:
    """Ask FedEx and return the `output` of its answer. Raises ProviderError.

    A token that was revoked before its time is asked for anew, once. Where somebody waits, `until` is
    the moment of the monotonic clock by which all of it is answered or given up.
    """

    def send() -> Answer:
        return ask(
            provider.calls,
            operation,
            method,
            _address(provider) + path,
            headers={
                "Authorization": f"Bearer {_token(provider, until)}",
                "X-locale": "en_US",
                "x-customer-transaction-id": key[:40],
            },
            body=body,
            about=about,
            is_idempotent=is_idempotent,
            until=until,
        )

    answer = sent_with_token(_keys(provider), send)
    if not answer.is_success:
        raise explain(answer)
    output = read_object(answer.body).get("output")
    if not isinstance(output, dict):
        raise ProviderUnavailableError(GARBLED)
    return output


def explain(answer: Answer) -> ProviderError:
    """Return what a refusal says, with FedEx's own reason where it gives one."""
    if answer.status == 401:
        return CredentialsRefusedError(WRONG_KEYS)
    reason, code = reason_of(answer)
    if not reason or answer.status in (403, 429) or answer.status >= 500:
        return error_of(answer.status, answer.headers)
    return ProviderRefusedError(REFUSED % {"reason": reason, "code": code})


def reason_of(answer: Answer) -> tuple[str, str]:
    """Return the first reason of an answer and its code; empty where it gives none."""
    try:
        first = read_object(answer.body)["errors"][0]
        return clean_line(str(first["message"]))[:200], clean_line(str(first["code"]))[:64]
    except (ProviderUnavailableError, KeyError, IndexError, TypeError):
        return "", ""


def _token(provider: Fedex, until: float | None = None) -> str:
    return token_of(_keys(provider), lambda: _fetch_token(provider, until))


def _fetch_token(provider: Fedex, until: float | None) -> dict[str, Any]:
    settings = provider.settings
    form = {
        "grant_type": "client_credentials",
        "client_id": settings.client_id,
        "client_secret": settings.client_secret,
    }
    return fetch_by_form(provider.calls, f"{_address(provider)}/oauth/token", form, explain, until)


def _keys(provider: Fedex) -> tuple[str, ...]:
    settings = provider.settings
    return (_address(provider), settings.client_id, settings.client_secret)


def _address(provider: Fedex) -> str:
    return address_of(provider.code, ADDRESSES[provider.mode])
