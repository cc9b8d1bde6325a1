"""Categories as a facet: several at once, over HTTP."""

import pytest

from commerce.catalogue.tests.factories import make_category, make_product
from search.models import PlacedProduct, Placement

from .conftest import facet, names

pytestmark = pytest.mark.django_db

PRODUCTS = "/api/v1/search/products/"
WOOL = {"Blue wool rug", "Red wool rug"}
ALL = {*WOOL, "Brass table lamp", "Linen sofa", "Oak bowl"}


@pytest.fixture(scope="module")
def rugs_of_module(rugs_of_module, rows_of_module, channel_of_module):
    with rows_of_module():
        kitchen = make_category(channel_of_module.tenant, "Kitchen")
        bowls = make_category(channel_of_module.tenant, "Bowls", parent=kitchen)
        make_product(channel_of_module, "Oak bowl", categories=[bowls])
    return rugs_of_module


@pytest.fixture(autouse=True)
def _indexed(channel, indexed_rugs):
    """Nothing here changes the index."""


def values(answer):
    (found,) = [one for one in answer["facets"] if one["code"] == "category"]
    return {each["value"]: (each["count"], each["is_selected"]) for each in found["values"]}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("rugs,lamps", {*WOOL, "Brass table lamp"}),
        ("lamps,bowls", {"Brass table lamp", "Oak bowl"}),
        ("lamps,kitchen", {"Brass table lamp", "Oak bowl"}),
        ("home,rugs", ALL - {"Oak bowl"}),
        ("home,kitchen", ALL),
        ("lamps,lamps", {"Brass table lamp"}),
    ],
)
def test_categories_are_alternatives_with_what_is_below_them(search, asked, expected):
    answer = search(category=asked)

    assert set(names(answer)) == expected
    assert answer["count"] == len(expected)
    assert answer["engine"]["is_degraded"] is False


def test_chosen_categories_do_not_shrink_their_own_counts(search):
    answer = search(category="rugs,bowls")

    assert values(answer) == {
        "home": (4, False),
        "rugs": (2, True),
        "lamps": (1, False),
        "kitchen": (1, False),
        "bowls": (1, True),
    }
    assert facet(answer, "attr.colour") == {"blue": 1, "red": 1, "moss": 1}
    assert values(search(category="rugs,bowls", price_max="60"))["lamps"] == (1, False)


def test_facets_alone_count_the_same(api):
    answer = api.get("/api/v1/search/filters/", {"category": "lamps,bowls"}).json()

    assert answer["count"] == 2
    assert values(answer)["lamps"] == (1, True)


def test_words_and_other_filters_hold_in_every_category(search):
    assert set(names(search("wool", category="rugs,lamps"))) == WOOL
    assert names(search(category="rugs,lamps", price_max="60")) == ["Brass table lamp"]
    assert names(search(category="rugs,bowls", **{"attr.colour": "blue"})) == ["Blue wool rug"]


def test_a_category_in_the_text_can_be_chosen_together_with_another(search):
    understood = search("rugs")

    assert [each["value"] for each in understood["query"]["understood"]] == ["rugs"]
    assert {code for code, (_, chosen) in values(understood).items() if chosen} == {"rugs"}
    assert search("rugs", literal="category")["query"]["understood"] == []

    answer = search("rugs", category="lamps,rugs")

    assert answer["query"]["understood"] == []
    assert {code for code, (_, chosen) in values(answer).items() if chosen} == {"lamps", "rugs"}


def test_one_unknown_category_among_others_is_refused_by_name(api):
    answer = api.get(PRODUCTS, {"category": "rugs,no-such"})

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_category")


@pytest.mark.parametrize("asked", [",", "rugs,", ",rugs", ",".join(f"c{n}" for n in range(51))])
def test_gaps_and_too_many_categories_are_refused(api, asked):
    answer = api.get(PRODUCTS, {"category": asked})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")


def test_the_order_of_categories_makes_no_other_search(search):
    first = search(category="rugs,bowls", sort="price", page_size=1)
    second = search(category="bowls,rugs", sort="price", page_size=1, cursor=first["next_cursor"])

    assert (first["count"], second["page"]) == (3, 2)


def test_a_cursor_goes_on_in_the_same_categories_only(api, search):
    cursor = search(category="rugs,bowls", sort="price", page_size=1)["next_cursor"]
    answer = api.get(PRODUCTS, {"category": "rugs", "sort": "price", "cursor": cursor})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


def test_what_is_decided_about_a_category_holds_where_it_is_alone(search, channel, rugs):
    category = rugs["red"].categories.get()
    placement = Placement.objects.create(channel=channel, category=category)
    PlacedProduct.objects.create(
        placement=placement, product=rugs["red"], kind=PlacedProduct.Kind.HIDDEN
    )

    assert names(search(category="rugs")) == ["Blue wool rug"]
    assert set(names(search(category="rugs,bowls"))) == {*WOOL, "Oak bowl"}
