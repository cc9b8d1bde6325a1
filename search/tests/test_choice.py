"""The settings say which engine a process has."""

import pytest

from search.engines.choice import forget_engine, get_engine


@pytest.fixture(autouse=True)
def _chosen_anew():
    forget_engine()
    yield
    forget_engine()


@pytest.mark.parametrize(
    ("url", "name"), [("", "embedded"), ("http://127.0.0.1:1", "elasticsearch")]
)
def test_an_address_makes_it_elasticsearch(settings, tmp_path, url, name):
    settings.ELASTICSEARCH_URL = url
    settings.SEARCH_EMBEDDED_ROOT = tmp_path

    assert get_engine().name == name
    assert get_engine() is get_engine()
