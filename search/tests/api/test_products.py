"""Searching for products over HTTP."""

from dataclasses import replace

import pytest

from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from commerce.core.process_cache import forget_everything
from search.engines.choice import get_engine
from search.finding.asking import Asker

from .conftest import facet, names

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _indexed(channel, indexed_rugs):
    """What most of these search."""


@pytest.fixture
def build(engine_of_its_own, build):
    """Build an index that no other test here searches."""
    return build


def test_a_text_finds_products_by_name(search):
    answer = search("wool")

    assert sorted(names(answer)) == ["Blue wool rug", "Red wool rug"]
    assert (answer["count"], answer["page"], answer["page_count"]) == (2, 1, 1)
    assert answer["query"] == {
        "text": "wool",
        "understood": [],
        "corrected": None,
        "relaxation": "none",
        "did_you_mean": [],
        "nearest_category": None,
    }
    assert answer["engine"]["is_degraded"] is False
    assert answer["personalised"] is False
    assert answer["redirect"] is None


def test_colours_categories_and_prices_in_the_text_become_filters(search, rugs):
    answer = search("blue rugs under 100")

    assert names(answer) == ["Blue wool rug"]
    assert answer["query"]["understood"] == [
        {
            "field": "attr.colour",
            "kind": "colour",
            "value": "blue",
            "label": "Blue",
            "words": "blue",
        },
        {
            "field": "category",
            "kind": "category",
            "value": "rugs",
            "label": "Rugs",
            "words": "rugs",
        },
        {
            "field": "price",
            "kind": "price",
            "value": "-100",
            "label": "up to €100.00",
            "words": "under 100",
        },
    ]


def test_the_hit_shows_the_variant_that_has_everything(search):
    (hit,) = search(**{"attr.colour": "moss"})["results"]

    assert hit["name"] == "Red wool rug"
    assert hit["match"]["options"] == {"colour": "moss", "size": "l"}
    assert hit["match"]["price"] == {"amount": "179.00", "currency": "EUR"}
    assert hit["match"]["compare_at"] == {"amount": "199.00", "currency": "EUR"}
    assert hit["because"] is None


@pytest.fixture
def sofas(channel, build):
    """A brand with two sofas; the first variant of each is sold out or dearer than the second."""
    furniture = make_product_class(channel.tenant, name="Furniture")
    make_attribute(furniture, "brand", "Reed", is_facet=True)
    make_attribute(furniture, "colour", "Moss", "Rust", is_facet=True, is_variant_axis=True)
    make_attribute(furniture, "size", "S", "L", is_facet=True, is_variant_axis=True)
    common = {
        "product_class": furniture,
        "categories": [make_category(channel.tenant, "Sofas")],
        "attributes": {"brand": "reed"},
    }
    variants = [
        {"attributes": {"colour": "moss", "size": "s"}, "price": "900.00", "stock": 0},
        {"attributes": {"colour": "rust", "size": "l"}, "price": "990.00"},
        {"attributes": {"colour": "rust", "size": "s"}, "price": "950.00"},
    ]
    make_product(channel, "Fen sofa", variants=variants, **common)
    build()


def test_a_filter_that_variants_do_not_differ_in_narrows_to_none(sofas, search):
    (hit,) = search(**{"attr.brand": "reed", "category": "sofas"})["results"]

    assert hit["match"] is None
    assert hit["availability"]["is_available"] is True
    assert hit["prices"]["EUR"]["from"]["amount"] == "900.00"


@pytest.mark.parametrize(
    ("asked", "options", "amount", "is_from"),
    [
        ({"attr.colour": "rust"}, {"colour": "rust", "size": "s"}, "950.00", True),
        (
            {"attr.colour": "rust", "attr.size": "l"},
            {"colour": "rust", "size": "l"},
            "990.00",
            False,
        ),
        (
            {"attr.colour": "moss", "category": "sofas"},
            {"colour": "moss", "size": "s"},
            "900.00",
            False,
        ),
        (
            {"attr.colour": "moss,rust", "category": "sofas"},
            {"colour": "rust", "size": "s"},
            "950.00",
            True,
        ),
        (
            {"attr.brand": "reed", "available": "true"},
            {"colour": "rust", "size": "s"},
            "950.00",
            True,
        ),
        (
            {"price_max": "960", "category": "sofas"},
            {"colour": "rust", "size": "s"},
            "950.00",
            True,
        ),
    ],
)
def test_of_several_variants_the_cheapest_that_can_be_bought_is_shown(
    sofas, search, asked, options, amount, is_from
):
    (hit,) = search(**asked)["results"]

    assert hit["match"]["options"] == options
    assert hit["match"]["price"]["amount"] == amount
    assert hit["match"]["is_from"] is is_from


def test_without_a_wish_no_variant_is_shown(search):
    assert [hit["match"] for hit in search("wool", category="rugs")["results"]] == [None, None]


def test_blue_and_large_have_to_be_one_variant(search):
    both = {"attr.colour": "red", "attr.size": "l"}

    assert search(**both)["count"] == 0
    assert search(**{"attr.colour": "blue", "attr.size": "l"})["count"] == 1
    assert search(**{"attr.colour": "blue", "attr.size": "l"}, available="true")["count"] == 0


def test_a_facet_does_not_shrink_its_own_counts(search):
    answer = search(**{"attr.colour": "blue"})

    assert facet(answer, "attr.colour") == {"blue": 1, "red": 1, "moss": 1}
    assert facet(answer, "attr.size") == {"s": 1, "l": 1}


def test_a_value_that_nothing_has_is_told_with_its_count(search):
    answer = search(**{"attr.colour": "purple"})

    assert answer["count"] == 0
    assert facet(answer, "attr.colour") == {"blue": 1, "red": 1, "moss": 1, "purple": 0}


def test_categories_are_a_tree(search):
    answer = search()
    (categories,) = [one for one in answer["facets"] if one["code"] == "category"]

    assert [(v["value"], v["count"], v["depth"], v["parent"]) for v in categories["values"]] == [
        ("home", 4, 0, None),
        ("rugs", 2, 1, "home"),
        ("lamps", 1, 1, "home"),
    ]


def test_prices_come_with_ends_and_buckets(search):
    (price,) = [one for one in search("wool")["facets"] if one["code"] == "price"]

    assert price["minimum"] == {"amount": "89.00", "currency": "EUR"}
    assert price["maximum"] == {"amount": "249.00", "currency": "EUR"}
    assert sum(bucket["count"] for bucket in price["buckets"]) == 2


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("price", ["Brass table lamp", "Red wool rug", "Blue wool rug", "Linen sofa"]),
        ("-price", ["Linen sofa", "Blue wool rug", "Red wool rug", "Brass table lamp"]),
        ("name", ["Blue wool rug", "Brass table lamp", "Linen sofa", "Red wool rug"]),
        ("discount", ["Red wool rug", "Linen sofa", "Brass table lamp", "Blue wool rug"]),
    ],
)
def test_orders(search, sort, expected):
    assert names(search(sort=sort)) == expected


def test_what_fills_a_page_with_every_word_has_no_long_tail(search, channel, build):
    for number in range(24):
        make_product(channel, f"Brass lantern {number}")
    make_product(channel, "Tin lantern")
    build()

    assert search("brass lantern")["count"] == 24
    answer = search("tin lantern")
    assert (answer["count"], names(answer)[0]) == (25, "Tin lantern")


def test_some_of_the_words_are_enough_only_where_the_best_come_first(search):
    by_relevance, by_price = search("brass wool rug"), search("brass lamp", sort="price")

    assert set(names(by_relevance)[:2]) == {"Blue wool rug", "Red wool rug"}
    assert names(by_price) == ["Brass table lamp"]
    assert names(search("linen wool", sort="price")) == [
        "Red wool rug",
        "Blue wool rug",
        "Linen sofa",
    ]


def test_cursors_lead_through_everything_once(search):
    first = search(sort="price", page_size=2)
    second = search(sort="price", page_size=2, cursor=first["next_cursor"])

    assert names(first) == ["Brass table lamp", "Red wool rug"]
    assert names(second) == ["Blue wool rug", "Linen sofa"]
    assert (second["page"], second["next_cursor"]) == (2, None)


def test_typing_errors_are_corrected(search):
    answer = search("wol rug")

    assert sorted(names(answer)) == ["Blue wool rug", "Red wool rug"]
    assert answer["query"]["corrected"] == "wool rug"


def test_words_are_given_up_when_nothing_has_all(search):
    answer = search("xylophone marimba brass gong")

    assert names(answer) == ["Brass table lamp"]
    assert answer["query"]["relaxation"] == "fewer_words"
    assert facet(answer, "category") == {"home": 1, "lamps": 1}


def test_attempts_share_a_request_where_requests_are_what_costs(search, monkeypatch):
    engine, sent = type(get_engine()), []
    for name in {"search", "search_together"} & set(vars(engine)):
        asked = getattr(engine, name)

        def noted(self, what, asked=asked):
            sent.append(what)
            return asked(self, what)

        monkeypatch.setattr(engine, name, noted)

    assert names(search("linen sofa brass gong")) == ["Linen sofa"]
    assert len(sent) == {"elasticsearch": 1, "embedded": 2}[get_engine().name]


def test_the_attempt_that_found_most_counts_though_others_came_after(search, monkeypatch):
    ask, totals = Asker.ask, []

    def with_less_each_time(asker, question):
        answer = ask(asker, question)
        totals.append(answer.total - len(totals))
        return replace(answer, total=totals[-1], hits=answer.hits[: totals[-1]])

    monkeypatch.setattr(Asker, "ask", with_less_each_time)
    monkeypatch.setattr(Asker, "may_ask_together", False)

    answer = search("wool rug")

    assert totals == [2, 1]
    assert (answer["count"], len(answer["results"])) == (2, 2)


def test_a_chosen_axis_is_shown_although_no_filter_offers_it(search, channel, build):
    shoes = make_product_class(channel.tenant, name="Shoes")
    make_attribute(shoes, "width", "Narrow", "Wide", is_facet=False, is_variant_axis=True)
    make_product(
        channel,
        "Felt slipper",
        product_class=shoes,
        variants=[{"attributes": {"width": "narrow"}}, {"attributes": {"width": "wide"}}],
    )
    forget_everything()
    build()

    assert facet(search("slipper"), "attr.width") is None
    assert facet(search("slipper", **{"attr.width": "wide"}), "attr.width") == {
        "narrow": 1,
        "wide": 1,
    }


def test_what_is_popular_takes_the_place_of_nothing(search):
    answer = search("qqqqqqqq", category="rugs")

    assert sorted(names(answer)) == ["Blue wool rug", "Red wool rug"]
    assert answer["query"]["relaxation"] == "popular"
    assert (answer["count"], answer["next"], answer["next_cursor"]) == (2, None, None)
    assert [one["code"] for one in answer["facets"]] == ["category"]


def test_what_sells_in_the_nearest_category_takes_the_place_of_a_thing_nobody_has(search):
    answer = search("doormats")

    assert answer["query"]["relaxation"] == "nearest_category"
    assert answer["query"]["nearest_category"] == {"slug": "rugs", "name": "Rugs"}
    assert sorted(names(answer)) == ["Blue wool rug", "Red wool rug"]
    assert (answer["count"], answer["next"], answer["next_cursor"]) == (2, None, None)


def test_a_category_that_was_chosen_is_near_enough(search):
    answer = search("doormats", category="lamps")

    assert answer["query"]["relaxation"] == "popular"
    assert answer["query"]["nearest_category"] is None


def test_words_may_be_taken_as_words(search):
    answer = search("blue rug", literal="attr.colour,category")

    assert answer["query"]["understood"] == []
    assert names(answer)[0] == "Blue wool rug"
