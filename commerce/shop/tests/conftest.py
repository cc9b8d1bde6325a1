"""What the shop's tests start from, beside the channel."""

import pytest
from django.core.cache import cache

from commerce.core.services.outbox import relay


@pytest.fixture(autouse=True)
def _nobody_was_throttled_before():
    cache.clear()


@pytest.fixture
def other_channel(channel):
    """A second channel of another tenant."""
    from wagtail.models import Page

    from commerce.core.process_cache import forget_everything
    from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant

    settings = ChannelSettings(
        code="other",
        name="Other",
        hostname="other.example",
        locales=["en"],
        currencies=["EUR"],
        countries=["DE"],
    )
    tenant = ensure_tenant(code="other", name="Other")
    found = ensure_channel(tenant=tenant, settings=settings, root_page=Page.get_first_root_node())
    forget_everything()
    return found


@pytest.fixture
def deliver():
    """Deliver what was published, as a worker does."""

    def run():
        while relay().handled:
            pass

    return run
