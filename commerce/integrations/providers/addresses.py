"""Where providers are called."""

from django.conf import settings


def address_of(code: str, usual: str) -> str:
    """Return the provider's own address, or the one that this installation uses in its place."""
    return str(settings.PROVIDER_ADDRESSES.get(code, usual))
