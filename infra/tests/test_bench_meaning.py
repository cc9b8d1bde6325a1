"""A measurement says which model had a say in it, and how often that one answered."""

from __future__ import annotations

import re

import pytest

from commerce.core.process_cache import forget_everything
from infra.bench import meaning
from search.tests.embedding_server import serving

pytestmark = pytest.mark.django_db

TEXTS = ("sofa", "lamp", "rug")


@pytest.fixture
def server(settings):
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    settings.SEARCH_EMBEDDINGS_MODEL = "by-hand"
    settings.SEARCH_EMBEDDINGS_BUDGET = 3.0
    with serving() as embeddings:
        settings.SEARCH_EMBEDDINGS_URL = embeddings.url
        forget_everything()
        yield embeddings
    forget_everything()


def test_words_alone_are_said_to_be_so():
    forget_everything()

    assert (
        meaning.describe(TEXTS, channel_id=1)
        == "Found by words alone: there is no SEARCH_EMBEDDINGS_URL."
    )


def test_a_model_is_named_with_its_answers_and_its_milliseconds(server):
    said = meaning.describe(TEXTS, channel_id=1)

    assert re.fullmatch(
        r"Found by words and by-hand: 3 of 3 queries answered within 3 s, "
        r"\d+ ms in the median, \d+ at p95\.",
        said,
    )
    assert server.texts == list(TEXTS)


def test_a_model_that_does_not_answer_is_told(server):
    server.trouble = "broken"

    said = meaning.describe(TEXTS, channel_id=1)

    assert said == "Found by words and by-hand: 0 of 3 queries answered within 3 s."
