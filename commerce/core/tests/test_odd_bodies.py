"""Whatever a body holds, it is read or refused with a reason; it never breaks anything."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("commerce.core.tests.urls"), pytest.mark.django_db]

JSON = "application/json"


def order(text):
    return b'{"email": "a@example.org", "lines": [{"sku": %s, "quantity": 1}]}' % text


@pytest.fixture
def http(settings) -> Client:
    settings.MIDDLEWARE = ["commerce.core.tests.urls.channel_middleware"]
    return Client()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"[" * 960 + b"]" * 960, "nested_too_deeply"),
        (b'{"a":' * 960 + b"1" + b"}" * 960, "nested_too_deeply"),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "nested_too_deeply"),
        (order(b"[" * 960 + rb'"\u0000"' + b"]" * 960), "nested_too_deeply"),
        (b"[" * 100_000 + b"]" * 100_000, "malformed_json"),
        (b"[" * 100_000, "malformed_json"),
        (order(b"NaN"), "malformed_json"),
        (order(b"-Infinity"), "malformed_json"),
        (order(rb'"\ud800"'), "malformed_json"),
        (order(b'"\xff\xfe"'), "malformed_json"),
        (order(b'"\xed\xa0\x80"'), "malformed_json"),
        (b"\xef\xbb\xbf{}", "malformed_json"),
        ("{}".encode("utf-16"), "malformed_json"),
        (order(rb'"\u0000"'), "nul_character"),
        (rb'{"\u0000": 1}', "nul_character"),
        (b"[]", "validation_failed"),
        (b"1", "validation_failed"),
        (b"null", "validation_failed"),
        (b"9" * 5000, "malformed_json"),
        (b'{"email": 1e400}', "malformed_json"),
        (order(b"[]"), "validation_failed"),
        (b" " * (1024 * 1024 + 1), "body_too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(http, body, code):
    answer = http.post("/api/orders/", data=body, content_type=JSON)

    assert answer.json()["code"] == code
    assert answer.status_code == (413 if code == "body_too_large" else 400)


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=\xff",
        "x" * 5000,
        ";;=",
    ],
)
def test_another_kind_of_body_is_refused(http, kind):
    answer = http.generic("POST", "/api/orders/", b'{"a": 1}', content_type=kind)

    assert (answer.status_code, answer.json()["code"]) in [
        (415, "unsupported_media_type"),
        (400, "malformed_body"),
        (400, "validation_failed"),
    ]


def test_as_deep_as_is_allowed_is_read(http):
    deep = b"[" * 61 + b"]" * 61

    answer = http.post("/api/orders/", data=order(deep), content_type=JSON)

    assert answer.json()["code"] == "validation_failed"
