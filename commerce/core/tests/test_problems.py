"""Everything that goes wrong under /api/ has the same shape, over HTTP."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.test import Client

pytestmark = [pytest.mark.urls("commerce.core.tests.urls"), pytest.mark.django_db]

JSON = "application/json"


@pytest.fixture
def http(settings) -> Client:
    settings.MIDDLEWARE = [
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "commerce.core.tests.urls.channel_middleware",
    ]
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def problem(response) -> dict:
    assert response.headers["Content-Type"] == "application/problem+json"
    return json.loads(response.content)


def test_a_problem_has_every_member(http):
    response = http.get("/api/failing/sold-out/")

    assert response.status_code == 422
    assert problem(response) == {
        "type": "urn:heron:problem:sold_out",
        "title": "Unprocessable Entity",
        "status": 422,
        "code": "sold_out",
        "detail": "Only 2 left.",
        "instance": "/api/failing/sold-out/",
        "errors": [{"pointer": "/quantity", "code": "sold_out", "detail": "Only 2 left."}],
        "available": 2,
    }


@pytest.mark.parametrize(
    ("method", "path", "content_type", "body", "status", "code"),
    [
        ("get", "/api/nowhere/", None, None, 404, "not_found"),
        ("post", "/api/nowhere/", JSON, "{}", 404, "not_found"),
        ("get", "/api/no-slash", None, None, 404, "not_found"),
        ("get", "/api/failing/missing/", None, None, 404, "not_found"),
        ("get", "/api/failing/a%00b/", None, None, 404, "not_found"),
        ("get", "/api/orders/", None, None, 405, "method_not_allowed"),
        ("post", "/api/orders/", "text/plain", "{}", 415, "unsupported_media_type"),
        ("post", "/api/orders/", "application/x-www-form-urlencoded", "a=b", 415, "unsupported_media_type"),
        ("post", "/api/orders/", JSON, "{", 400, "malformed_json"),
        ("post", "/api/orders/", JSON, '{"a": NaN}', 400, "malformed_json"),
        ("post", "/api/orders/", JSON, '{"a": 1e999}', 400, "malformed_json"),
        ("post", "/api/orders/", JSON, "[" * 5000 + "]" * 5000, 400, "malformed_json"),
        ("post", "/api/orders/", JSON, b'{"a": "\xff"}', 400, "malformed_json"),
        ("post", "/api/orders/", JSON, '{"a": "\\ud800"}', 400, "malformed_json"),
        ("post", "/api/orders/", JSON, "[]", 400, "validation_failed"),
        ("post", "/api/orders/", JSON, '"text"', 400, "validation_failed"),
        ("post", "/api/orders/", JSON, "", 400, "validation_failed"),
        ("get", "/api/orders/?q=%00", None, None, 400, "nul_character"),
        ("get", "/api/plain-crash/", None, None, 500, "server_error"),
        ("get", "/api/failing/crash/", None, None, 500, "server_error"),
    ],
)  # fmt: skip
def test_refusals(http, method, path, content_type, body, status, code):
    extra = {} if content_type is None else {"content_type": content_type, "data": body}

    response = getattr(http, method)(path, **extra)

    assert response.status_code == status
    assert problem(response)["code"] == code
    assert problem(response)["status"] == status


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("path", ["/api/plain-crash/", "/api/failing/crash/"])
def test_a_crash_tells_nothing(http, settings, path, debug):
    settings.DEBUG = debug and "plain" not in path  # Django's own debug page is for developers

    response = http.get(path)

    assert response.status_code == 500
    assert b"secret-in-the-message" not in response.content
    assert b"Traceback" not in response.content


def test_pages_outside_the_api_keep_djangos_answers(http):
    assert http.get("/plain-crash/").headers["Content-Type"].startswith("text/html")
    assert http.get("/nowhere/").headers["Content-Type"].startswith("text/html")


def test_two_megabytes_are_refused_before_they_are_read(http):
    body = json.dumps({"email": "a" * 2 * 1024 * 1024})

    response = http.post("/api/orders/", data=body, content_type=JSON)

    assert response.status_code == 413
    assert problem(response)["code"] == "body_too_large"
    assert problem(response)["limit"] == 1024 * 1024


def test_malformed_json_names_the_place(http):
    response = http.post("/api/orders/", data='{\n "a": ]', content_type=JSON)

    assert (problem(response)["line"], problem(response)["column"]) == (2, 7)


def test_errors_point_into_nested_lists(http):
    body = {
        "email": "not an address",
        "lines": [{"sku": "A", "quantity": 1}, {"sku": "", "quantity": 0}, "no object"],
    }

    response = http.post("/api/orders/", data=body, content_type=JSON)

    assert response.status_code == 400
    assert [(error["pointer"], error["code"]) for error in problem(response)["errors"]] == [
        ("/email", "invalid"),
        ("/lines/1/sku", "blank"),
        ("/lines/1/quantity", "too_small"),
        ("/lines/2", "invalid"),
    ]


def test_an_error_of_the_whole_body_points_at_the_whole_body(http):
    response = http.post(
        "/api/orders/", data={"email": "a@example.org", "lines": []}, content_type=JSON
    )

    assert problem(response)["errors"] == [
        {"pointer": "", "code": "empty", "detail": "Nothing ordered."}
    ]


def test_nul_is_refused_with_its_place(http):
    body = {"email": "a@example.org", "lines": [{"sku": "A\x00", "quantity": 1}]}

    response = http.post("/api/orders/", data=body, content_type=JSON)

    assert response.status_code == 400
    assert problem(response)["code"] == "nul_character"
    assert problem(response)["errors"][0]["pointer"] == "/lines/0/sku"


def test_an_escaped_backslash_before_u0000_is_plain_text(http):
    body = '{"email": "a@example.org", "lines": [{"sku": "\\\\u0000", "quantity": 1}]}'

    response = http.post("/api/orders/", data=body, content_type=JSON)

    assert response.status_code == 201
    assert response.json()["lines"][0]["sku"] == "\\u0000"


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        ("1", None),
        ("999", None),
        ("0", "too_small"),
        ("-1", "too_small"),
        ("1000", "too_large"),
        ("1000000000", "too_large"),
        ('"1"', "not_an_integer"),
        ('"1e3"', "not_an_integer"),
        ("1e3", "not_an_integer"),
        ("1.0", "not_an_integer"),
        ("1.5", "not_an_integer"),
        ("true", "not_an_integer"),
        ("null", "null"),
        ("[1]", "not_an_integer"),
        ("99999999999999999999999", "not_an_integer"),
    ],
)
def test_quantities_are_not_guessed_at(http, quantity, code):
    body = f'{{"email": "a@example.org", "lines": [{{"sku": "A", "quantity": {quantity}}}]}}'

    response = http.post("/api/orders/", data=body, content_type=JSON)

    if code is None:
        assert response.status_code == 201
        return
    assert response.status_code == 400
    assert [(error["pointer"], error["code"]) for error in problem(response)["errors"]] == [
        ("/lines/0/quantity", code)
    ]


def test_a_throttled_caller_is_told_when_to_return(http, settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"write": "2/min"},
    }
    cache.clear()
    assert [http.get("/api/limited/").status_code for _ in range(2)] == [200, 200]

    response = http.get("/api/limited/")

    assert response.status_code == 429
    assert problem(response)["code"] == "throttled"
    assert 1 <= int(response.headers["Retry-After"]) <= 60


def test_405_names_what_is_allowed(http):
    assert http.get("/api/orders/").headers["Allow"] == "POST, OPTIONS"
