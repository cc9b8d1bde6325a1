"""Whether PayPal accepts the app, and its webhook reaches this shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
)

from .refusals import IssueError
from .wire import address, call, fetch_token

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from . import PayPal

NOT_KEYS = _("Client ID and secret of PayPal are long words of letters, digits, - and _.")
LIVE_IN_TEST = _("This is a live app, and the configuration is for tests: real money would move.")
TEST_IN_LIVE = _("This is an app of the sandbox, and the configuration is live: nobody could pay.")
NO_WEBHOOK = _(
    "PayPal accepts the app, but this app has no webhook of that ID. PayPal shows it below the app."
)
CONNECTED_UNTOLD = _(
    "PayPal accepts the app. Without a webhook ID, refunds and disputes at PayPal are not heard of."
)
CONNECTED = _("PayPal accepts the app and knows its webhook.")


def test_keys(provider: PayPal) -> str | _StrPromise:
    """Ask for a token, then for the webhook. Raises ProviderError."""
    settings = provider.settings
    for word in (settings.client_id, settings.secret):
        if not word.isascii() or not word.replace("-", "").replace("_", "").isalnum():
            raise CredentialsRefusedError(NOT_KEYS)
    _check_mode(provider)
    if not settings.webhook_id:
        return CONNECTED_UNTOLD
    if not settings.webhook_id.isalnum():
        raise ProviderRefusedError(NO_WEBHOOK)
    try:
        call(provider, "read webhook", "GET", f"/v1/notifications/webhooks/{settings.webhook_id}")
    except IssueError:
        raise ProviderRefusedError(NO_WEBHOOK) from None
    return CONNECTED


def _check_mode(provider: PayPal) -> None:
    """PayPal's words do not say which of its two worlds they are of: the other one is asked, too."""
    try:
        fetch_token(provider, provider.mode)
    except CredentialsRefusedError:
        other = Mode.LIVE if provider.mode == Mode.TEST else Mode.TEST
        if address(other) == address(provider.mode):
            raise
        try:
            fetch_token(provider, other)
        except ProviderError:
            pass
        else:
            raise CredentialsRefusedError(
                TEST_IN_LIVE if other == Mode.TEST else LIVE_IN_TEST
            ) from None
        raise
