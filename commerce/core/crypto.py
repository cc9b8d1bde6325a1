"""Encryption of values that are read back, such as stored answers.

A `KeyRing` is for what is kept for years: each key has a name, which is stored beside the value.
The functions are for what passes. Their keys are derived from Django's `SECRET_KEY` and, for reading
only, `SECRET_KEY_FALLBACKS`, so changing the secret key needs no stop: put the old one among the
fallbacks for a while.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


class DecryptionError(ValueError):
    """The value was encrypted with a key that is no longer listed, or was changed."""


class UnknownKeyError(DecryptionError):
    """The key of that name is not among those that are there."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"There is no key called {key_id!r}.")
        self.key_id = key_id


class KeyRing:
    """Keys by name, the newest first: that one encrypts, the others still read.

    `purpose` makes keys of the same secret different from those of any other ring.
    """

    def __init__(self, secrets: Mapping[str, str], *, purpose: str) -> None:
        self.newest = next(iter(secrets))
        self._ciphers = {
            key_id: Fernet(_fernet_key(secret, f"heron.{purpose}".encode()))
            for key_id, secret in secrets.items()
        }

    @property
    def key_ids(self) -> frozenset[str]:
        return frozenset(self._ciphers)

    def encrypt(self, value: bytes) -> tuple[str, bytes]:
        """Return the name of the newest key, and the value encrypted with it."""
        return self.newest, self._ciphers[self.newest].encrypt(value)

    def decrypt(self, key_id: str, token: bytes) -> bytes:
        """Raises UnknownKeyError, or DecryptionError for a value that was changed."""
        if key_id not in self._ciphers:
            raise UnknownKeyError(key_id)
        try:
            return self._ciphers[key_id].decrypt(token)
        except InvalidToken:
            raise DecryptionError from None


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


def _fernet_key(secret: str | bytes, purpose: bytes = b"heron.core.crypto") -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
    return base64.urlsafe_b64encode(derived.derive(force_bytes(secret)))
