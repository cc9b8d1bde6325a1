"""A real embedded engine in a folder of the test's own, and how to ask it."""

from __future__ import annotations

import os
from itertools import count

import pytest

from commerce.core.process_cache import forget_everything
from commerce.core.services.outbox import relay
from search.engines.choice import get_engine
from search.indexing.sources import ProductSource
from search.query.fields import Token
from search.query.question import IndexName, Question
from search.query.words import Alternative, Concept, Words
from search.services.rebuilding import rebuild

_numbers = count()

# For tests that are to hold for whatever engine answers.
both_engines = pytest.mark.parametrize(
    "engine",
    ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)],
    indirect=True,
)


@pytest.fixture(autouse=True)
def engine(request, settings, tmp_path):
    """An engine with nothing in it: the embedded one unless the test asks for another."""
    if getattr(request, "param", "embedded") == "elasticsearch":
        settings.ELASTICSEARCH_URL = request.getfixturevalue("elasticsearch_url")
        settings.SEARCH_INDEX_PREFIX = f"test-indexing-{os.getpid()}-{next(_numbers)}"
        settings.SEARCH_BUDGET = 10.0
    settings.SEARCH_EMBEDDED_ROOT = tmp_path / "search"
    forget_everything()
    yield get_engine()
    for name in {state.name for state in get_engine().list_states()}:
        get_engine().drop(name)
    forget_everything()


@pytest.fixture
def source(channel):
    """The English products of the channel."""
    return ProductSource(channel, "en")


@pytest.fixture
def built(channel):
    """Build all indexes of the channel, which may still be empty."""

    def run():
        for locale in channel.locales:
            rebuild(source=ProductSource(channel, locale))

    return run


@pytest.fixture
def deliver():
    """Deliver what was published, as a worker does."""

    def run():
        while relay().handled:
            pass

    return run


def question(word, locale="en", **more):
    """Ask for one token."""
    token = Token(word, word)
    words = Words((Concept(word, (Alternative((token,)),)),), required=1) if word else None
    return Question(IndexName("reed-and-rook", locale), "EUR", words=words, size=1000, **more)


@pytest.fixture
def find():
    """Return the products that have a token, in the order they were made."""

    def run(word="", locale="en", **more):
        answer = get_engine().search(question(word, locale, **more))
        return sorted(hit.product_id for hit in answer.hits)

    return run
