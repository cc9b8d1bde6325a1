"""What the callbacks of all providers have in common: how old they may be, and that each counts once."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.integrations.errors import CallbackRepeatedError, ProviderRefusedError

# Providers repeat for up to a day what was not answered, with the signature of the first time. That
# nobody else repeats it is what `refuse_repeated` sees to.
OLDEST = 86_400
# By how much the provider's clock may be ahead.
AHEAD = 300
FORGED = _("The callback was not signed by the provider.")
STALE = _("The callback is too old.")


def header(headers: Mapping[str, str], name: str) -> str:
    """Return a header, however its name is written; empty without it."""
    wanted = name.lower()
    return next((value for each, value in headers.items() if each.lower() == wanted), "")


def refuse_stale(second: str) -> None:
    """Raises ProviderRefusedError unless the second is of the last day."""
    try:
        age = time.time() - float(second)
    except ValueError:
        raise ProviderRefusedError(FORGED) from None
    if not -AHEAD <= age <= OLDEST:
        raise ProviderRefusedError(STALE)


def refuse_repeated(code: str, signature: str) -> None:
    """Raises CallbackRepeatedError for a signature that was taken before.

    It is remembered with the commit of what surrounds this: what could not be kept may come again.
    """
    key = f"integrations:callback:{code}:{hashlib.sha256(signature.encode()).hexdigest()}"
    if cache.get(key):
        raise CallbackRepeatedError
    transaction.on_commit(lambda: cache.set(key, 1, OLDEST + AHEAD))
