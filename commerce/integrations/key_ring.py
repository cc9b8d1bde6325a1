"""The keys that the secrets of configurations are encrypted with.

`settings.INTEGRATION_KEYS` has `name:secret`, the newest first. Without any, as on a laptop, they are
made of `SECRET_KEY` and its fallbacks.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.encoding import force_str

from commerce.core.crypto import KeyRing


def key_ring() -> KeyRing:
    """Return the ring of the settings. Raises ImproperlyConfigured."""
    if settings.INTEGRATION_KEYS:
        return _ring(tuple(_named(line) for line in settings.INTEGRATION_KEYS))
    secrets = map(force_str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return _ring(tuple((_derived_name(secret), secret) for secret in secrets))


@lru_cache(maxsize=4)
def _ring(named: tuple[tuple[str, str], ...]) -> KeyRing:
    if len(dict(named)) < len(named):
        raise ImproperlyConfigured("Two of INTEGRATION_KEYS have the same name.")
    return KeyRing(dict(named), purpose="commerce.integrations")


def _named(line: str) -> tuple[str, str]:
    name, _colon, secret = line.strip().partition(":")
    if not name or not secret or len(name) > 64:
        raise ImproperlyConfigured("Each of INTEGRATION_KEYS is a name, a colon and a secret.")
    return name, secret


def _derived_name(secret: str) -> str:
    return f"secret-key-{sha256(b'name of ' + secret.encode()).hexdigest()[:8]}"
