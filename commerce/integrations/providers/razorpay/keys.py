"""Whether Razorpay accepts the key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.integrations.enums import Mode
from commerce.integrations.errors import CredentialsRefusedError

from .wire import call, rows_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from . import Razorpay

NOT_A_KEY = _("This is not a key ID of Razorpay: those begin with rzp_test_ or rzp_live_.")
NOT_A_SECRET = _("The key secret is one word of letters and digits. Was it copied in whole?")
LIVE_IN_TEST = _("This is a live key, and the configuration is for tests: real money would move.")
TEST_IN_LIVE = _("This is a test key, and the configuration is live: nobody could pay.")
CONNECTED = _("Razorpay accepts the key.")
CONNECTED_UNTOLD = _(
    "Razorpay accepts the key. Without a webhook secret, refunds and disputes at Razorpay are not"
    " heard of."
)
_KEY = re.compile(r"rzp_(test|live)_[A-Za-z0-9]+")


def test_keys(provider: Razorpay) -> str | _StrPromise:
    """Ask for one payment, which every key may read. Raises ProviderError."""
    settings = provider.settings
    found = _KEY.fullmatch(settings.key_id)
    if found is None:
        raise CredentialsRefusedError(NOT_A_KEY)
    if found[1] != provider.mode:
        is_test = provider.mode == Mode.TEST
        raise CredentialsRefusedError(LIVE_IN_TEST if is_test else TEST_IN_LIVE)
    if not settings.key_secret.isascii() or not re.fullmatch(r"[\w-]+", settings.key_secret):
        raise CredentialsRefusedError(NOT_A_SECRET)
    rows_of(call(provider, "test connection", "GET", "payments?count=1"))
    return CONNECTED if settings.webhook_secret else CONNECTED_UNTOLD
