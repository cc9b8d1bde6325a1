"""One way for all calls of PayPal: with a token that is kept until shortly before it expires."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from commerce.core.http import Answer
from commerce.integrations.enums import Mode
from commerce.integrations.errors import ProviderError, ProviderUnavailableError
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import GARBLED, error_of, read_object
from commerce.integrations.providers.bearer import fetch_by_basic, sent_with_token, token_of
from commerce.integrations.providers.json_calls import ask

from .refusals import WRONG_KEYS, explain

if TYPE_CHECKING:
    from . import PayPal

ADDRESSES: Final = {
    Mode.TEST: "https://api-m.sandbox.paypal.com",
    Mode.LIVE: "https://api-m.paypal.com",
}


def call(
    provider: PayPal,
    operation: str,
    method: str,
    path: str,
    *,
    body: object = None,
    key: str = "",
    about: str = "",
) -> dict[str, Any]:
    """Ask PayPal and return its answer's members. Raises ProviderError.

    With the same `key` it does nothing twice and answers the same. A token that was revoked before
    its time is asked for anew, once.
    """
    headers = {"Prefer": "return=representation", **({"PayPal-Request-Id": key} if key else {})}

    def send() -> Answer:
        return ask(
            provider.calls,
            operation,
            method,
            address(provider.mode) + path,
            headers={**headers, "Authorization": f"Bearer {_token(provider)}"},
            body={} if body is None and method == "POST" else body,
            about=about,
        )

    answer = sent_with_token(_keys(provider), send)
    if not answer.is_success:
        raise explain(answer)
    return read_object(answer.body) if answer.body else {}


def reference_of(answer: Mapping[str, Any]) -> str:
    """Return the name of what was made. Raises ProviderUnavailableError for an answer without one."""
    if not answer.get("id"):
        raise ProviderUnavailableError(GARBLED)
    return str(answer["id"])


def address(mode: Mode) -> str:
    """Return where PayPal is called in that mode; an installation may name one for both, or each."""
    return address_of(f"paypal_{mode}", address_of("paypal", ADDRESSES[mode]))


def fetch_token(provider: PayPal, mode: Mode) -> dict[str, Any]:
    """Return what PayPal answers of a new token of that mode. Raises ProviderError."""
    return fetch_by_basic(
        provider.calls,
        f"{address(mode)}/v1/oauth2/token",
        (provider.settings.client_id, provider.settings.secret),
        _refusal,
    )


def _token(provider: PayPal) -> str:
    return token_of(_keys(provider), lambda: fetch_token(provider, provider.mode))


def _keys(provider: PayPal) -> tuple[str, ...]:
    return address(provider.mode), provider.settings.client_id, provider.settings.secret


def _refusal(answer: Answer) -> ProviderError:
    # A client ID that is none is refused with 400.
    status = 401 if answer.status == 400 else answer.status
    return error_of(status, answer.headers, {401: WRONG_KEYS})
