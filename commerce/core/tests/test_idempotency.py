"""One effect per Idempotency-Key, over HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from commerce.core import crypto
from commerce.core.models import IdempotencyRecord
from commerce.core.selectors import list_expired_answers
from commerce.core.services.deletion import delete_in_steps

pytestmark = [pytest.mark.urls("commerce.core.tests.urls"), pytest.mark.django_db]


@pytest.fixture
def http(settings) -> Client:
    settings.MIDDLEWARE = ["commerce.core.tests.urls.channel_middleware"]
    return Client(raise_request_exception=False)


def post(http, body, *, key="key-1", path="/api/groups/", **headers):
    headers = {"Idempotency-Key": key, "X-Cart-Token": "my-cart", **headers}
    return http.post(path, data=body, content_type="application/json", headers=headers)


def test_a_repeated_request_gets_the_first_answer_and_no_second_effect(http):
    first = post(http, {"name": "Weavers"})
    second = post(http, {"name": "Weavers"})

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert second.headers["Content-Type"] == first.headers["Content-Type"]
    assert second.headers["Location"] == "/there"
    assert second.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert Group.objects.filter(name="Weavers").count() == 1


def test_another_key_is_another_request(http):
    post(http, {"name": "Weavers"}, key="key-1")
    post(http, {"name": "Potters"}, key="key-2")

    assert Group.objects.filter(name__in=["Weavers", "Potters"]).count() == 2


@pytest.mark.parametrize(
    ("body", "path", "headers"),
    [
        ({"name": "Potters"}, "/api/groups/", {}),
        ({"name": "Weavers"}, "/api/groups/?locale=de", {}),
        ({"name": "Weavers"}, "/api/payments/", {}),
    ],
)
def test_the_same_key_for_something_else_is_refused(http, body, path, headers):
    post(http, {"name": "Weavers"})

    response = post(http, body, path=path, **headers)

    assert response.status_code == 422
    assert response.json()["code"] == "idempotency_key_reused"
    assert Group.objects.filter(name="Potters").count() == 0


def test_keys_of_different_carts_do_not_meet(http):
    post(http, {"name": "Weavers"}, **{"X-Cart-Token": "one"})

    response = post(http, {"name": "Potters"}, **{"X-Cart-Token": "two"})

    assert response.status_code == 201
    assert Group.objects.filter(name="Potters").count() == 1


@pytest.mark.parametrize("key", ["", "a b", "ü", "a" * 256, "tab\t"])
def test_a_key_that_is_no_key_is_refused(http, key):
    response = post(http, {"name": "Weavers"}, key=key)

    assert response.status_code == 400
    assert response.json()["code"] == "idempotency_key_invalid"
    assert Group.objects.filter(name="Weavers").count() == 0


def test_the_key_may_be_required(http):
    response = http.post("/api/payments/", data={}, content_type="application/json")

    assert response.status_code == 400
    assert response.json()["code"] == "idempotency_key_required"


def test_without_a_key_nothing_is_remembered(http):
    response = http.post("/api/groups/", data={"name": "Weavers"}, content_type="application/json")

    assert response.status_code == 201
    assert IdempotencyRecord.objects.count() == 0


def test_a_refused_request_may_be_mended_under_its_key(http):
    first = post(http, {"name": "Weavers", "then": "refuse"})
    second = post(http, {"name": "Weavers"})

    assert (first.status_code, second.status_code) == (422, 201)
    assert "Idempotent-Replayed" not in second.headers
    assert Group.objects.filter(name="Weavers").count() == 1


def test_two_strangers_behind_one_address_never_share_an_answer(http):
    stranger = {"content_type": "application/json", "headers": {"Idempotency-Key": "key-1"}}
    first = http.post("/api/groups/", data={"name": "Weavers"}, **stranger)
    second = http.post("/api/groups/", data={"name": "Potters"}, **stranger)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]
    assert "Idempotent-Replayed" not in second.headers
    assert IdempotencyRecord.objects.count() == 0


def test_a_replay_has_the_headers_of_the_first_answer(http):
    first, second = post(http, {"name": "Weavers"}), post(http, {"name": "Weavers"})

    for name in ("Cache-Control", "Content-Language", "Location", "Vary"):
        assert second.headers[name] == first.headers[name]


@pytest.mark.parametrize(
    ("then", "status"),
    [("refuse", 422), ("conflict", 409), ("crash", 500), ("answer-503", 503)],
)
def test_answers_of_the_moment_are_not_remembered(http, then, status):
    first = post(http, {"name": "Weavers", "then": then})
    second = post(http, {"name": "Weavers", "then": then})

    assert (first.status_code, second.status_code) == (status, status)
    assert "Idempotent-Replayed" not in second.headers
    assert Group.objects.filter(name="Weavers").count() == 0
    assert IdempotencyRecord.objects.count() == 0


def test_a_key_is_free_again_after_a_day(http):
    post(http, {"name": "Weavers"})
    record = IdempotencyRecord.objects.get()
    assert record.expires_at - record.created_at >= timedelta(hours=24)
    IdempotencyRecord.objects.update(expires_at=record.created_at)

    response = post(http, {"name": "Potters"})

    assert response.status_code == 201
    assert IdempotencyRecord.objects.count() == 1


def test_the_stored_answer_is_not_readable(http):
    post(http, {"name": "Weavers"})

    stored = bytes(IdempotencyRecord.objects.get().answer)

    assert b"tok-en" not in stored
    assert b"tok-en" in crypto.decrypt(stored)


def test_encryption_keys_can_be_changed(settings):
    settings.SECRET_KEY = "old"
    sealed = crypto.encrypt(b"value")

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["old"]
    assert crypto.decrypt(sealed) == b"value"

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(crypto.DecryptionError):
        crypto.decrypt(sealed)


def test_purge_forgets_what_is_over(http):
    post(http, {"name": "Weavers"}, key="old")
    IdempotencyRecord.objects.update(expires_at=IdempotencyRecord.objects.get().created_at)
    post(http, {"name": "Potters"}, key="new")

    assert delete_in_steps(list_expired_answers(now=timezone.now())) == 1
    assert [record.key for record in IdempotencyRecord.objects.all()] == ["new"]


def test_a_key_costs_two_queries_and_a_transaction(http, django_assert_num_queries):
    # A savepoint here; over the wire it is the transaction itself.
    with django_assert_num_queries(2 + 2 + 1):
        post(http, {"name": "Weavers"})


def test_an_answer_without_a_body_is_replayed_without_one(http):
    first = post(http, {"name": "Weavers", "then": "say-nothing"})
    second = post(http, {"name": "Weavers", "then": "say-nothing"})

    assert (first.status_code, second.status_code) == (204, 204)
    assert first.content == second.content == b""
