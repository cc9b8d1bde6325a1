"""Where providers are called, and where they call."""

from urllib.parse import urlsplit

from django.conf import settings


def address_of(code: str, usual: str) -> str:
    """Return the provider's own address, or the one that this installation uses in its place."""
    return str(settings.PROVIDER_ADDRESSES.get(code, usual))


def webhook_url(provider: str, configuration: str) -> str:
    """Return where a payment provider tells what happened to payments of a configuration."""
    return f"{settings.PUBLIC_URL}/api/v1/payments/webhooks/{provider}/{configuration}/"


def callback_url(configuration: str) -> str:
    """Return where a provider tells what became of the messages of a configuration."""
    return f"{settings.PUBLIC_URL}/api/v1/integrations/callbacks/{configuration}/"


def is_address(text: str) -> bool:
    """Whether the text is an address of the web; whether it may be called shows when it is."""
    try:
        parts = urlsplit(text.strip())
        return bool(parts.scheme in ("http", "https") and parts.hostname and parts.port != 0)
    except ValueError:
        return False
