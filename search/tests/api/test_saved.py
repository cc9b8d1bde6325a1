"""Searches that a customer saves, over HTTP."""

import pytest

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.catalogue.tests.factories import make_category
from search.models import SavedSearch

pytestmark = pytest.mark.django_db

SAVED = "/api/v1/search/saved/"
GREEN = {
    "name": "Green cushions",
    "q": "cushion",
    "filters": {"attr.colour": "moss,clay", "price_max": "50", "available": "true"},
}


@pytest.fixture
def signed_in(api):
    """Return a function that signs somebody in and gives the headers to send."""

    def run(email):
        make_user(email)
        answer = api.post("/api/v1/auth/login/", {"email": email, "password": PASSWORD})
        return {"Authorization": f"Bearer {answer.json()['access']}"}

    return run


@pytest.fixture
def ines(signed_in):
    return signed_in("ines@example.com")


def test_a_search_is_saved_listed_and_forgotten(api, ines, django_assert_num_queries):
    created = api.post(SAVED, GREEN, headers=ines)

    saved = SavedSearch.objects.get()
    assert created.status_code == 201
    assert created.json() == {
        "id": saved.public_id,
        "name": "Green cushions",
        "q": "cushion",
        "filters": {"attr.colour": "clay,moss", "price_max": "50", "available": "true"},
        "created_at": created.json()["created_at"],
    }
    assert (saved.locale, saved.currency) == ("en", "EUR")

    with django_assert_num_queries(2):  # who it is, and the searches
        listed = api.get(SAVED, headers=ines)
    assert listed.json() == {"results": [created.json()]}
    assert listed["Cache-Control"] == "private, no-store"

    assert api.delete(f"{SAVED}{saved.public_id}/", headers=ines).status_code == 204
    assert SavedSearch.objects.count() == 0


def test_others_neither_see_nor_forget_it(api, ines, signed_in):
    saved_id = api.post(SAVED, GREEN, headers=ines).json()["id"]
    mara = signed_in("mara@example.com")

    assert api.get(SAVED, headers=mara).json() == {"results": []}
    answer = api.delete(f"{SAVED}{saved_id}/", headers=mara)

    assert (answer.status_code, answer.json()["code"]) == (404, "saved_search_not_found")
    assert SavedSearch.objects.count() == 1


def test_a_category_is_part_of_it(api, ines, channel):
    make_category(channel.tenant, "Cushions")

    answer = api.post(SAVED, {"filters": {"category": "cushions"}}, headers=ines)

    assert answer.json()["filters"] == {"category": "cushions"}


def test_several_categories_are_part_of_it_in_one_order(api, ines, channel):
    make_category(channel.tenant, "Cushions")
    make_category(channel.tenant, "Blankets")

    first = api.post(SAVED, {"filters": {"category": "cushions,blankets"}}, headers=ines)
    again = api.post(SAVED, {"filters": {"category": "blankets,cushions"}}, headers=ines)

    assert first.json()["filters"] == {"category": "blankets,cushions"}
    assert again.json()["id"] == first.json()["id"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "empty_saved_search"),
        ({"q": "  "}, 422, "empty_saved_search"),
        ({"q": "x" * 201}, 400, "validation_failed"),
        ({"filters": {"colour": "moss"}}, 400, "unknown_parameter"),
        ({"filters": {"price_max": "cheap"}}, 400, "invalid_parameter"),
        ({"filters": {"price_min": "9", "price_max": "1"}}, 400, "inverted_price_range"),
        ({"filters": {"category": "no-such"}}, 404, "unknown_category"),
        ({"filters": {"category": "no-such,none-such"}}, 404, "unknown_category"),
        ({"filters": {"category": "no-such,"}}, 400, "invalid_parameter"),
        ({"filters": ["moss"]}, 400, "validation_failed"),
        ({"q": ["cushion"]}, 400, "validation_failed"),
    ],
)
def test_what_makes_no_sense_is_not_saved(api, ines, body, status, code):
    answer = api.post(SAVED, body, headers=ines)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert SavedSearch.objects.count() == 0
