"""The settings say which engine a process has."""

import pytest

from commerce.core.process_cache import forget_everything
from search.engines.choice import get_engine


@pytest.fixture(autouse=True)
def _chosen_anew():
    forget_everything()
    yield
    forget_everything()


@pytest.mark.parametrize(
    ("url", "name"), [("", "embedded"), ("http://127.0.0.1:1", "elasticsearch")]
)
def test_an_address_makes_it_elasticsearch(settings, tmp_path, url, name):
    settings.ELASTICSEARCH_URL = url
    settings.SEARCH_EMBEDDED_ROOT = tmp_path

    assert get_engine().name == name
    assert get_engine() is get_engine()
