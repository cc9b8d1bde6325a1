"""What a search is narrowed down to, variant by variant."""

import pytest

from search.query.question import Sort

from .factories import DOLLAR, price


def found(answer):
    return sorted(hit.product_id for hit in answer.hits)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["attr.colour=blue"], [101, 102, 104, 201, 302, 305]),
        (["attr.colour=white"], [104]),
        (["attr.colour=blue,green"], [101, 102, 103, 104, 201, 302, 305]),
        (["attr.colour=blue", "attr.size=l"], [102]),
        (["attr.colour=blue", "attr.size=s"], [101, 102]),
        (["attr.colour=blue", "attr.size=s", "available=true"], [101]),
        (["attr.size=l", "available=true", "category=10"], [101, 102]),
        (["seller=attic"], [103]),
        (["seller=attic", "available=true"], []),
        (["category=10", "rating=2"], [103]),
        (["badge=sale", "attr.colour=green"], [103]),
        (["badge=sale", "attr.colour=blue"], []),
        (["category=3", "available=true"], [302, 303, 304, 305, 306]),
        (["category=1,2", "attr.colour=grey"], [203, 204]),
        (["category=1,10", "attr.colour=white"], [104]),
        (["category=10,21", "available=true", "attr.colour=blue,grey"], [101, 102, 104, 203]),
        (["attr.tone=tone-23"], [306]),
        (["attr.colour=nowhere"], []),
        (["nowhere=blue"], []),
        (["attr.colour=blue", "attr.colour=white"], [104]),
    ],
)
def test_one_variant_has_to_satisfy_every_filter(ask, filters, expected):
    answer = ask(None, *filters)

    assert found(answer) == expected
    assert answer.total == len(expected)


@pytest.mark.parametrize(
    ("span", "filters", "expected"),
    [
        (price(20, 30), ["category=1"], [101, 104]),
        (price(20, 30), ["attr.colour=blue"], [101, 104]),
        (price(30, 30), ["attr.colour=blue"], []),
        (price(30, 30), [], [101, 306]),
        (price(maximum=15.99), ["category=3"], [303, 306]),
        (price(16, 16), [], [304, 306]),
        (price(200), [], [201]),
        (price(200), ["attr.material=wool"], []),
        (price(41, 200), ["category=1", "available=true"], [103]),
        (price(50, 40), [], []),
        (price(-5, -1), [], []),
        (price(maximum=10**15), ["category=2"], [201, 202, 203, 204]),
        (price(19, 23, DOLLAR), [], [101, 104]),
        (price(19, 23, DOLLAR), ["attr.colour=red"], []),
        (price(1, 100, "JPY"), [], []),
    ],
)
def test_the_price_is_that_of_the_variant_that_satisfies_the_rest(ask, span, filters, expected):
    assert found(ask(None, *filters, price=span, currency=span.currency)) == expected


def test_words_and_filters_narrow_together(ask):
    assert found(ask("shirt", "attr.colour=blue", "attr.size=l")) == [102]
    assert found(ask("rug", price=price(maximum=100))) == [202, 203, 204, 305]


def test_many_values_of_one_filter_cost_no_more_than_time(ask):
    many = "attr.tone=" + ",".join(f"tone-{n}" for n in range(500))

    assert found(ask(None, many)) == [306]


def test_hidden_products_never_come(ask):
    answer = ask("rug", hidden=(201, 204), pinned=(204,), facets=("attr.material",))

    assert found(answer) == [202, 203, 305]
    assert answer.counts == {"attr.material": {"wool": 2}}


def test_a_question_about_some_products_finds_and_counts_no_others(ask):
    answer = ask("rug", only=(202, 203, 999, 101), pinned=(204,), facets=("attr.material",))

    assert found(answer) == [202, 203]
    assert answer.counts == {"attr.material": {"wool": 2}}


def test_pinned_products_come_first_in_their_order_whatever_the_words(ask):
    pinned = (203, 999, 101, 103)

    shirts = [hit.product_id for hit in ask("shirt", pinned=pinned).hits]
    assert shirts[:3] == [203, 101, 103]
    assert sorted(shirts[3:]) == [102, 104]
    by_price = ask("shirt", pinned=pinned, sort=Sort.PRICE)
    assert [hit.product_id for hit in by_price.hits] == [203, 101, 103, 104, 102]


def test_pinned_products_have_to_satisfy_the_filters(ask):
    answer = ask("shirt", "attr.colour=blue", pinned=(203, 102))

    assert answer.hits[0].product_id == 102
    assert found(answer) == [101, 102, 104]


@pytest.mark.parametrize("sort", list(Sort))
def test_without_words_pinned_products_lead_all_others(ask, catalogue, sort):
    answer = ask(pinned=(203, 101), sort=sort)

    assert [hit.product_id for hit in answer.hits[:2]] == [203, 101]
    assert answer.total == len(answer.hits) == len(catalogue)
