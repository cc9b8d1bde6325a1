"""One way for all calls of PayPal: with a token that is kept until shortly before it expires."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from cachetools import LRUCache

from commerce.core.http import Answer
from commerce.core.secrecy import keep_secret
from commerce.integrations.enums import Mode
from commerce.integrations.errors import ProviderError, ProviderUnavailableError
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import GARBLED, error_of, read_object
from commerce.integrations.providers.json_calls import ask

from .refusals import WRONG_KEYS, explain

if TYPE_CHECKING:
    from . import PayPal

ADDRESSES: Final = {
    Mode.TEST: "https://api-m.sandbox.paypal.com",
    Mode.LIVE: "https://api-m.paypal.com",
}
# A token is left alone this many seconds before PayPal would refuse it.
EARLY: Final = 120
# By address and credentials: new ones never find the token of old ones.
_tokens: LRUCache[str, tuple[str, float]] = LRUCache(maxsize=512)


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

    answer = send()
    if answer.status == 401 and _forget_token(provider):
        answer = send()
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


def fetch_token(provider: PayPal, mode: Mode) -> tuple[str, float]:
    """Return a new token of that mode and the second until which it is used. Raises ProviderError."""
    pair = f"{provider.settings.client_id}:{provider.settings.secret}".encode()
    answer = ask(
        provider.calls,
        "token",
        "POST",
        f"{address(mode)}/v1/oauth2/token",
        headers={
            "Authorization": f"Basic {base64.b64encode(pair).decode()}",
            "Content-Type": "application/x-www-form-urlencoded",
        },
        body=b"grant_type=client_credentials",
    )
    if not answer.is_success:
        raise _refusal(answer)
    found = read_object(answer.body)
    token, seconds = found.get("access_token"), found.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(seconds, int):
        raise ProviderUnavailableError(GARBLED)
    keep_secret([token])
    return token, time.monotonic() + seconds - EARLY


def _token(provider: PayPal) -> str:
    name = _name(provider)
    token, until = _tokens.get(name, ("", 0.0))
    if not token or time.monotonic() >= until:
        token, until = _tokens[name] = fetch_token(provider, provider.mode)
    return token


def _forget_token(provider: PayPal) -> bool:
    return _tokens.pop(_name(provider), None) is not None


def _name(provider: PayPal) -> str:
    own = (address(provider.mode), provider.settings.client_id, provider.settings.secret)
    return hashlib.sha256("\0".join(own).encode()).hexdigest()


def _refusal(answer: Answer) -> ProviderError:
    # A client ID that is none is refused with 400.
    status = 401 if answer.status == 400 else answer.status
    return error_of(status, answer.headers, {401: WRONG_KEYS})
