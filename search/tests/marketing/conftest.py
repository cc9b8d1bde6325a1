"""Two tenants, and a marketer of the first."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from commerce.accounts.models import User
from commerce.accounts.services import ensure_membership
from commerce.catalogue.tests.factories import make_product
from commerce.core.process_cache import forget_everything
from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant
from search.engines.choice import get_engine
from search.indexing.sources import ProductSource
from search.services.rebuilding import rebuild


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
    forget_everything()
    return other


@pytest.fixture
def marketer(channel):
    user = User.objects.create_user("mara@example.com", "a-long-password", first_name="Mara")
    user.groups.add(Group.objects.get(name="Marketers"))
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


@pytest.fixture
def back_office(marketer):
    client = Client(SERVER_NAME="testserver")
    client.force_login(marketer)
    return client


@pytest.fixture
def engine(settings, tmp_path):
    """The embedded engine with a folder of its own."""
    settings.ELASTICSEARCH_URL = ""
    settings.SEARCH_EMBEDDED_ROOT = tmp_path / "search"
    forget_everything()
    yield get_engine()
    forget_everything()


@pytest.fixture
def shop(channel, engine):
    """Three products that can be searched in English, by their names."""
    products = {
        name: make_product(channel, title=name, stock=5)
        for name in ("Blue sofa", "Brass lamp", "Linen quibble")
    }
    rebuild(source=ProductSource(channel, "en"))
    return products


@pytest.fixture
def sku_of(shop):
    """The SKU of a product by its name."""
    return lambda name: shop[name].stockrecords.get().partner_sku
