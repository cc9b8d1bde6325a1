"""Calls of Stripe through its own client; loaded with the first of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import stripe
from django.utils.translation import gettext_lazy as _

from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import GARBLED, error_of
from commerce.integrations.providers.door import open_session

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from . import Stripe

Found = TypeVar("Found")

ADDRESS = "https://api.stripe.com"
NOT_A_KEY = _("This is not a secret key of Stripe: those begin with sk_ or rk_.")
PUBLISHABLE = _("This is the publishable key. Stripe shows the secret one next to it.")
LIVE_IN_TEST = _("This is a live key, and the configuration is for tests: real money would move.")
TEST_IN_LIVE = _("This is a test key, and the configuration is live: nobody could pay.")
WRONG_KEY = _(
    "Stripe does not accept the key. It may have expired, been revoked, or not copied in whole."
)
NO_PERMISSION = _(
    "Stripe knows the key, but it may not read the balance. Allow it that in Stripe's dashboard."
)
CANNOT_CHARGE = _("Stripe accepts the key, but the account cannot take payments yet.")
CONNECTED = _("Stripe accepts the key, and the account can take payments.")
CONNECTED_RESTRICTED = _("Stripe accepts the restricted key.")
_KEY = re.compile(r"(?:sk|rk)_(test|live)_\w+")


def test_key(provider: Stripe) -> str | _StrPromise:
    """Ask for the balance, which every key should read, then for the account. Raises ProviderError."""
    check_key(provider.settings.secret_key, provider.mode)
    _ask(provider, lambda client: client.v1.balance.retrieve())
    try:
        account = _ask(provider, lambda client: client.v1.accounts.retrieve_current())
    except CredentialsRefusedError:
        return CONNECTED_RESTRICTED
    return CONNECTED if getattr(account, "charges_enabled", False) else CANNOT_CHARGE


def check_key(key: str, mode: Mode) -> None:
    """Raises CredentialsRefusedError for a key that is none, or is of the other mode."""
    if key.startswith("pk_"):
        raise CredentialsRefusedError(PUBLISHABLE)
    found = _KEY.fullmatch(key)
    if found is None:
        raise CredentialsRefusedError(NOT_A_KEY)
    if found[1] != mode:
        raise CredentialsRefusedError(LIVE_IN_TEST if mode == Mode.TEST else TEST_IN_LIVE)


def _ask(provider: Stripe, question: Callable[[stripe.StripeClient], Found]) -> Found:
    with open_session(provider.calls, "test connection", is_idempotent=True) as session:
        client = stripe.StripeClient(
            provider.settings.secret_key,
            base_addresses={"api": address_of(provider.code, ADDRESS)},
            http_client=stripe.RequestsClient(session=session),
            max_network_retries=0,
        )
        try:
            return question(client)
        except stripe.StripeError as error:
            raise _explain(error) from None


def _explain(error: stripe.StripeError) -> ProviderError:
    if isinstance(error.__cause__, ProviderError):
        return error.__cause__
    status = error.http_status
    if status is None or status < 400:
        return ProviderUnavailableError(GARBLED)
    return error_of(status, error.headers or {}, {401: WRONG_KEY, 403: NO_PERMISSION})
