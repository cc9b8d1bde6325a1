"""Providers with the settings of a test and the calls of a configuration."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from commerce.core import http
from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    ProviderRefusedError,
    ProviderTimedOutError,
    ProviderUnavailableError,
)
from commerce.integrations.shapes import Letter


class PlainCalls:
    def send(
        self,
        operation,
        method,
        url,
        *,
        content=b"",
        headers: Mapping[str, str] | None = None,
        is_idempotent=False,
        limits=None,
        about="",
    ):
        try:
            return http.send(method, url, content=content, headers=headers, limits=limits)
        except http.AddressRefusedError:
            raise ProviderRefusedError from None
        except http.TimedOutError:
            raise ProviderTimedOutError from None
        except http.OutgoingError as error:
            raise ProviderUnavailableError(
                is_untouched=isinstance(error, http.NotReachedError)
            ) from None

    @contextmanager
    def watch(self, operation, *, request=None, about=""):
        yield SimpleNamespace(answered=lambda **_: None)


def provide(provider_class, mode=Mode.TEST, **settings):
    return provider_class(provider_class.settings_type(**settings), calls=PlainCalls(), mode=mode)


def refusal(kind, act):
    """Return what is raised."""
    with pytest.raises(kind) as caught:
        act()
    return caught.value


def letter(**changes) -> Letter:
    usual = {
        "key": "order-100001",
        "recipient": "anna@customers.example",
        "subject": "Your order",
        "text": "Thank you.",
        "html": "<p>Thank you.</p>",
    }
    return Letter(**{**usual, **changes})
