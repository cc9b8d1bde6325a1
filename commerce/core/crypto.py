"""Encryption of values that are read back, such as stored answers.

Keys are derived from Django's `SECRET_KEY` and, for reading only, `SECRET_KEY_FALLBACKS`, so
changing the secret key needs no stop: put the old one among the fallbacks for a while.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


class DecryptionError(ValueError):
    """The value was encrypted with a key that is no longer listed, or was changed."""


def encrypt(value: bytes) -> bytes:
    return _cipher(_secrets()).encrypt(value)


def decrypt(token: bytes) -> bytes:
    """Decrypt with whichever key fits. Raises DecryptionError."""
    try:
        return _cipher(_secrets()).decrypt(token)
    except InvalidToken:
        raise DecryptionError from None


def _secrets() -> tuple[str | bytes, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _cipher(secrets: tuple[str | bytes, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_fernet_key(secret)) for secret in secrets])


def _fernet_key(secret: str | bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"heron.core.crypto")
    return base64.urlsafe_b64encode(derived.derive(force_bytes(secret)))
