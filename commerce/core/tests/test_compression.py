"""Public answers are packed for those who can unpack them; what belongs to one person never is."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from commerce.core.api.compression import PackingMiddleware, accepts_gzip

BODY = b'{"name": "Tuesday mug"}' * 200


def ask(headers=None, **asked):
    """What becomes of an answer with these headers when it is asked for like this."""
    answer = {"Cache-Control": "public, no-cache", "ETag": '"one"', **(headers or {})}
    status = answer.pop("status", 200)
    body = answer.pop("body", BODY)
    request = RequestFactory().get("/", **{"HTTP_ACCEPT_ENCODING": "br, gzip", **asked})
    made = HttpResponse(body, status=status, content_type="application/json", headers=answer)
    return PackingMiddleware(lambda _request: made)(request)


def test_a_public_answer_is_packed():
    answer = ask()

    assert gzip.decompress(answer.content) == BODY
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Length"] == str(len(answer.content))
    assert (answer["Vary"], answer["ETag"]) == ("Accept-Encoding", 'W/"one"')


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ({}, {"HTTP_ACCEPT_ENCODING": "br"}),
        ({}, {"HTTP_ACCEPT_ENCODING": "gzip;q=0"}),
        ({"body": b"{}"}, {}),
        ({"status": 404}, {}),
    ],
)
def test_caches_are_told_that_there_are_two_forms(headers, asked):
    answer = ask(headers, **asked)

    assert "Content-Encoding" not in answer
    assert (answer["Vary"], answer["ETag"]) == ("Accept-Encoding", '"one"')


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ({"Cache-Control": "private, no-store"}, {}),
        ({"Cache-Control": "no-store"}, {}),
        ({}, {"HTTP_COOKIE": "sessionid=1"}),
        ({}, {"HTTP_AUTHORIZATION": "Bearer x"}),
        ({}, {"HTTP_X_CART_TOKEN": "x"}),
    ],
)
def test_what_belongs_to_one_person_is_left_alone(headers, asked):
    answer = ask(headers, **asked)

    assert answer.content == BODY
    assert "Content-Encoding" not in answer


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=1.0, *;q=0.5", True),
        ("gzip; q=0.5", True),
        ("gzip; q=0.000", False),
        ("br;q=1, x-gzip", False),
        ("*", False),
        ("", False),
    ],
)
def test_what_a_client_accepts(header, expected):
    assert accepts_gzip(RequestFactory().get("/", HTTP_ACCEPT_ENCODING=header)) is expected


@pytest.mark.django_db
def test_a_kept_answer_is_packed_once_and_a_repeated_question_gets_no_body(
    client, channel, monkeypatch
):
    from commerce.core.api import answers

    packed = []
    monkeypatch.setattr(answers, "SMALLEST", 1)
    monkeypatch.setattr(answers, "pack", lambda body: packed.append(1) or gzip.compress(body))
    path = "/api/v1/categories/"
    gzipped = {"HTTP_ACCEPT_ENCODING": "gzip"}
    plain = client.get(path)
    assert not packed  # nobody could have unpacked it
    first, second = (client.get(path, **gzipped) for _ in range(2))

    assert gzip.decompress(first.content) == plain.content == gzip.decompress(second.content)
    assert len(packed) == 1
    assert first["ETag"] == f"W/{plain['ETag']}"
    assert first["Vary"].startswith("X-Channel, Accept-Encoding")
    for etag in (first["ETag"], plain["ETag"]):
        again = client.get(path, HTTP_IF_NONE_MATCH=etag, **gzipped)
        assert (again.status_code, again.content) == (304, b"")
