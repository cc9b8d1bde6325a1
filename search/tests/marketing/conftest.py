"""Two tenants, and a marketer of the first."""

import pytest
from wagtail.models import Page

from commerce.tenancy.selectors import forget_channels
from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant


@pytest.fixture
def other_channel(channel):
    """A channel of another tenant."""
    tenant = ensure_tenant(code="pine-and-pike", name="Pine & Pike")
    settings = ChannelSettings(
        code="pine-and-pike",
        name="Pine & Pike",
        hostname="pine.example",
        locales=["en"],
        currencies=["EUR"],
        countries=["DE"],
    )
    other = ensure_channel(tenant=tenant, settings=settings, root_page=Page.get_first_root_node())
    forget_channels()
    return other
