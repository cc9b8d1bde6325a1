"""Encryption of values that are read back: stored answers, credentials."""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class DecryptionError(ValueError):
    """The value was encrypted with a key that is no longer listed, or was changed."""


def encrypt(value: bytes) -> bytes:
    """Encrypt with the first of `settings.ENCRYPTION_KEYS`."""
    return _cipher(tuple(settings.ENCRYPTION_KEYS)).encrypt(value)


def decrypt(token: bytes) -> bytes:
    """Decrypt with whichever listed key fits, so that keys can be changed without a stop."""
    try:
        return _cipher(tuple(settings.ENCRYPTION_KEYS)).decrypt(token)
    except InvalidToken:
        raise DecryptionError from None


@lru_cache(maxsize=4)
def _cipher(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_fernet_key(secret)) for secret in secrets])


def _fernet_key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"heron.core.crypto")
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
