"""What a storefront view settles before its method runs."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

pytestmark = [pytest.mark.urls("commerce.core.tests.urls"), pytest.mark.django_db]


@pytest.fixture
def http(settings) -> Client:
    settings.MIDDLEWARE = ["commerce.core.tests.urls.channel_middleware"]
    settings.USE_I18N = True
    return Client()


def test_the_channel_decides_when_the_client_does_not(http):
    response = http.get("/api/localised/")

    assert response.json() == {
        "locale": "en",
        "currency": "EUR",
        "price": {"amount": "0.00", "currency": "EUR"},
    }
    assert response.headers["Content-Language"] == "en"
    assert "X-Channel" in response.headers["Vary"]


def test_locale_and_currency_of_the_channel_are_accepted(http):
    response = http.get("/api/localised/?locale=de&currency=USD")

    assert (response.json()["locale"], response.json()["currency"]) == ("de", "USD")


@pytest.mark.parametrize(
    ("query", "code", "member", "value"),
    [
        ("locale=xx", "unknown_locale", "locale", "xx"),
        ("locale=", "unknown_locale", "locale", ""),
        ("currency=JPY", "unknown_currency", "currency", "JPY"),
        ("currency=eur", "unknown_currency", "currency", "eur"),
        ("colour=red", "unknown_parameter", "parameter", "colour"),
        ("page=1&page=2", "repeated_parameter", "parameter", "page"),
    ],
)
def test_other_parameters_are_refused_by_name(http, query, code, member, value):
    response = http.get(f"/api/localised/?{query}")

    assert response.status_code == 400
    assert response.json()["code"] == code
    assert response.json()[member] == value


def test_errors_speak_the_locale_of_the_request(http):
    german = http.get("/api/localised/?locale=de").headers["Content-Language"]
    afterwards = http.get("/api/localised/").headers["Content-Language"]

    assert (german, afterwards) == ("de", "en")


def test_pages(http):
    Group.objects.all().delete()
    Group.objects.bulk_create(Group(name=f"group {number:02}") for number in range(5))

    response = http.get("/api/groups/?page=2&page_size=2")

    assert response.json() == {
        "count": 5,
        "page": 2,
        "page_size": 2,
        "page_count": 3,
        "next": 3,
        "previous": 1,
        "results": ["group 02", "group 03"],
    }


def test_an_empty_list_has_one_empty_page(http):
    Group.objects.all().delete()
    body = http.get("/api/groups/").json()

    assert (body["count"], body["page_count"], body["next"], body["results"]) == (0, 1, None, [])


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=1.0", "page=٣", "page=", "page_size=101",
              "page_size=0", "page=99999999999999999999"],
)  # fmt: skip
def test_pages_that_cannot_be_are_refused(http, query):
    response = http.get(f"/api/groups/?{query}")

    assert response.status_code == 400
    assert response.json()["code"] == "invalid_page"


def test_beyond_the_last_page_there_is_nothing(http):
    response = http.get("/api/groups/?page=2")

    assert response.status_code == 404
    assert response.json()["code"] == "page_out_of_range"
    assert response.json()["page_count"] == 1


def test_the_present_version_is_not_sent_twice(http):
    first = http.get("/api/versioned/")
    second = http.get("/api/versioned/", headers={"If-None-Match": first.headers["ETag"]})
    other = http.get("/api/versioned/", headers={"If-None-Match": '"other"'})

    assert first.json() == {"version": 7}
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Cache-Control"] == "no-cache"
    assert other.status_code == 200


def test_the_api_itself_asks_the_database_nothing(http, django_assert_num_queries):
    with django_assert_num_queries(0):
        http.get("/api/localised/?locale=de")
