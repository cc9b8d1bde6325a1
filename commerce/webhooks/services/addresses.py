"""Where messages may go."""

from __future__ import annotations

import httpx
from django.conf import settings

from commerce.core.http import OutgoingError, checked_addresses
from commerce.webhooks.errors import AddressNotAllowedError
from commerce.webhooks.models import MAX_URL


def check_address(url: str) -> str:
    """Return the address in its one spelling; raise AddressNotAllowedError.

    It has to be https and public. Only hosts that the operator names in WEBHOOK_PRIVATE_HOSTS may be
    private, and may do without encryption. The sender looks again each time.
    """
    try:
        target = httpx.URL(url.strip())
        is_private = target.host in settings.WEBHOOK_PRIVATE_HOSTS
        is_plain = target.scheme == "https" or (target.scheme == "http" and is_private)
        if not is_plain or not target.host or target.userinfo or target.fragment:
            raise AddressNotAllowedError(pointer="/url")
        checked_addresses(target.host, target.port or 443, settings.WEBHOOK_PRIVATE_HOSTS)
    except (OutgoingError, httpx.InvalidURL, UnicodeError):
        raise AddressNotAllowedError(pointer="/url") from None
    spelled = str(target)
    if len(spelled) > MAX_URL:
        raise AddressNotAllowedError(pointer="/url")
    return spelled


def without_query(url: str) -> str:
    """Return the address as logs show it: queries may hold secrets."""
    bare, mark, _query = url.partition("?")
    return f"{bare}{mark}…" if mark else bare
