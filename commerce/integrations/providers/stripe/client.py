"""Calls of Stripe through its own client; loaded with the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import stripe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    PaymentDeclinedError,
    ProviderError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import GARBLED, error_of
from commerce.integrations.providers.door import open_session

from .declines import decline_of, reason_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from . import Stripe

ADDRESS = "https://api.stripe.com"
NOT_A_KEY = _("This is not a secret key of Stripe: those begin with sk_ or rk_.")
PUBLISHABLE = _("This is the publishable key. Stripe shows the secret one next to it.")
LIVE_IN_TEST = _("This is a live key, and the configuration is for tests: real money would move.")
TEST_IN_LIVE = _("This is a test key, and the configuration is live: nobody could pay.")
NOT_PUBLISHABLE = _("The publishable key is missing, or is none: it begins with pk_.")
NOT_A_SIGNING_SECRET = _("This is no signing secret of a webhook: it begins with whsec_.")
WRONG_KEY = _(
    "Stripe does not accept the key. It may have expired, been revoked, or not copied in whole."
)
NO_PERMISSION = _(
    "Stripe knows the key, but it may not do this. Allow it that in Stripe's dashboard."
)
CANNOT_CHARGE = _("Stripe accepts the key, but the account cannot take payments yet.")
CONNECTED = _("Stripe accepts the key, and the account can take payments.")
CONNECTED_RESTRICTED = _("Stripe accepts the restricted key.")
BUSY = _("Stripe is still working on the same request. It will be asked again.")
_KEY = re.compile(r"(?:sk|rk)_(test|live)_\w+")
_PUBLISHABLE = re.compile(r"pk_(test|live)_\w+")


def test_key(provider: Stripe) -> str | _StrPromise:
    """Ask for the balance, which every key should read, then for the account. Raises ProviderError."""
    settings = provider.settings
    check_key(settings.secret_key, provider.mode)
    check_publishable(settings.publishable_key, provider.mode)
    if settings.webhook_secret and not settings.webhook_secret.startswith("whsec_"):
        raise CredentialsRefusedError(NOT_A_SIGNING_SECRET)
    with connect(provider, "test connection") as client:
        client.v1.balance.retrieve()
    try:
        with connect(provider, "test connection") as client:
            account = client.v1.accounts.retrieve_current()
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
    _check_mode(found[1], mode)


def check_publishable(key: str, mode: Mode) -> None:
    """Raises CredentialsRefusedError for a key that browsers may not have, or of the other mode."""
    found = _PUBLISHABLE.fullmatch(key)
    if found is None:
        raise CredentialsRefusedError(NOT_PUBLISHABLE)
    _check_mode(found[1], mode)


def _check_mode(found: str, mode: Mode) -> None:
    if found != mode:
        raise CredentialsRefusedError(LIVE_IN_TEST if mode == Mode.TEST else TEST_IN_LIVE)


@contextmanager
def connect(provider: Stripe, operation: str, *, about: str = "") -> Iterator[stripe.StripeClient]:
    """Give Stripe's client for one operation, whose requests may be repeated: they only read, or
    carry a key. Its errors are raised as ProviderError, a "no" as PaymentDeclinedError.
    """
    with open_session(provider.calls, operation, about=about, is_idempotent=True) as session:
        client = stripe.StripeClient(
            provider.settings.secret_key,
            base_addresses={"api": address_of(provider.code, ADDRESS)},
            http_client=stripe.RequestsClient(session=session),
            max_network_retries=0,
        )
        try:
            yield client
        except stripe.StripeError as error:
            raise explain(error) from None


def explain(error: stripe.StripeError) -> ProviderError:
    """Return what an error of Stripe's client means."""
    if isinstance(error.__cause__, ProviderError):
        return error.__cause__
    status = error.http_status
    if status is None or status < 400:
        return ProviderUnavailableError(GARBLED)
    if status == 409:
        return ProviderUnavailableError(BUSY)
    if status in (400, 402, 404):
        told = error.error.to_dict() if error.error else {}
        return PaymentDeclinedError(
            gettext("Stripe has refused this: %(reason)s.") % {"reason": reason_of(told)},
            decline=decline_of(told),
        )
    return error_of(status, error.headers or {}, {401: WRONG_KEY, 403: NO_PERMISSION})
