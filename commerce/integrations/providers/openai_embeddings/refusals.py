"""What an answer without vectors means, for whoever has to do something about it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.core.http import Answer
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
    TooMuchAtOnceError,
)

from .wire import code_of

TOO_MUCH: Final = frozenset({400, 413, 422})
MOVED: Final = frozenset({301, 302, 303, 307, 308})


def refusal_of(answer: Answer, *, model: str, has_key: bool) -> ProviderError:
    """Return the error that an answer with any status but a success stands for."""
    status = answer.status
    if status == 401:
        return _of_key(code_of(answer.body), has_key=has_key)
    if status == 403:
        sentence = _(
            "The key may not use the model “%(model)s”. Allow it at the provider, or fill in another."
        )
        return CredentialsRefusedError(sentence % {"model": model})
    if status == 429:
        return _of_limit(answer)
    if status in TOO_MUCH:
        return TooMuchAtOnceError(_("The service does not take these texts, or not so many."))
    if status >= 500:
        return ProviderUnavailableError(_("The service has a fault of its own. Try again later."))
    return _of_address(status, model)


def _of_key(code: str, *, has_key: bool) -> CredentialsRefusedError:
    if not has_key:
        return CredentialsRefusedError(_("The service asks for a key, and none is filled in."))
    if "expired" in code:
        return CredentialsRefusedError(
            _("The key has expired. Make a new one at the provider and fill it in.")
        )
    return CredentialsRefusedError()


def _of_limit(answer: Answer) -> ProviderUnavailableError:
    if code_of(answer.body) == "insufficient_quota":
        sentence = _("The credit at the provider is used up. Top it up there.")
    else:
        sentence = _("The provider limits how often it may be asked, and that limit is reached.")
    seconds = answer.headers.get("retry-after", "")
    return ProviderUnavailableError(
        sentence, retry_after=float(seconds) if seconds.isdecimal() else None, is_untouched=True
    )


def _of_address(status: int, model: str) -> ProviderRefusedError:
    if status == 404:
        sentence = _(
            "The service knows no model “%(model)s”, or the address is wrong: most end in “/v1”."
        )
        return ProviderRefusedError(sentence % {"model": model})
    if status in MOVED:
        return ProviderRefusedError(_("The service has another address. Fill in the new one."))
    return ProviderRefusedError()
