"""How catalogue requests are answered: parameters, pages, caches and query counts."""

import pytest

from commerce.catalogue.services import catalogue
from commerce.catalogue.services.documents import rebuild_products
from commerce.core.money import Money

from .factories import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module")]

LIST = "/api/v1/products/"


def refused(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"], answer.json().get("parameter")


@pytest.mark.parametrize(
    ("query", "status", "code", "parameter"),
    [
        ("colour=moss", 400, "unknown_parameter", "colour"),
        ("Page_size=1", 400, "unknown_parameter", "Page_size"),
        ("fields=id&fields=name", 400, "repeated_parameter", "fields"),
        ("page_size=0", 400, "invalid_parameter", "page_size"),
        ("page_size=-1", 400, "invalid_parameter", "page_size"),
        ("page_size=1e3", 400, "invalid_parameter", "page_size"),
        ("page_size=٣", 400, "invalid_parameter", "page_size"),
        ("page_size=501", 400, "invalid_parameter", "page_size"),
        ("cursor=", 400, "invalid_parameter", "cursor"),
        ("cursor=nonsense:x", 400, "invalid_parameter", "cursor"),
        ("fields=name,secret", 400, "invalid_parameter", "fields"),
        ("fields=", 400, "invalid_parameter", "fields"),
        ("ids=", 400, "invalid_parameter", "ids"),
        ("ids=var_01K9ZV3M5Q7XKRW2D8N4B6T0C9", 400, "invalid_parameter", "ids"),
        ("updated_since=yesterday", 400, "invalid_parameter", "updated_since"),
        ("updated_since=2026-11-28", 400, "invalid_parameter", "updated_since"),
        ("updated_since=2026-11-28T10:00:00", 400, "invalid_parameter", "updated_since"),
        ("updated_since=2026-11-31T10:00:00Z", 400, "invalid_parameter", "updated_since"),
        ("page=1", 400, "retired_parameter", "page"),
        ("sort=price", 400, "retired_parameter", "sort"),
        ("available=true", 400, "retired_parameter", "available"),
        ("on_sale=true", 400, "retired_parameter", "on_sale"),
        ("price_min=1", 400, "retired_parameter", "price_min"),
        ("price_max=1", 400, "retired_parameter", "price_max"),
        ("category=lamps", 400, "retired_parameter", "category"),
        ("attr.colour=moss", 400, "retired_parameter", "attr.colour"),
        ("locale=xx", 400, "unknown_locale", None),
        ("locale=EN", 400, "unknown_locale", None),
        ("currency=GBP", 400, "unknown_currency", None),
        ("currency=eur", 400, "unknown_currency", None),
        ("ids=%00", 400, "nul_character", None),
    ],
)
def test_what_is_not_understood_is_refused(api, channel, query, status, code, parameter):
    make_product(channel)

    assert refused(api.get(f"{LIST}?{query}")) == (status, code, parameter)


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        '"; DROP TABLE shop_productdocument; --',
        "{{ 7*7 }}",
        "${jndi:ldap://x}",
        "%(parameter)s %s",
        "a\r\nX-Injected: 1",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        "x" * 4000,
    ],
)
def test_injection_strings_are_only_strings(api, channel, text):
    make_product(channel)

    for name in ("ids", "fields", "cursor", "updated_since", "page_size"):
        assert api.get(LIST, {name: text}).json()["code"] == "invalid_parameter"
    answer = api.get(LIST, {text: "1"})
    assert answer.json()["code"] == "unknown_parameter"
    assert "X-Injected" not in answer.headers
    assert api.get(LIST).json()["count"] == 1


def test_other_methods_are_refused(api, channel):
    for method in (api.post, api.put, api.patch, api.delete):
        answer = method(LIST, {})
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert api.head(LIST).status_code == 200
    assert api.head(LIST).content == b""


def test_a_page_costs_three_queries_and_one_when_repeated(api, channel, django_assert_num_queries):
    products = [make_product(channel, f"Lamp {n}", build=False) for n in range(30)]
    rebuild_products(product_ids=[product.pk for product in products])
    api.get("/api/v1/channel/")  # the directory of channels is read once per process

    for query, queries in [("", 3), ("?fields=id", 3), ("?updated_since=2020-01-01T00:00:00Z", 4)]:
        with django_assert_num_queries(queries):
            answer = api.get(LIST + query)
        assert len(answer.json()["results"]) == 30
        with django_assert_num_queries(1):
            again = api.get(LIST + query)
        assert again.content == answer.content


def test_a_product_costs_two_queries_and_one_when_repeated(api, channel, django_assert_num_queries):
    make_product(channel, "Lamp")
    api.get("/api/v1/channel/")

    with django_assert_num_queries(2):
        answer = api.get("/api/v1/products/lamp/")
    with django_assert_num_queries(1):
        assert api.get("/api/v1/products/lamp/").content == answer.content


@pytest.mark.parametrize("path", ["products/", "products/lamp/", "categories/"])
def test_who_has_the_present_answer_gets_304_for_one_query(
    api, channel, django_assert_num_queries, path
):
    make_product(channel, "Lamp")
    answer = api.get(f"/api/v1/{path}")
    assert answer["Cache-Control"] == "public, no-cache"

    with django_assert_num_queries(1):
        again = api.get(f"/api/v1/{path}", headers={"If-None-Match": answer["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == answer["ETag"]


def test_an_answer_is_never_older_than_the_catalogue(api, channel, deliver):
    lamp = make_product(channel, "Lamp")
    deliver()
    before = api.get(LIST)

    catalogue.set_price(
        stockrecord=lamp.stockrecords.get(),
        channel=channel,
        price=Money.from_json({"amount": "11.50", "currency": "EUR"}),
    )
    deliver()

    after = api.get(LIST, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert after.json()["results"][0]["prices"]["EUR"]["from"]["amount"] == "11.50"


def test_answers_do_not_mix_languages_or_hosts(api, channel):
    make_product(channel, "Lamp")

    english, german = api.get(LIST), api.get(LIST, {"locale": "de"})

    assert english["ETag"] != german["ETag"]
    assert (english["Content-Language"], german["Content-Language"]) == ("en", "de")
    assert "X-Channel" in english["Vary"]


def test_a_missing_product_is_a_problem(api, channel):
    for path in ("products/none/", "products/مصباح/", "categories/none/"):
        assert refused(api.get(f"/api/v1/{path}")) == (404, "not_found", None)
