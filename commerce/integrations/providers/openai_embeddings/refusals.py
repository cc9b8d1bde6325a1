"""What an answer without vectors means, for whoever has to do something about it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.core.http import Answer
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
    TooMuchAtOnceError,
)
from commerce.integrations.providers.answers import error_of

from .wire import code_of

TOO_MUCH: Final = frozenset({400, 413, 422})
MOVED: Final = frozenset({301, 302, 303, 307, 308})
SPENT: Final = _("The credit at the provider is used up. Top it up there.")


def refusal_of(answer: Answer, *, model: str, has_key: bool) -> ProviderError:
    """Return the error that an answer with any status but a success stands for."""
    status, code = answer.status, code_of(answer.body)
    if status == 401:
        return _of_key(code, has_key=has_key)
    if status in TOO_MUCH:
        return TooMuchAtOnceError(_("The service does not take these texts, or not so many."))
    if status in MOVED:
        return ProviderRefusedError(_("The service has another address. Fill in the new one."))
    not_allowed = _(
        "The key may not use the model “%(model)s”. Allow it at the provider, or fill in another."
    )
    not_there = _(
        "The service knows no model “%(model)s”, or the address is wrong: most end in “/v1”."
    )
    sentences = {403: not_allowed % {"model": model}, 404: not_there % {"model": model}}
    if code == "insufficient_quota":
        sentences[429] = str(SPENT)
    return error_of(status, answer.headers, sentences)


def _of_key(code: str, *, has_key: bool) -> CredentialsRefusedError:
    if not has_key:
        return CredentialsRefusedError(_("The service asks for a key, and none is filled in."))
    if "expired" in code:
        return CredentialsRefusedError(
            _("The key has expired. Make a new one at the provider and fill it in.")
        )
    return CredentialsRefusedError()
