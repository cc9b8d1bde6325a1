"""Asking whoever is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from commerce.integrations.errors import (
    CredentialsRefusedError,
    NotConfiguredError,
    ProviderError,
    ProviderUnavailableError,
)
from commerce.integrations.registry import Provider
from commerce.integrations.selectors import list_active

P = TypeVar("P", bound=Provider[Any])
R = TypeVar("R")


def ask(kind: type[P], *, channel_id: int, call: Callable[[P], R], may_repeat: bool = False) -> R:
    """Return what the first provider of the channel answers that can be reached.

    The next one is asked where the one before has surely done nothing: it was not reached, left
    alone, or has not accepted its key. Where that is not known, only when the call `may_repeat`.
    Raises NotConfiguredError when there is none, otherwise the last one's ProviderError. Makes outgoing
    calls: to be called where no lock is held.
    """
    failure: ProviderError = NotConfiguredError()
    for provider in list_active(kind, channel_id):
        try:
            return call(provider)
        except CredentialsRefusedError as error:
            failure = error
        except ProviderUnavailableError as error:
            if not (error.is_untouched or may_repeat):
                raise
            failure = error
    raise failure
