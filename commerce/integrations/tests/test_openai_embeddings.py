"""A service of embeddings, over a real connection: what it is asked, and what its answers mean."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse

from commerce.core.http import Answer
from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
    ProviderTimedOutError,
    ProviderUnavailableError,
    TooMuchAtOnceError,
)
from commerce.integrations.models import ProviderCall, ProviderHealth
from commerce.integrations.providers.openai_embeddings import OpenAIEmbeddings
from commerce.integrations.providers.openai_embeddings.options import OpenAIEmbeddingsSettings
from commerce.integrations.providers.openai_embeddings.wire import vectors_of
from commerce.integrations.registry import EmbeddingsProvider
from commerce.integrations.selectors import list_active
from commerce.integrations.services import activate, save_configuration, test_connection
from infra.fakes.embeddings import Embeddings, vector_of
from search.embeddings.environment import PlainCalls

KEY = "sk-good"


@pytest.fixture
def service(start_fake):
    return Embeddings(needs_key=True)


@pytest.fixture
def make(start_fake, service):
    """Return a provider with settings of these, the service's address and its key."""
    address = f"{start_fake(service)}/v1"

    def provider(**values):
        values = {"address": address, "key": KEY, "model": "small", "budget": 3.0, **values}
        calls = values.pop("calls", PlainCalls())
        return OpenAIEmbeddings(OpenAIEmbeddingsSettings(**values), calls=calls, mode=Mode.LIVE)

    return provider


def test_texts_become_vectors_in_their_order(make, service):
    vectors = make().embed(["A sofa", "Wool rug"], is_query=False)

    assert vectors == [vector_of("A sofa"), vector_of("Wool rug")]
    (asked,) = service.received
    assert asked == {
        "model": "small",
        "input": ["A sofa", "Wool rug"],
        "encoding_format": "float",
    }
    assert [request.bearer for request in service.requests] == [KEY]


def test_without_texts_nobody_is_asked(make, service):
    assert make().embed([], is_query=False) == []
    assert service.requests == []


def test_questions_and_products_have_a_form_each(make, service):
    provider = make(
        model="e5", passage_input_type="passage", query_prefix="query: ", query_input_type="query"
    )

    provider.embed(["A sofa"], is_query=False)
    provider.embed(["couch"], is_query=True)

    assert [(asked["input"], asked["input_type"]) for asked in service.received] == [
        (["A sofa"], "passage"),
        (["query: couch"], "query"),
    ]
    assert {asked["model"] for asked in service.received} == {"e5"}


def test_whatever_makes_other_vectors_makes_another_model(make):
    plain = make(model="e5")
    others = [
        make(model="e5", passage_prefix="passage: "),
        make(model="e5", passage_input_type="passage: "),
        make(model="e5", dimensions=256),
        make(model="e5", dimensions=512),
        make(model="e5-large"),
        make(model="m" * 300),
        make(model="m" * 301),
    ]

    assert plain.model == "e5"
    assert make(model="e5", query_prefix="query: ", batch_size=8, key="another").model == "e5"
    assert len({plain.model, *(other.model for other in others)}) == 8
    assert max(len(other.model) for other in others) < 200


def test_a_size_is_asked_for_and_held_to(make, service):
    assert len(make(dimensions=16).embed(["sofa"], is_query=False)[0]) == 16
    with pytest.raises(ProviderRefusedError, match="64 numbers per text, not with 100"):
        make(dimensions=100).embed(["sofa"], is_query=False)


def test_a_server_of_ones_own_needs_no_key(make, service):
    service.needs_key = False

    make(key="").embed(["sofa"], is_query=False)

    assert "authorization" not in service.requests[0].headers


@pytest.mark.parametrize(
    ("key", "error", "sentence"),
    [
        ("sk-wrong", CredentialsRefusedError, "does not accept the key"),
        ("sk-expired", CredentialsRefusedError, "The key has expired"),
        ("", CredentialsRefusedError, "asks for a key, and none is filled in"),
        ("sk-\u00fcmlaut", CredentialsRefusedError, "characters that none has"),
        ("sk-two\r\nlines: x", CredentialsRefusedError, "characters that none has"),
        ("sk-forbidden", CredentialsRefusedError, "may not use the model “small”"),
        ("sk-spent", ProviderUnavailableError, "The credit at the provider is used up"),
        ("sk-limited", ProviderUnavailableError, "asks to wait"),
        ("sk-broken", ProviderUnavailableError, "a fault of its own"),
        ("sk-garbled", ProviderUnavailableError, "not with one vector for each text"),
    ],
)
def test_what_is_wrong_is_said_in_words_for_people(make, key, error, sentence):
    with pytest.raises(error, match=sentence):
        make(key=key).test_connection()


def test_a_limit_says_for_how_long(make):
    with pytest.raises(ProviderUnavailableError) as caught:
        make(key="sk-limited").embed(["sofa"], is_query=False)

    assert (caught.value.retry_after, caught.value.is_untouched) == (7.0, True)


@pytest.mark.parametrize(
    ("model", "error", "sentence"),
    [
        ("unknown", ProviderRefusedError, "knows no model “unknown”"),
        ("missing", ProviderUnavailableError, "not with one vector"),
        ("zeros", ProviderUnavailableError, "not with one vector"),
        ("twisted", ProviderRefusedError, "vectors of different sizes"),
    ],
)
def test_a_model_that_is_none_is_refused(make, model, error, sentence):
    with pytest.raises(error, match=sentence):
        make(model=model, query_input_type="query").test_connection()


def test_vectors_of_two_sizes_in_one_answer_are_none(make):
    with pytest.raises(ProviderUnavailableError):
        make(model="uneven").embed(["sofa", "rug"], is_query=False)


def test_a_test_says_what_was_found(make):
    said = make().test_connection()

    assert said.startswith("“small” answers with 64 numbers per text, in 0.")


def test_a_service_that_is_too_slow_for_questions_is_found_out(make, service):
    provider = make(query_prefix="q: ", budget=0.2)
    service.answer, answer = None, service.answer

    def slow_for_questions(request, behaviour):
        reply = answer(request, behaviour)
        service._waits = 30.0 if request.json()["input"][0].startswith("q: ") else 0.0
        return reply

    service.answer = slow_for_questions

    with pytest.raises(ProviderTimedOutError, match=r"a question takes longer than 0\.2 s"):
        provider.test_connection()


def test_a_silent_service_is_given_up_in_time(make):
    with pytest.raises(ProviderTimedOutError):
        make(key="sk-silent", seconds=0.2).embed(["sofa"], is_query=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("address", ""),
        ("address", "api.example.com/v1"),
        ("address", "file:///etc/passwd"),
        ("address", "http://"),
        ("address", "http://[::1"),
        ("address", "https://host:port/v1"),
        ("model", ""),
        ("model", "m" * 501),
        ("dimensions", -1),
        ("dimensions", 4_097),
        ("batch_size", 0),
        ("seconds", 0.0),
        ("seconds", float("nan")),
        ("budget", -1.0),
        ("budget", float("inf")),
    ],
)
def test_settings_that_no_service_could_do_with_are_refused(name, value):
    with pytest.raises(ValidationError) as caught:
        OpenAIEmbeddingsSettings(**{name: value})

    assert list(caught.value.message_dict) == [name]


def test_a_space_stands_behind_a_prefix_whatever_a_form_keeps_of_it(make):
    assert make(passage_prefix="passage:").model == make(passage_prefix="passage: ").model


class _Answers:
    """Calls that are answered with a status."""

    def __init__(self, status):
        self.status = status

    def send(self, *_args, **_kwargs):
        return Answer(self.status, {}, b"")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (301, ProviderRefusedError),
        (308, ProviderRefusedError),
        (400, TooMuchAtOnceError),
        (402, ProviderRefusedError),
        (413, TooMuchAtOnceError),
        (422, TooMuchAtOnceError),
        (503, ProviderUnavailableError),
        (529, ProviderUnavailableError),
    ],
)
def test_every_other_status_is_an_error(make, status, error):
    with pytest.raises(ProviderError) as caught:
        make(calls=_Answers(status)).embed(["sofa"], is_query=False)

    assert type(caught.value) is error


@pytest.fixture
def configured(channel, start_fake, service):
    """A configuration that is tested and in use, and what the channel is embedded with."""
    values = {"address": f"{start_fake(service)}/v1", "key": KEY, "model": "small", "budget": 3.0}
    saved = save_configuration(
        provider=OpenAIEmbeddings.code, tenant_id=channel.tenant_id, values=values
    )
    assert test_connection(configuration=saved).is_ok
    activate(configuration=saved)
    (found,) = list_active(EmbeddingsProvider, channel.pk)
    ProviderCall.objects.all().delete()
    return found


@pytest.mark.django_db
def test_products_leave_a_row_and_questions_none(configured, django_assert_num_queries):
    configured.embed(["A sofa"], is_query=False)
    with django_assert_num_queries(0):
        configured.embed(["what a shopper typed"], is_query=True)

    row = ProviderCall.objects.get()
    assert (row.operation, row.outcome, row.status) == ("embed texts", "succeeded", 200)
    assert "A sofa" in row.request
    assert KEY not in f"{row.request}{row.answer}"


@pytest.mark.django_db
def test_a_question_that_was_refused_leaves_a_row_without_its_words(configured, service):
    service.trouble = "broken"

    with pytest.raises(ProviderUnavailableError):
        configured.embed(["what a shopper typed"], is_query=True)

    row = ProviderCall.objects.get()
    assert (row.operation, row.outcome, row.status) == ("embed a question", "failed", 500)
    assert "shopper" not in f"{row.request}{row.answer}"
    assert ProviderHealth.objects.get().failures == 1


@pytest.mark.django_db
def test_questions_that_wait_too_long_do_not_keep_products_away(configured, service):
    configured.settings = replace(configured.settings, budget=0.1)
    service.trouble = "silent"
    for _ in range(6):
        with pytest.raises(ProviderTimedOutError):
            configured.embed(["couch"], is_query=True)

    service.trouble = ""
    assert len(configured.embed(["A sofa"], is_query=False)) == 1


@pytest.mark.django_db
def test_whoever_uses_it_is_told_that_a_rebuild_has_to_follow(client, channel, start_fake, service):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    values = {"address": f"{start_fake(service)}/v1", "key": KEY, "budget": 3.0}
    saved = save_configuration(
        provider=OpenAIEmbeddings.code, tenant_id=channel.tenant_id, values=values
    )
    page = reverse("integrations:edit", args=[saved.public_id])

    tested = client.post(page, {"action": "test"}, follow=True).content.decode()
    used = client.post(page, {"action": "activate"}, follow=True).content.decode()

    assert "answers with 64 numbers per text" in tested
    assert "search rebuild”: until then" not in tested
    assert "search rebuild”: until then" in used
    assert KEY not in tested + used


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
    with pytest.raises(ProviderUnavailableError):
        vectors_of(body, expected=2)
