"""The pair of keys by which push services know the shop (VAPID), written as browsers take them."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.translation import gettext_lazy as _

from commerce.integrations.errors import CredentialsRefusedError

NO_KEY = _("The private key is none that web push can use. Empty the field to have one made.")


def make() -> str:
    """Return a new private key."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _write(number.to_bytes(32))


def read(private_key: str) -> ec.EllipticCurvePrivateKey:
    """Raises CredentialsRefusedError for a text that is no key."""
    try:
        raw = base64.urlsafe_b64decode(private_key + "=" * (-len(private_key) % 4))
        if len(raw) != 32:
            raise CredentialsRefusedError(NO_KEY)
        return ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())
    except ValueError:
        raise CredentialsRefusedError(NO_KEY) from None


def public_part(private_key: str) -> str:
    """Return what a browser subscribes with."""
    return _write(
        read(private_key)
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )


def _write(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
