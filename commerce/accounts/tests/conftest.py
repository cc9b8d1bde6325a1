"""What the tests of accounts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.core.process_cache import forget_everything
from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant

if TYPE_CHECKING:
    from rest_framework.test import APIClient

    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel


@pytest.fixture
def user(channel: Channel) -> User:
    return make_user()


@pytest.fixture
def tokens(api: APIClient, user: User) -> dict[str, str]:
    """The answer to a sign-in of `user`."""
    answer = api.post("/api/v1/auth/login/", {"email": user.email, "password": PASSWORD})
    assert answer.status_code == 200
    return answer.json()


@pytest.fixture
def other_channel(channel: Channel) -> Channel:
    """A shop of another tenant on the same installation."""
    settings = ChannelSettings(
        code="nordwind",
        name="Nordwind",
        hostname="nordwind.test",
        locales=["de"],
        currencies=["EUR"],
        countries=["DE"],
    )
    tenant = ensure_tenant(code="nordwind", name="Nordwind")
    found = ensure_channel(tenant=tenant, settings=settings, root_page=channel.site.root_page)
    forget_everything()
    return found
