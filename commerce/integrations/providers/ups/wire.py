"""One way for all calls of UPS: with a token that is kept until shortly before it expires."""

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
from commerce.integrations.providers.answers import error_of, read_object
from commerce.integrations.providers.bearer import fetch_by_basic, sent_with_token, token_of
from commerce.integrations.providers.json_calls import ask

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from . import Ups

ADDRESSES: Final = {
    Mode.TEST: "https://wwwcie.ups.com",
    Mode.LIVE: "https://onlinetools.ups.com",
}
WRONG_KEYS: Final = _("UPS does not know this client ID and secret. Copy them again from the app.")
REFUSED: Final = _("UPS has refused this: %(reason)s (%(code)s)")


def test_account(provider: Ups) -> str | _StrPromise:
    """Ask for a token, which changes nothing."""
    _fetch_token(provider)
    return _("UPS knows these keys.")


def call(
    provider: Ups,
    operation: str,
    method: str,
    path: str,
    *,
    key: str,
    body: object = None,
    about: str = "",
    is_idempotent: bool = True,
    until: float | None = None,
) -> dict[str, Any]:
    """Ask UPS and return its answer's members. Raises ProviderError.

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
                "transId": key[:32],
                "transactionSrc": "heron",
            },
            body=body,
            about=about,
            is_idempotent=is_idempotent,
            until=until,
        )

    answer = sent_with_token(_keys(provider), send)
    if not answer.is_success:
        raise explain(answer)
    return read_object(answer.body)


def explain(answer: Answer) -> ProviderError:
    """Return what a refusal says, with UPS's own reason where it gives one."""
    if answer.status == 401:
        return CredentialsRefusedError(WRONG_KEYS)
    reason, code = reason_of(answer)
    if not reason or answer.status == 429 or answer.status >= 500 or answer.status == 403:
        return error_of(answer.status, answer.headers)
    return ProviderRefusedError(REFUSED % {"reason": reason, "code": code})


def reason_of(answer: Answer) -> tuple[str, str]:
    """Return the first reason of an answer and its code; empty where it gives none."""
    try:
        first = read_object(answer.body)["response"]["errors"][0]
        return clean_line(str(first["message"]))[:200], str(first["code"])[:16]
    except (ProviderUnavailableError, KeyError, IndexError, TypeError):
        return "", ""


def _token(provider: Ups, until: float | None) -> str:
    return token_of(_keys(provider), lambda: _fetch_token(provider, until))


def _fetch_token(provider: Ups, until: float | None = None) -> dict[str, Any]:
    address, name, secret = _keys(provider)
    return fetch_by_basic(
        provider.calls,
        f"{address}/security/v1/oauth/token",
        (name, secret),
        explain,
        until,
        **{"x-merchant-id": provider.settings.account},
    )


def _keys(provider: Ups) -> tuple[str, str, str]:
    return _address(provider), provider.settings.client_id, provider.settings.client_secret


def _address(provider: Ups) -> str:
    return address_of(provider.code, ADDRESSES[provider.mode])
