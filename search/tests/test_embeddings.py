"""The provider of embeddings, over a real connection."""

import json
import time

import pytest
import structlog

from commerce.core.process_cache import forget_everything
from search.embeddings.choice import get_embeddings
from search.embeddings.forms import Form
from search.embeddings.memory import recall_or_embed
from search.embeddings.remote import RemoteEmbeddings
from search.embeddings.wire import vectors_of
from search.errors import EmbeddingsUnavailableError
from search.models import EmbeddedText
from search.tests.embedding_server import serving, vector_of

KEY = "sk-very-secret"


@pytest.fixture
def server(settings):
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    with serving() as embeddings:
        yield embeddings


@pytest.fixture
def provider(server):
    return RemoteEmbeddings(server.url, key=KEY, model="by-hand", budget=0.3)


def test_texts_become_vectors_in_their_order(provider, server):
    vectors = provider.embed(["A sofa", "Wool rug"])

    assert vectors == [tuple(vector_of("sofa")), tuple(vector_of("rug wool"))]
    (request,) = server.requests
    assert (request["model"], request["input"]) == ("by-hand", ["A sofa", "Wool rug"])
    assert server.keys == [f"Bearer {KEY}"]


def test_no_more_than_64_texts_are_sent_at_once(provider, server):
    vectors = provider.embed([f"Rug {number}" for number in range(130)])

    assert [len(request["input"]) for request in server.requests] == [64, 64, 2]
    assert len(vectors) == 130


def test_a_slow_service_gets_fewer_texts_at_once(server):
    provider = RemoteEmbeddings(server.url, key=KEY, model="by-hand", budget=0.3, seconds=0.2)
    server.most_texts = 5

    vectors = provider.embed([f"Rug {number}" for number in range(10)])

    assert [len(request["input"]) for request in server.requests] == [10, 2, 2, 2, 2, 2]
    assert vectors == [tuple(vector_of("rug"))] * 10
    assert provider.batch_size == 2


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_service_that_refuses_so_many_gets_fewer(provider, server, status):
    answer = server.answer

    def at_most_16(request):
        server.status = 200 if len(request["input"]) <= 16 else status
        return answer(request)

    server.answer = at_most_16

    assert len(provider.embed([f"Rug {number}" for number in range(64)])) == 64
    assert [len(request["input"]) for request in server.requests] == [64, 16, 16, 16, 16]


def test_questions_and_products_have_a_form_each(server):
    provider = RemoteEmbeddings(
        server.url,
        key=KEY,
        model="e5",
        budget=0.3,
        passage=Form(input_type="passage"),
        query=Form(prefix="query: ", input_type="query"),
    )

    provider.embed(["A sofa"])
    provider.embed_query("couch")

    assert [(each["input"], each["input_type"]) for each in server.requests] == [
        (["A sofa"], "passage"),
        (["query: couch"], "query"),
    ]
    assert [each["model"] for each in server.requests] == ["e5", "e5"]
    plain = RemoteEmbeddings(server.url, key=KEY, model="e5", budget=0.3)
    assert provider.name != plain.name == "e5"


def test_a_query_of_late_is_not_asked_again(provider, server):
    assert provider.embed_query("couch") == provider.embed_query("couch")
    assert len(server.requests) == 1


def test_a_silent_service_is_given_up_within_the_budget(provider, server):
    server.is_silent = True
    began = time.monotonic()

    with pytest.raises(EmbeddingsUnavailableError):
        provider.embed_query("couch")

    assert time.monotonic() - began < 10  # silence lasts for 30 s


def test_after_three_failures_nobody_asks_for_a_while(provider, server):
    server.status = 500
    for _ in range(5):
        with pytest.raises(EmbeddingsUnavailableError):
            provider.embed_query("couch")

    assert len(server.requests) == 3
    server.status = 200
    assert len(provider.embed(["couch"])) == 1  # the outage of queries is not that of indexing


def test_the_key_is_not_logged(provider, server):
    server.is_silent = True

    with structlog.testing.capture_logs() as logs, pytest.raises(EmbeddingsUnavailableError):
        provider.embed_query("couch")

    assert [entry["event"] for entry in logs] == ["embeddings_unavailable"]
    assert KEY not in repr(logs)
    assert "couch" not in repr(logs)


def test_a_private_host_is_refused_unless_it_is_a_setting(provider, server, settings):
    settings.OUTGOING_PRIVATE_HOSTS = []

    with pytest.raises(EmbeddingsUnavailableError):
        provider.embed(["couch"])

    assert server.requests == []


def entries(*vectors, start=0):
    data = [
        {"index": index, "embedding": vector} for index, vector in enumerate(vectors, start=start)
    ]
    return json.dumps({"data": data}).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'{"data": null}',
        b'{"data": [1, 2]}',
        b'{"error": {"message": "no"}}',
        entries([1.0]),
        entries([1.0], [1.0], [1.0]),
        entries([1.0], [1.0], start=1),
        entries([1.0], [1.0, 2.0]),
        entries([1.0], []),
        entries([1.0], [0.0]),
        entries([1.0], ["x"]),
        entries([1.0], [None]),
        entries([1.0], [[2.0]]),
        entries([1.0], 5),
        entries([1.0] * 4097, [1.0] * 4097),
        b'{"data": [{"index": 0, "embedding": [1e999]}, {"index": 1, "embedding": [1]}]}',
        b'{"data": [{"index": [], "embedding": [1]}, {"index": 1, "embedding": [1]}]}',
    ],
)
def test_anything_but_one_vector_for_each_text_is_refused(body):
    with pytest.raises(EmbeddingsUnavailableError):
        vectors_of(body, expected=2)


def test_there_is_no_provider_without_an_address(settings):
    settings.SEARCH_EMBEDDINGS_URL = ""
    forget_everything()

    assert get_embeddings() is None


@pytest.mark.django_db
def test_a_text_is_embedded_once_per_model(provider, server, django_assert_num_queries):
    first = recall_or_embed(provider, ["A sofa", "A rug", "A sofa"])
    with django_assert_num_queries(1):
        again = recall_or_embed(provider, ["A rug", "A sofa"])

    assert again == [first[1], first[0]]
    assert server.texts == ["A sofa", "A rug"]
    assert EmbeddedText.objects.count() == 2
    provider.name = "another"
    assert recall_or_embed(provider, ["A rug"]) == [first[1]]
    assert len(server.texts) == 3


@pytest.mark.django_db
def test_what_was_embedded_before_a_failure_is_kept(provider, server):
    texts = [f"Rug {number}" for number in range(70)]
    answer = server.answer

    def only_full_batches(request):
        return answer(request) if len(request["input"]) == 64 else b"no"

    server.answer = only_full_batches

    vectors = recall_or_embed(provider, texts)

    assert [vector is None for vector in vectors] == [False] * 64 + [True] * 6
    assert EmbeddedText.objects.count() == 64
