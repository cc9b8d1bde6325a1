"""A real embedded engine in a folder of the test's own, and how to ask it."""

from __future__ import annotations

import pytest

from commerce.core.services.outbox import relay
from search.engines.choice import forget_engine, get_engine
from search.indexing.sources import ProductSource
from search.query.fields import Token
from search.query.question import IndexName, Question
from search.query.words import Alternative, Concept, Words
from search.selectors.lexicons import forget_lexicons
from search.selectors.vocabularies import forget_vocabularies
from search.services.rebuilding import rebuild


@pytest.fixture(autouse=True)
def engine(settings, tmp_path):
    """The embedded engine with a folder of its own."""
    settings.ELASTICSEARCH_URL = ""
    settings.SEARCH_EMBEDDED_ROOT = tmp_path / "search"
    forget_engine()
    forget_lexicons()
    forget_vocabularies()
    yield get_engine()
    forget_engine()


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
