"""An address of the API means the same with and without its final slash."""

import pytest

from commerce.catalogue.tests.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["channel", "products", "cart", "content/menus"])
def test_a_read_without_the_slash_is_answered_the_same(api, path):
    whole, short = api.get(f"/api/v1/{path}/"), api.get(f"/api/v1/{path}")

    assert (short.status_code, short.content) == (200, whole.content)
    assert short.headers.get("ETag") == whole.headers.get("ETag")


def test_a_post_without_the_slash_keeps_its_body(api):
    person = {"email": "ada@example.com", "password": "seven green kettles"}

    assert api.post("/api/v1/auth/register", person).json()["user"]["email"] == "ada@example.com"


def test_a_repeated_post_is_the_same_one_with_and_without_the_slash(api, channel):
    make_product(channel, "Lamp")
    (lamp,) = api.get("/api/v1/products/").json()["results"]
    line = {"variant_id": lamp["default_variant_id"], "quantity": 1}
    token = api.post("/api/v1/cart/lines/", line).json()["token"]
    headers = {"Idempotency-Key": "once", "X-Cart-Token": token}
    first = api.post("/api/v1/cart/lines/", line, headers=headers)

    again = api.post("/api/v1/cart/lines", line, headers=headers)

    assert again.headers["Idempotent-Replayed"] == "true"
    assert (again.status_code, again.json()) == (first.status_code, first.json())


@pytest.mark.parametrize("path", ["/api/v1/unknown", "/api/v1/unknown/", "/api/v1/products/a/b"])
def test_what_is_nowhere_stays_nowhere(api, path):
    assert (api.get(path).status_code, api.get(path).json()["instance"]) == (404, path)


def test_addresses_that_have_no_slash_stay_without(api):
    assert api.get("/api/v1/health/live").status_code == 200
