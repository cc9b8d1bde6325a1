"""Vectors of texts, from providers over a real connection."""

import time

import pytest
import structlog

from commerce.core.process_cache import forget_everything
from infra.fakes.service import Reply
from search.embeddings.asking import Embeddings
from search.embeddings.choice import get_embeddings
from search.embeddings.environment import list_of_environment
from search.embeddings.memory import recall_or_embed
from search.embeddings.watching import Watcher, watched_by
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
def make(server, settings):
    """Return what is asked of the server, with the settings of the environment."""

    def embeddings(*urls, **values):
        providers = []
        for url in urls or (server.url,):
            usual = {"URL": url, "KEY": KEY, "MODEL": "by-hand", "BUDGET": 3.0}
            for name, value in {**usual, **values}.items():
                setattr(settings, f"SEARCH_EMBEDDINGS_{name}", value)
            providers += list_of_environment()
        return Embeddings(providers)

    return embeddings


@pytest.fixture
def embeddings(make):
    return make()


def sizes(server):
    return [len(request.json()["input"]) for request in server.requests]


class Listener(Watcher):
    """Keeps what it is told."""

    def __init__(self):
        self.told = []

    def had(self, texts):
        self.told.append(texts)

    def goes_on_with_fewer(self, texts, instead_of, reason):
        self.told.append((instead_of, texts, reason))

    def failed(self, reason):
        self.told.append(reason)


def test_texts_become_vectors_in_their_order(embeddings, server):
    vectors = embeddings.embed(["A sofa", "Wool rug"])

    assert vectors == [tuple(vector_of("sofa")), tuple(vector_of("rug wool"))]
    assert server.texts == ["A sofa", "Wool rug"]
    assert [request.bearer for request in server.requests] == [KEY]


def test_no_more_than_64_texts_are_sent_at_once(embeddings, server):
    vectors = embeddings.embed([f"Rug {number}" for number in range(130)])

    assert sizes(server) == [64, 64, 2]
    assert len(vectors) == 130


def test_a_slow_service_gets_fewer_texts_at_once_and_says_so(make, server):
    embeddings = make(SECONDS=0.2)
    server.most_texts = 5
    listener = Listener()

    with watched_by(listener):
        vectors = embeddings.embed([f"Rug {number}" for number in range(10)])

    assert sizes(server) == [10, 2, 2, 2, 2, 2]
    assert vectors == [tuple(vector_of("rug"))] * 10
    assert listener.told == [(10, 2, "The provider needs too long for its answer.")]


def test_a_service_that_was_only_stuck_gets_more_again(make, server):
    embeddings = make(SECONDS=0.2, BATCH=16)
    server.most_texts = 0
    with pytest.raises(EmbeddingsUnavailableError):
        embeddings.embed(["Rug"] * 16)
    assert (sizes(server), embeddings.batch_size) == ([16, 4, 1], 1)
    server.most_texts = 100
    server.requests.clear()

    embeddings.embed(["Rug"] * 47)

    assert sizes(server) == [1, 2, 4, 8, 16, 16]


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_service_that_refuses_so_many_gets_fewer(embeddings, server, status, monkeypatch):
    act = server.act

    def at_most_16(request):
        if len(request.json()["input"]) <= 16:
            return act(request)
        return Reply(status, {"error": {"message": "Too many inputs."}})

    monkeypatch.setattr(server, "act", at_most_16)

    assert len(embeddings.embed([f"Rug {number}" for number in range(64)])) == 64
    assert sizes(server) == [64, 16, 16, 16, 16]


def refuse_some(server, monkeypatch, is_refused):
    act = server.act

    def choosy(request):
        if any(map(is_refused, request.json()["input"])):
            return Reply(400, {"error": {"message": "Not this one."}})
        return act(request)

    monkeypatch.setattr(server, "act", choosy)


def test_a_text_that_the_service_does_not_take_keeps_no_other_away(make, server, monkeypatch):
    embeddings, listener = make(BATCH=16), Listener()
    refuse_some(server, monkeypatch, lambda text: text == "Rug 5")

    with watched_by(listener):
        vectors = embeddings.embed([f"Rug {number}" for number in range(32)])

    assert [number for number, vector in enumerate(vectors) if vector is None] == [5]
    assert len(server.requests) < 14
    assert "The service does not take these texts, or not so many." in listener.told


def test_a_service_that_takes_none_is_left_alone(embeddings, server, monkeypatch):
    refuse_some(server, monkeypatch, bool)

    with pytest.raises(EmbeddingsUnavailableError):
        embeddings.embed([f"Rug {number}" for number in range(64)])

    assert sizes(server) == [64, 16, 4, 1, 1, 1]


def test_a_query_of_late_is_not_asked_again(embeddings, server):
    assert embeddings.embed_query("couch") == embeddings.embed_query("couch")
    assert len(server.requests) == 1


def test_a_silent_service_is_given_up_within_the_budget(make, server):
    embeddings = make(BUDGET=0.3)
    server.trouble = "silent"
    began = time.monotonic()

    with pytest.raises(EmbeddingsUnavailableError):
        embeddings.embed_query("couch")

    assert time.monotonic() - began < 10  # silence has no end


def test_after_three_failures_nobody_asks_for_a_while(embeddings, server):
    server.trouble = "broken"
    for _ in range(5):
        with pytest.raises(EmbeddingsUnavailableError):
            embeddings.embed_query("couch")

    assert len(server.requests) == 3
    server.trouble = ""
    assert len(embeddings.embed(["couch"])) == 1  # the outage of queries is not that of indexing


def test_another_provider_of_the_model_takes_over(make, server):
    embeddings = make("http://127.0.0.1:1/v1", server.url)

    assert embeddings.embed(["sofa"]) == [tuple(vector_of("sofa"))]
    assert embeddings.embed_query("couch") == tuple(vector_of("couch"))
    assert server.texts == ["sofa", "couch"]


def test_a_provider_of_another_model_never_takes_over(make, server, settings):
    others = make("http://127.0.0.1:1/v1", MODEL="another")._providers
    embeddings = Embeddings([*others, *make()._providers])

    with pytest.raises(EmbeddingsUnavailableError):
        embeddings.embed(["sofa"])

    assert server.requests == []


def test_neither_key_nor_query_is_logged(make, server):
    embeddings = make(BUDGET=0.3)
    server.trouble = "silent"

    with structlog.testing.capture_logs() as logs, pytest.raises(EmbeddingsUnavailableError):
        embeddings.embed_query("couch")

    assert [entry["event"] for entry in logs] == ["embeddings_unavailable"]
    assert KEY not in repr(logs)
    assert "couch" not in repr(logs)


def test_a_refused_key_is_said_to_whoever_watches(embeddings, server):
    server.trouble = "wrong"
    listener = Listener()

    with watched_by(listener), pytest.raises(EmbeddingsUnavailableError):
        embeddings.embed(["couch"])

    assert listener.told == [
        "The provider does not accept the key. Was it copied in whole, or revoked?"
    ]


def test_a_private_host_is_refused_unless_it_is_a_setting(embeddings, server, settings):
    settings.OUTGOING_PRIVATE_HOSTS = []

    with pytest.raises(EmbeddingsUnavailableError):
        embeddings.embed(["couch"])

    assert server.requests == []


@pytest.mark.django_db
def test_there_is_no_provider_without_an_address(settings):
    settings.SEARCH_EMBEDDINGS_URL = ""

    assert get_embeddings(1) is None


@pytest.mark.django_db
def test_a_channel_keeps_its_own_until_a_setting_is_another(make, settings):
    make()
    forget_everything()
    first = get_embeddings(1)

    assert get_embeddings(1) is first is not get_embeddings(2)
    settings.SEARCH_EMBEDDINGS_MODEL = "another"
    assert get_embeddings(1).name == "another"


@pytest.mark.django_db
def test_a_text_is_embedded_once_per_model(make, server, django_assert_num_queries):
    embeddings, listener = make(), Listener()
    first = recall_or_embed(embeddings, ["A sofa", "A rug", "A sofa"])
    with django_assert_num_queries(1), watched_by(listener):
        again = recall_or_embed(embeddings, ["A rug", "A sofa"])

    assert again == [first[1], first[0]]
    assert listener.told == [2]
    assert server.texts == ["A sofa", "A rug"]
    assert EmbeddedText.objects.count() == 2
    assert recall_or_embed(make(MODEL="another"), ["A rug"]) == [first[1]]
    assert len(server.texts) == 3


@pytest.mark.django_db
def test_what_was_embedded_before_a_failure_is_kept(embeddings, server, monkeypatch):
    texts = [f"Rug {number}" for number in range(70)]
    act = server.act

    def only_full_batches(request):
        return act(request) if len(request.json()["input"]) == 64 else Reply(content=b"no")

    monkeypatch.setattr(server, "act", only_full_batches)

    vectors = recall_or_embed(embeddings, texts)

    assert [vector is None for vector in vectors] == [False] * 64 + [True] * 6
    assert EmbeddedText.objects.count() == 64
