"""Tokens that are asked for with keys, and kept until shortly before they expire.

What cannot be fetched has had no effect: the call that needs the token was not made yet.
"""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from cachetools import LRUCache

from commerce.core.secrecy import keep_secret
from commerce.integrations.errors import ProviderError, ProviderUnavailableError

from .answers import GARBLED, read_object
from .json_calls import ask

if TYPE_CHECKING:
    from commerce.core.http import Answer
    from commerce.integrations.registry import Calls

EARLY: Final = 120
# By address and keys: new ones never find the token of old ones.
_tokens: LRUCache[str, tuple[str, float]] = LRUCache(maxsize=512)


def token_of(keys: tuple[str, ...], fetch: Callable[[], Mapping[str, Any]]) -> str:
    """Return the token of these keys; `fetch` answers as OAuth does. Raises ProviderError."""
    token, until = _tokens.get(_name(keys), ("", 0.0))
    if time.monotonic() < until:
        return token
    try:
        token, seconds = _read(fetch())
    except ProviderUnavailableError as away:
        raise ProviderUnavailableError(
            away.sentence, retry_after=away.retry_after, is_untouched=True
        ) from None
    keep_secret([token])
    _tokens[_name(keys)] = token, time.monotonic() + seconds - EARLY
    return token


def fetch_by_form(
    calls: Calls,
    address: str,
    form: Mapping[str, str],
    explain: Callable[[Answer], ProviderError],
    until: float | None = None,
) -> dict[str, Any]:
    """Ask for a token as OAuth has it, for `token_of`; a refusal is explained. Raises ProviderError."""
    return _fetched(calls, address, form, {}, explain, until)


def fetch_by_basic(
    calls: Calls,
    address: str,
    keys: tuple[str, str],
    explain: Callable[[Answer], ProviderError],
    until: float | None = None,
    **headers: str,
) -> dict[str, Any]:
    """Do the same where the pair of keys is told as name and password."""
    pair = base64.b64encode(":".join(keys).encode()).decode()
    headers = {**headers, "Authorization": f"Basic {pair}"}
    return _fetched(calls, address, {"grant_type": "client_credentials"}, headers, explain, until)


def sent_with_token(keys: tuple[str, ...], send: Callable[[], Answer]) -> Answer:
    """Return the answer to a call; a token that was revoked before its time is asked for anew, once."""
    answer = send()
    if answer.status == 401 and forget_token(keys):
        answer = send()
    return answer


def forget_token(keys: tuple[str, ...]) -> bool:
    """Forget a token that is not taken any more; return whether one was kept."""
    return _tokens.pop(_name(keys), None) is not None


def forget_all() -> None:
    """For tests: the keys of one are those of the next."""
    _tokens.clear()


def _fetched(
    calls: Calls,
    address: str,
    form: Mapping[str, str],
    headers: Mapping[str, str],
    explain: Callable[[Answer], ProviderError],
    until: float | None,
) -> dict[str, Any]:
    answer = ask(
        calls,
        "token",
        "POST",
        address,
        headers={"Content-Type": "application/x-www-form-urlencoded", **headers},
        body=urlencode(form).encode(),
        until=until,
    )
    if not answer.is_success:
        raise explain(answer)
    return read_object(answer.body)


def _read(found: Mapping[str, Any]) -> tuple[str, int]:
    token, seconds = found.get("access_token"), str(found.get("expires_in", ""))
    if not isinstance(token, str) or not token or not seconds.isdecimal():
        raise ProviderUnavailableError(GARBLED)
    return token, int(seconds)


def _name(keys: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()
