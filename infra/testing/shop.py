"""What most tests start from: a channel, a client that speaks to it, the shared data."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from infra.launch.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from rest_framework.test import APIClient

    from commerce.tenancy.models import Channel, Tenant

CHANNEL_HOST = "testserver"
# The folder of catalogues and pictures that some tests import.
SHARED_DATA = Path(os.environ.get("HERON_SHARED_DATA") or ROOT.parent / "shared" / "data")


@pytest.fixture
def tenant(db: None) -> "Tenant":
    """The tenant of the channel under test."""
    return _ensure_tenant()


@pytest.fixture
def channel(tenant: "Tenant", request: pytest.FixtureRequest) -> "Channel":
    """The default channel: English, German, French and Arabic; euros and dollars.

    In a module that uses `channel_of_module`, or what is made of it, that one is read anew.
    """
    if "channel_of_module" in request.fixturenames:
        return tenant.channels.get(pk=request.getfixturevalue("channel_of_module").pk)
    return _ensure_channel(tenant)


@pytest.fixture(scope="module")
def channel_of_module(rows_of_module: "Callable[[], AbstractContextManager[None]]") -> "Channel":
    """The same channel for the rows that all tests of a module start from."""
    with rows_of_module():
        return _ensure_channel(_ensure_tenant())


def _ensure_tenant() -> "Tenant":
    from commerce.tenancy.services import ensure_tenant

    return ensure_tenant(code="reed-and-rook", name="Reed & Rook")


def _ensure_channel(tenant: "Tenant") -> "Channel":
    from wagtail.models import Page

    from commerce.core.process_cache import forget_everything
    from commerce.tenancy.services import ChannelSettings, ensure_channel

    wanted = ChannelSettings(
        code="reed-and-rook",
        name="Reed & Rook",
        hostname=CHANNEL_HOST,
        locales=["en", "de", "fr", "ar"],
        currencies=["EUR", "USD"],
        countries=["DE", "FR", "AT", "GB", "US"],
        is_default=True,
    )
    root_page = Page.objects.filter(depth=2).order_by("path").first() or Page.get_first_root_node()
    found = ensure_channel(tenant=tenant, settings=wanted, root_page=root_page)
    forget_everything()
    return found


@pytest.fixture
def other_channel(channel: "Channel") -> "Channel":
    """A second channel, of another tenant."""
    from wagtail.models import Page

    from commerce.core.process_cache import forget_everything
    from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant

    wanted = ChannelSettings(
        code="other",
        name="Other",
        hostname="other.example",
        locales=["en"],
        currencies=["EUR"],
        countries=["DE"],
    )
    tenant = ensure_tenant(code="other", name="Other")
    found = ensure_channel(tenant=tenant, settings=wanted, root_page=Page.get_first_root_node())
    forget_everything()
    return found


@pytest.fixture
def deliver() -> "Callable[[], None]":
    """Deliver what was published, as a worker does."""
    from commerce.core.services.outbox import relay

    def run() -> None:
        while relay().handled:
            pass

    return run


@pytest.fixture(autouse=True)
def _nobody_was_throttled_before() -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def api(channel: "Channel") -> "APIClient":
    """A client of the storefront API whose host is the channel's."""
    from rest_framework.test import APIClient

    return APIClient(SERVER_NAME=CHANNEL_HOST)


@pytest.fixture(scope="module")
def api_of_module() -> "APIClient":
    """The same for the rows of a module: whatever a test then does, it does with `api`."""
    from rest_framework.test import APIClient

    return APIClient(SERVER_NAME=CHANNEL_HOST)


@pytest.fixture
def shared_data() -> Path:
    """The folder of shared real-world data; it is not part of the repository."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the shared data are not at {SHARED_DATA} (set HERON_SHARED_DATA)")
    return SHARED_DATA


@pytest.fixture(scope="session", autouse=True)
def own_indexes(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test writes to the search indexes of a shop that runs from the same folder."""
    from django.conf import settings

    settings.ELASTICSEARCH_URL = ""
    settings.SEARCH_EMBEDDED_ROOT = tmp_path_factory.mktemp("search")


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    """What a process remembers of an earlier test's shop and searches is forgotten."""
    from commerce.core.process_cache import forget_everything

    forget_everything()
