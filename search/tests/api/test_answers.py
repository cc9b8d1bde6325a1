"""How long an answer to a search holds, and what it costs to give it again."""

import pytest

from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.tests.factories import make_product
from search.engines.choice import get_engine
from search.errors import EngineUnavailableError, IndexMissingError
from search.services.state import raise_search_version

from .conftest import facet, names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rugs_of_module")]

PRODUCTS = "/api/v1/search/products/"
BLUE = {"q": "blue rug", "category": "rugs", "attr.size": "s"}


@pytest.fixture
def standing_clock(monkeypatch):
    """Answers are kept under the minute, which must not end in the middle of a test."""
    monkeypatch.setattr("search.api.v1.answers.time", lambda: 1_700_000_000.0)


@pytest.fixture
def indexed(engine, rugs, build, standing_clock):
    build()


def test_a_repeated_search_costs_two_queries(api, indexed, django_assert_num_queries):
    first = api.get(PRODUCTS, BLUE)

    with django_assert_num_queries(2):
        again = api.get(PRODUCTS, BLUE)

    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "public, no-cache"


def test_a_search_with_warm_words_costs_three_queries(api, indexed, django_assert_num_queries):
    api.get(PRODUCTS, BLUE)

    with django_assert_num_queries(3):
        api.get(PRODUCTS, {**BLUE, "sort": "price"})


def test_facets_alone_cost_two_queries_when_words_are_warm(api, indexed, django_assert_num_queries):
    api.get(PRODUCTS, BLUE)

    with django_assert_num_queries(2):
        answer = api.get("/api/v1/search/filters/", BLUE)

    assert answer.json()["count"] == 1
    assert facet(answer.json(), "attr.size") == {"s": 1, "l": 1}


def test_who_has_the_answer_gets_no_body(api, indexed, django_assert_num_queries):
    etag = api.get(PRODUCTS, BLUE)["ETag"]

    with django_assert_num_queries(2):
        answer = api.get(PRODUCTS, BLUE, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content) == (304, b"")


def test_a_price_change_shows_at_once_when_it_was_delivered(
    api, indexed, rugs, search, deliver, channel
):
    assert names(search(sort="price"))[0] == "Brass table lamp"
    price = rugs["sofa"].stockrecords.get().prices.get(currency="EUR")
    price.amount = "19.00"
    price.save()

    rebuild_products(product_ids=[rugs["sofa"].pk])
    deliver()

    cheapest = search(sort="price")["results"][0]
    assert (cheapest["name"], cheapest["prices"]["EUR"]["from"]["amount"]) == (
        "Linen sofa",
        "19.00",
    )


def test_a_new_product_is_found_when_it_was_delivered(indexed, search, deliver, channel):
    assert search("xylophone")["query"]["relaxation"] == "popular"

    make_product(channel, "Maple xylophone")
    deliver()

    assert names(search("xylophone")) == ["Maple xylophone"]


def test_a_raised_version_makes_answers_anew(api, indexed, channel):
    before = api.get(PRODUCTS, BLUE)["ETag"]

    raise_search_version(channel.pk)

    assert api.get(PRODUCTS, BLUE)["ETag"] != before


def test_products_that_vanished_meanwhile_are_left_out(indexed, search, rugs):
    rugs["sofa"].delete()

    answer = search(sort="price")

    assert "Linen sofa" not in names(answer)
    assert answer["count"] == 4


@pytest.mark.parametrize("error", [EngineUnavailableError, IndexMissingError])
def test_the_database_answers_while_the_engine_is_away(
    api, indexed, search, monkeypatch, error, rugs
):
    def away(question):
        raise error

    working = get_engine().search
    monkeypatch.setattr(get_engine(), "search", away)
    answer = search("wool rugs", **{"attr.colour": "blue"})
    response = api.get(PRODUCTS, {"q": "wool rugs", "attr.colour": "blue"})

    assert names(answer) == ["Blue wool rug"]
    assert answer["engine"] == {"name": "database", "is_degraded": True, "reason": error.code}
    assert facet(answer, "attr.colour") == {"blue": 1, "red": 1, "moss": 1}
    assert answer["next_cursor"] is None
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response

    monkeypatch.setattr(get_engine(), "search", working)
    assert search("wool rugs", **{"attr.colour": "blue"})["engine"]["name"] == "embedded"


def test_what_the_database_does_not_count_is_not_shown(engine, rugs, search, monkeypatch):
    monkeypatch.setattr("search.engines.database.MOST_COUNTED", 1)

    assert search(**{"attr.colour": "blue"})["facets"] != []
    assert search(category="rugs")["facets"] == []


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, {"Blue wool rug", "Red wool rug", "Brass table lamp", "Linen sofa"}),
        ({"category": "rugs"}, {"Blue wool rug", "Red wool rug"}),
        ({"category": "rugs,lamps"}, {"Blue wool rug", "Red wool rug", "Brass table lamp"}),
        ({"price_max": "60"}, {"Brass table lamp"}),
        ({"on_sale": "true"}, {"Red wool rug"}),
        ({"attr.colour": "blue", "attr.size": "l"}, {"Blue wool rug"}),
        ({"attr.colour": "blue", "attr.size": "l", "available": "true"}, set()),
        ({"rating": "1"}, set()),
        ({"seller": "nobody"}, set()),
        ({"q": "rug under 90"}, {"Red wool rug"}),
        ({"q": "sofas"}, {"Linen sofa"}),
        ({"q": "zzz"}, {"Blue wool rug", "Red wool rug", "Brass table lamp", "Linen sofa"}),
    ],
)
def test_the_database_answers_when_nothing_was_indexed_yet(
    engine, rugs, search, parameters, expected
):
    answer = search(**parameters)

    assert set(names(answer)) == expected
    assert answer["engine"]["reason"] == "search_index_missing"


@pytest.mark.parametrize("sort", ["newest", "price", "-price", "name", "bestselling", "discount"])
def test_the_database_knows_every_order(engine, rugs, search, sort):
    assert search(sort=sort)["count"] == 4


def test_a_cursor_is_not_followed_without_the_engine(api, indexed, search, monkeypatch):
    cursor = search(sort="price", page_size=1)["next_cursor"]

    def away(question):
        raise EngineUnavailableError

    monkeypatch.setattr(get_engine(), "search", away)
    answer = api.get(PRODUCTS, {"sort": "price", "page_size": 1, "cursor": cursor})

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_suggestions_do_without_the_engine(api, indexed, monkeypatch):
    def away(question):
        raise EngineUnavailableError

    monkeypatch.setattr(get_engine(), "search", away)
    answer = api.get("/api/v1/search/suggestions/", {"q": "lam"})

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert [category["slug"] for category in answer.json()["categories"]] == ["lamps"]


def test_what_comes_and_goes_by_the_clock_is_looked_at_each_minute(
    api, indexed, monkeypatch, django_assert_num_queries
):
    api.get(PRODUCTS, BLUE)
    monkeypatch.setattr("search.api.v1.answers.time", lambda: 1_700_000_060.0)

    with django_assert_num_queries(3):
        api.get(PRODUCTS, BLUE)
