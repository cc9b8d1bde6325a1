"""Where providers are called, and where they call."""

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
