"""The shop window that changes are looked at through."""

import pytest

from commerce.accounts.models import User
from search.finding.suggesting.names import PAGE_NAMES
from search.finding.words.lexicons import LEXICONS
from search.finding.words.vocabularies import CATALOGUE_WORDS

from .shop_window import ShopWindow


@pytest.fixture
def no_storefront(settings, tmp_path, monkeypatch):
    """Tags stay where they wait, and the search looks its words up each time."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("commerce.storefront.services.flush_tags", lambda: 0)
    for cache in (CATALOGUE_WORDS, LEXICONS, PAGE_NAMES):
        monkeypatch.setattr(cache, "seconds", -1.0)


@pytest.fixture
def window(no_storefront, channel, api):
    return ShopWindow(channel, api)


@pytest.fixture
def staff(client, window):
    client.force_login(User.objects.create_superuser("boss@example.com", "x" * 12))
    return client
