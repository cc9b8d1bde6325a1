"""The shop window that changes are looked at through."""

import pytest

from commerce.accounts.models import User

from .shop_window import ShopWindow


@pytest.fixture
def no_storefront(settings, tmp_path, monkeypatch):
    """Tags stay where they wait, and the search looks its words up each time."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("commerce.storefront.services.flush_tags", lambda: 0)
    kept = ("words.vocabularies.TRUSTED_FOR", "words.lexicons.TRUSTED_FOR")
    for name in (*kept, "suggesting.names.PAGES_KEPT_SECONDS"):
        monkeypatch.setattr(f"search.finding.{name}", -1.0)


@pytest.fixture
def window(no_storefront, channel, api):
    return ShopWindow(channel, api)


@pytest.fixture
def staff(client, window):
    client.force_login(User.objects.create_superuser("boss@example.com", "x" * 12))
    return client
