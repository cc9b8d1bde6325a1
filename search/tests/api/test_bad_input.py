"""Whatever is asked: a clear problem, or an honest answer."""

import pytest

from search.engines.choice import get_engine
from search.errors import PointInTimeGoneError

from .conftest import names

pytestmark = pytest.mark.django_db

PRODUCTS = "/api/v1/search/products/"


@pytest.fixture(autouse=True)
def _indexed(channel, indexed_rugs):
    """Nothing here changes the index."""


PROBLEMS = [
    ({"q": "x" * 10_240}, "query_too_long"),
    ({"q": "x" * 201}, "query_too_long"),
    ({"q": "a\x00b"}, "nul_character"),
    ({"attr.": "x"}, "unknown_attribute"),
    ({"attr.field:*": "x"}, "unknown_attribute"),
    ({"attr.wingspan": "x"}, "unknown_attribute"),
    ({"attr.colour": ",".join(f"v{n}" for n in range(500))}, "invalid_parameter"),
    ({"attr.colour": "blue,"}, "invalid_parameter"),
    ({"attr.colour": ""}, "invalid_parameter"),
    ({f"attr.a{n}": "x" for n in range(9)}, "invalid_parameter"),
    ({"colour": "blue"}, "unknown_parameter"),
    ({"price_min": "-5"}, "invalid_parameter"),
    ({"price_min": "1e9"}, "invalid_parameter"),
    ({"price_max": "NaN"}, "invalid_parameter"),
    ({"price_min": "20", "price_max": "10"}, "inverted_price_range"),
    ({"rating": "5"}, "invalid_parameter"),
    ({"rating": "0"}, "invalid_parameter"),
    ({"available": "yes"}, "invalid_parameter"),
    ({"facets": "1"}, "invalid_parameter"),
    ({"sort": "random"}, "invalid_parameter"),
    ({"page": "1000000"}, "page_too_deep"),
    ({"page": "0"}, "invalid_page"),
    ({"page": "-1"}, "invalid_page"),
    ({"page": "101", "page_size": "100"}, "page_too_deep"),
    ({"page_size": "101"}, "invalid_page"),
    ({"page": "2"}, "page_out_of_range"),
    ({"category": "no-such"}, "unknown_category"),
    ({"category": "rugs,no-such"}, "unknown_category"),
    ({"category": ""}, "invalid_parameter"),
    ({"category": "rugs,"}, "invalid_parameter"),
    ({"cursor": "nonsense"}, "invalid_cursor"),
    ({"cursor": ""}, "invalid_cursor"),
    ({"cursor": "x", "page": "1"}, "invalid_parameter"),
    ({"viewed": "prod_1"}, "invalid_parameter"),
    (
        {"viewed": ",".join(f"prod_01K9ZV3M5Q7XKRW2D8N4B6T{n:03}" for n in range(21))},
        "invalid_parameter",
    ),
    ({"locale": "tlh"}, "unknown_locale"),
    ({"currency": "XXX"}, "unknown_currency"),
]


def test_what_makes_no_sense_is_refused_by_name(api):
    answers = {}
    for parameters, _code in PROBLEMS:
        answer = api.get(PRODUCTS, parameters)
        assert answer["Content-Type"] == "application/problem+json", parameters
        answers[str(parameters)] = answer.json()["code"]

    assert answers == {str(parameters): code for parameters, code in PROBLEMS}


def test_facets_and_suggestions_refuse_the_same(api):
    for path, parameters in [
        ("/api/v1/search/filters/", {"q": "x" * 201}),
        ("/api/v1/search/suggestions/", {"q": "x" * 101}),
    ]:
        answer = api.get(path, parameters)
        assert (answer.status_code, answer.json()["code"]) == (400, "query_too_long")


# What shoppers and their enemies type, and how many products really have it.
TEXTS = [
    ("the of and", 0),
    ("?!…", 0),
    ("🛋️", 0),
    ("سجادة wool", 2),
    ("\u202ewool\u202c", 2),
    ("field:* OR name:*", 0),
    ("/.*/", 0),
    ('"wool', 2),
    ("wool AND (rug", 2),
    ("wool~2^100", 2),
    ("wool*", 2),
    ("*", 0),
    ("\\", 0),
    ("-wool", 2),
    ("{}[]()", 0),
    ("%s %(x)s {x}", 0),
    ("'; DROP TABLE x; --", 1),
    ("<script>alert(1)</script>", 0),
    ("a " * 99, 0),
    ("wool " * 40, 2),
    ("\ufeffwool", 2),
    ("w\u0301ool", 2),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_texts_of_every_kind_have_an_honest_answer(search, text, expected):
    answer = search(text.strip())

    is_popular = answer["query"]["relaxation"] == "popular"
    assert (0 if is_popular else answer["count"]) == expected
    assert answer["engine"]["is_degraded"] is False


@pytest.mark.parametrize(("text", "_expected"), TEXTS)
def test_suggestions_to_texts_of_every_kind(api, text, _expected):
    assert api.get("/api/v1/search/suggestions/", {"q": text[:100]}).status_code == 200


def test_a_cursor_belongs_to_its_search(api, search):
    cursor = search(sort="price", page_size=2)["next_cursor"]

    for other in ({"q": "wool"}, {"sort": "name"}, {"category": "rugs"}, {"currency": "USD"}):
        answer = api.get(PRODUCTS, {"sort": "price", **other, "cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor"), other

    forged = cursor[:-1] + ("a" if cursor[-1] != "a" else "b")
    assert api.get(PRODUCTS, {"sort": "price", "cursor": forged}).status_code == 400


def test_a_state_that_was_let_go_is_gone(api, search, monkeypatch):
    first = search(sort="price", page_size=1)
    second = search(sort="price", page_size=1, cursor=first["next_cursor"])

    def gone(question):
        raise PointInTimeGoneError

    monkeypatch.setattr(get_engine(), "search", gone)
    answer = api.get(PRODUCTS, {"sort": "price", "page_size": 1, "cursor": second["next_cursor"]})

    assert (answer.status_code, answer.json()["code"]) == (410, "cursor_expired")


def test_a_number_of_a_product_finds_it_whatever_its_name(search, rugs):
    sku = rugs["lamp"].stockrecords.get().partner_sku

    assert names(search(sku))[0] == "Brass table lamp"
