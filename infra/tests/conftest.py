"""The shop window that changes are looked at through."""

from contextlib import contextmanager
from shutil import copytree

import pytest
from django.test import override_settings
from rest_framework.test import APIClient

from commerce.accounts.models import User
from infra.testing.shop import CHANNEL_HOST
from search.finding.suggesting.names import PAGE_NAMES
from search.finding.words.lexicons import LEXICONS
from search.finding.words.vocabularies import CATALOGUE_WORDS

from .shop_window import ShopWindow


@contextmanager
def nobody_listens():
    """Tags stay where they wait, and the search looks its words up each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("commerce.storefront.services.flush_tags", lambda: 0)
        for cache in (CATALOGUE_WORDS, LEXICONS, PAGE_NAMES):
            patch.setattr(cache, "seconds", -1.0)
        yield


@pytest.fixture
def no_storefront(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with nobody_listens():
        yield


@pytest.fixture(scope="module")
def window_of_module(rows_of_module, channel_of_module, tmp_path_factory):
    """The shop window of a module whose tests have it in common, and the folder of its indexes."""
    folder = tmp_path_factory.mktemp("window")
    places = override_settings(MEDIA_ROOT=folder, SEARCH_EMBEDDED_ROOT=folder / "search")
    with rows_of_module(), places, nobody_listens():
        api = APIClient(SERVER_NAME=CHANNEL_HOST)
        window = ShopWindow(channel_of_module, api)
    return window, folder / "search"


@pytest.fixture
def window(request, no_storefront, channel, api, settings, tmp_path):
    if "window_of_module" not in request.fixturenames:
        return ShopWindow(channel, api)
    window, folder = request.getfixturevalue("window_of_module")
    settings.SEARCH_EMBEDDED_ROOT = copytree(folder, tmp_path / "search")
    return window.seen_by(api, channel)


@pytest.fixture
def staff(client, window):
    client.force_login(User.objects.create_superuser("boss@example.com", "x" * 12))
    return client


@pytest.fixture
def superuser(client, channel):
    client.force_login(User.objects.create_superuser("boss@example.com", "x" * 12))
    return client
