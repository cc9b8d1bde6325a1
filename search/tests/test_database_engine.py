"""Answers from the catalogue's own tables."""

from decimal import Decimal

import pytest

from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from search.engines import database
from search.engines.database import DatabaseEngine
from search.query.answer import PriceSpan
from search.query.question import IndexName, Sort
from search.query.words import Alternative, Concept, Words
from search.tests.conformance.factories import concept, price, question, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shirts")]

FACETS = ("attr.colour", "attr.size", "available", "category")


@pytest.fixture(scope="module")
def floor(rows_of_module, channel_of_module):
    """The category of the shirts."""
    with rows_of_module():
        return make_category(channel_of_module.tenant, "Shirts")


@pytest.fixture(scope="module")
def shirts(rows_of_module, channel_of_module, floor):
    """The keys of `make_shirts`, which no test changes."""
    with rows_of_module():
        return make_shirts(channel_of_module, floor)


def make_shirts(channel, floor):
    """Blue comes in S only and red in L only, except for the second, where one variant is both."""
    textile = make_product_class(channel.tenant, name="Textile")
    make_attribute(textile, "colour", "Blue", "Red", is_facet=True, is_variant_axis=True)
    make_attribute(textile, "size", "S", "L", is_facet=True, is_variant_axis=True)

    def shirt(name, *variants):
        sold = [
            {"attributes": {"colour": colour, "size": size}, "price": amount, "stock": stock}
            for colour, size, amount, stock in variants
        ]
        return make_product(
            channel, name, product_class=textile, categories=[floor], variants=sold
        ).pk

    return [
        shirt("Plain shirt", ("blue", "s", "20.00", 5), ("red", "l", "30.00", 5)),
        shirt("Oxford shirt", ("blue", "l", "40.00", 5), ("red", "s", "50.00", 0)),
        shirt("Linen tunic", ("red", "l", "60.00", 0), ("red", "s", "60.00", 1)),
    ]


@pytest.fixture
def ask(channel, shirts):
    """Ask a question; found products are named by their numbers, the first shirt is 0."""

    def run(*args, **facts):
        index = IndexName(channel.code, channel.default_locale)
        asked = question(index, *args, currency=channel.default_currency, **facts)
        answer = DatabaseEngine(channel).search(asked)
        return answer, [shirts.index(hit.product_id) for hit in answer.hits]

    return run


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words("shirt"), {0, 1}),
        (words("shirt oxford"), {1}),
        (words("shirt oxford", required=1), {0, 1}),
        (words("linen oxford plain", required=2), set()),
        (words("linen oxford plain", required=1), {0, 1, 2}),
        (Words((concept("blouse", "linen tunic"),), 1), {2}),
        (words("%"), set()),
        (words("x' or 1=1"), set()),
        (words(codes=["sh101"]), set()),
        (words(), {0, 1, 2}),
        (Words((Concept("x", ()), Concept("y", (Alternative(()),))), 2), set()),
    ],
)
def test_words_are_looked_for_in_names(ask, said, expected):
    answer, found = ask(words=said)

    assert set(found) == expected
    assert answer.total == len(expected)


@pytest.mark.parametrize(
    ("filters", "span", "expected"),
    [
        (["attr.colour=blue"], None, {0, 1}),
        (["attr.colour=blue", "attr.size=l"], None, {1}),
        (["attr.colour=red", "attr.size=l", "available=true"], None, {0}),
        (["attr.colour=blue,red"], price(55), {2}),
        (["seller=nobody"], None, set()),
        ([], price(maximum=39), {0}),
        ([], price(-2, -1), set()),
    ],
)
def test_filters_hold_in_one_variant(ask, filters, span, expected):
    _, found = ask(None, *filters, price=span)

    assert set(found) == expected


def test_facets_are_counted_without_their_own_filter(ask, floor):
    answer, _ = ask(None, "attr.colour=blue", f"category={floor.pk}", facets=FACETS)

    assert answer.total == 2
    assert answer.counts["attr.colour"] == {"blue": 2, "red": 3}
    assert answer.counts["attr.size"] == {"s": 1, "l": 1}
    assert answer.counts["category"] == {str(floor.pk): 2}
    assert answer.counts["available"] == {"true": 2}


def test_counts_and_prices_are_of_what_has_the_words(ask):
    answer, _ = ask("oxford", facets=("attr.colour",), counts_prices=True, price=price(1, 2))

    assert (answer.total, answer.counts) == (0, {})
    assert answer.prices == PriceSpan(Decimal("40.00"), Decimal("50.00"))
    assert ask("nowhere", counts_prices=True)[0].prices is None


def test_facets_of_very_many_products_are_not_counted(ask, monkeypatch):
    monkeypatch.setattr(database, "MOST_COUNTED", 2)

    assert ask(facets=FACETS)[0].counts == {}
    assert ask("shirt", facets=FACETS)[0].counts["attr.colour"] == {"blue": 2, "red": 2}


def test_the_orders_of_lists_are_known(ask):
    assert ask(sort=Sort.PRICE)[1] == [0, 1, 2]
    assert ask(sort=Sort.PRICE_DESCENDING)[1] == [2, 1, 0]
    assert ask(sort=Sort.NAME)[1] == [2, 1, 0]
    assert ask(sort=Sort.PRICE, offset=1, size=1)[1] == [1]
    assert ask(sort=Sort.PRICE, size=0)[1] == []


def test_hidden_products_never_come(ask, shirts):
    assert ask(sort=Sort.PRICE, hidden=(shirts[0],))[1] == [1, 2]


def test_a_search_takes_a_known_number_of_queries(ask, django_assert_num_queries):
    with django_assert_num_queries(2):
        ask("shirt", "attr.colour=blue")
    with django_assert_num_queries(5):
        ask("shirt", "attr.colour=blue", facets=FACETS, counts_prices=True)


def test_a_very_long_text_costs_no_more_than_a_short_one(ask):
    many = " ".join(f"word{n}" for n in range(1_000))

    assert ask("shirt " * 8 + many)[1] != []
    assert ask(words=Words((concept(*many.split(), "shirt"),), 1))[1] == []
