"""What the statuses of HTTP mean, and what no answer does, in the errors of the registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import orjson
from django.utils.translation import gettext_lazy as _

from commerce.core import http
from commerce.core.http import read_retry_after
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
    ProviderTimedOutError,
    ProviderUnavailableError,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NO_PERMISSION = _(
    "The key is known, but it may not do this. Give it the permission at the provider, or make a"
    " key that has it."
)
LIMITED = _("The provider asks to wait: it was called too often. It will be tried again.")
BROKEN = _("The provider reports a fault of its own. This often passes by itself.")
GARBLED = _("The provider has answered something that cannot be understood.")
# The closer kinds of an error first.
NOT_REACHED: Final = {
    http.NoAddressError: _(
        "The provider's address is not found. Does this server reach the internet and look names up?"
    ),
    http.UntrustedError: _(
        "The provider cannot prove its name: its certificate has expired, is for another name, or"
        " somebody stands in between."
    ),
    http.NotReachedError: _("The provider is not reached. This often passes by itself."),
}


def error_of(
    status: int,
    headers: Mapping[str, str],
    sentences: Mapping[int, str | _StrPromise] | None = None,
) -> ProviderError:
    """Return what a status other than a success means; `sentences` say some of them better."""
    sentence = (sentences or {}).get(status)
    if status == 401:
        return CredentialsRefusedError(sentence)
    if status == 403:
        return CredentialsRefusedError(sentence or NO_PERMISSION)
    if status == 429:
        wait = read_retry_after(headers)
        return ProviderUnavailableError(sentence or LIMITED, retry_after=wait, is_untouched=True)
    if status >= 500:
        return ProviderUnavailableError(sentence or BROKEN, retry_after=read_retry_after(headers))
    if status < 400:
        return ProviderUnavailableError(GARBLED)
    return ProviderRefusedError(sentence)


def read_object(body: bytes) -> dict[str, Any]:
    """Return the members of an answer. Raises ProviderUnavailableError for one that has none."""
    try:
        found = orjson.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ProviderUnavailableError(GARBLED)
    return found


def error_without_answer(error: http.OutgoingError) -> ProviderError:
    """Return what it means that no answer came, or none that could be read."""
    if isinstance(error, http.AddressRefusedError):
        return ProviderRefusedError(
            _("The address of the provider is not one that this shop may call.")
        )
    if isinstance(error, http.TimedOutError):
        return ProviderTimedOutError()
    sentence = next((text for kind, text in NOT_REACHED.items() if isinstance(error, kind)), None)
    return ProviderUnavailableError(sentence, is_untouched=sentence is not None)
