"""How catalogue requests are answered: parameters, pages, caches and query counts."""

import pytest

from commerce.catalogue.services import catalogue
from commerce.catalogue.services.documents import rebuild_products
from commerce.core.money import Money

from .factories import make_category, make_product

pytestmark = pytest.mark.django_db

LIST = "/api/v1/products/"


def refused(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"], answer.json().get("parameter")


@pytest.mark.parametrize(
    ("query", "status", "code", "parameter"),
    [
        ("colour=moss", 400, "unknown_parameter", "colour"),
        ("Page=1", 400, "unknown_parameter", "Page"),
        ("page=1&page=2", 400, "repeated_parameter", "page"),
        ("page=0", 400, "invalid_page", "page"),
        ("page=-1", 400, "invalid_page", "page"),
        ("page=1e3", 400, "invalid_page", "page"),
        ("page=٣", 400, "invalid_page", "page"),
        ("page_size=101", 400, "invalid_page", "page_size"),
        ("page=2", 404, "page_out_of_range", None),
        ("sort=cheapest", 400, "invalid_parameter", "sort"),
        ("sort=", 400, "invalid_parameter", "sort"),
        ("available=1", 400, "invalid_parameter", "available"),
        ("on_sale=yes", 400, "invalid_parameter", "on_sale"),
        ("price_min=-1", 400, "invalid_parameter", "price_min"),
        ("price_min=1e3", 400, "invalid_parameter", "price_min"),
        ("price_max=NaN", 400, "invalid_parameter", "price_max"),
        ("price_max=99999999999", 400, "invalid_parameter", "price_max"),
        ("price_max=%D9%A3", 400, "invalid_parameter", "price_max"),
        ("price_min=20&price_max=10", 400, "inverted_price_range", None),
        ("fields=name,secret", 400, "invalid_parameter", "fields"),
        ("fields=", 400, "invalid_parameter", "fields"),
        ("fields=description", 400, "invalid_parameter", "fields"),
        ("category=", 400, "invalid_parameter", "category"),
        ("category=nowhere", 404, "unknown_category", None),
        ("attr.=moss", 400, "unknown_attribute", "attr."),
        ("attr.colour=", 400, "invalid_parameter", "attr.colour"),
        ("attr.colour=moss,", 400, "invalid_parameter", "attr.colour"),
        ("attr.co%20lour=moss", 400, "unknown_attribute", "attr.co lour"),
        ("locale=xx", 400, "unknown_locale", None),
        ("locale=EN", 400, "unknown_locale", None),
        ("currency=GBP", 400, "unknown_currency", None),
        ("currency=eur", 400, "unknown_currency", None),
        ("category=%00", 400, "nul_character", None),
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

    assert api.get(LIST, {"category": text}).json()["code"] == "unknown_category"
    assert api.get(LIST, {"attr.colour": text.replace(",", "")}).json()["count"] == 0
    assert api.get(LIST, {"sort": text}).json()["code"] == "invalid_parameter"
    for name in (text, f"attr.{text}"):
        answer = api.get(LIST, {name: "1"})
        assert answer.json()["code"] in ("unknown_parameter", "unknown_attribute")
        assert "X-Injected" not in answer.headers
    assert api.get(LIST).json()["count"] == 1


def test_other_methods_are_refused(api, channel):
    for method in (api.post, api.put, api.patch, api.delete):
        answer = method(LIST, {})
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert api.head(LIST).status_code == 200
    assert api.head(LIST).content == b""


def test_pages_are_stable_and_complete(api, channel):
    products = [make_product(channel, f"Lamp {n}", build=False) for n in range(7)]
    rebuild_products(product_ids=[product.pk for product in products])

    pages = [api.get(LIST, {"page": n, "page_size": 3}).json() for n in (1, 2, 3)]

    shown = [card["id"] for page in pages for card in page["results"]]
    assert shown == [product.public_id for product in reversed(products)]
    frames = [(page["count"], page["page_count"], page["next"], page["previous"]) for page in pages]
    assert frames == [(7, 3, 2, None), (7, 3, 3, 1), (7, 3, None, 2)]


def test_only_the_fields_asked_for(api, channel):
    lamp = make_product(channel, "Lamp")

    answer = api.get(LIST, {"fields": "name,id"})

    assert answer.json()["results"] == [{"id": lamp.public_id, "name": "Lamp"}]


def test_featured_products_come_first_then_by_position(api, channel):
    for title, listing in (
        ("Plain", {}),
        ("Second", {"is_featured": True, "position": 2}),
        ("First", {"is_featured": True, "position": 1}),
        ("Early", {"position": 5}),
    ):
        make_product(channel, title, listing=listing)

    names = [card["name"] for card in api.get(LIST).json()["results"]]
    assert names == ["First", "Second", "Early", "Plain"]


def test_a_list_of_24_costs_three_queries_and_one_when_repeated(
    api, channel, tenant, django_assert_num_queries
):
    home = make_category(tenant, "Home")
    products = [
        make_product(channel, f"Lamp {n}", categories=[home], build=False) for n in range(30)
    ]
    rebuild_products(product_ids=[product.pk for product in products])
    api.get("/api/v1/channel/")  # the directory of channels is read once per process

    for query in ("", "?category=home&available=true&sort=price", "?fields=id"):
        with django_assert_num_queries(3):
            answer = api.get(LIST + query)
        assert len(answer.json()["results"]) == 24
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


@pytest.mark.parametrize("path", ["products/", "products/lamp/", "categories/", "product-filters/"])
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


def test_a_price_in_another_currency_does_not_count(api, channel):
    lamp = make_product(channel, "Lamp", price={"EUR": "20", "USD": "90"})
    rug = make_product(channel, "Rug", price={"EUR": "30"})

    def ids(**parameters):
        return [card["id"] for card in api.get(LIST, parameters).json()["results"]]

    assert ids(sort="price", currency="USD") == [lamp.public_id, rug.public_id]
    assert ids(sort="-price", currency="USD") == [lamp.public_id, rug.public_id]
    assert ids(sort="-price") == [rug.public_id, lamp.public_id]
    assert ids(price_max="50", currency="USD") == []
