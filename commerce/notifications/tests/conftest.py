"""What the tests of notifications share."""

import pytest
from django.core.cache import cache

from commerce.accounts.tests.conftest import other_channel
from commerce.notifications import registry

from .people import KINDS, make_customer, sign_in

__all__ = ["other_channel"]


@pytest.fixture(autouse=True)
def _nobody_was_throttled_before():
    cache.clear()


@pytest.fixture
def kinds(monkeypatch):
    """Kinds of every sort, and no others."""
    monkeypatch.setattr(registry, "_kinds", dict(KINDS))


@pytest.fixture
def ines(channel):
    return make_customer(channel)


@pytest.fixture
def headers(api, ines):
    return sign_in(api, ines.email)
