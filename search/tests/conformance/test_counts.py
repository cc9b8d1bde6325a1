"""Counts of facets and prices."""

from decimal import Decimal

import pytest

from search.query.answer import Bucket

from .factories import DOLLAR, document, price, question, variant
from .filling import fill


def test_every_value_of_what_was_found_is_counted(ask):
    answer = ask("shirt", facets=("attr.colour", "attr.size", "category", "rating", "nowhere"))

    assert answer.counts["attr.colour"] == {"blue": 3, "red": 1, "green": 1, "white": 1}
    assert answer.counts["attr.size"] == {"s": 2, "m": 2, "l": 3}
    assert answer.counts["category"] == {"1": 4, "10": 4}
    assert answer.counts["rating"] == {"1": 1, "2": 1}
    assert answer.counts.get("nowhere", {}) == {}


def test_a_facet_is_counted_without_its_own_filter_and_with_all_others(ask):
    answer = ask(
        None,
        "category=10",
        "attr.colour=blue",
        "attr.size=l",
        facets=("attr.colour", "attr.size", "available"),
    )

    assert answer.total == 1
    assert answer.counts["attr.colour"] == {"red": 1, "blue": 1, "green": 1}
    assert answer.counts["attr.size"] == {"s": 2, "l": 1, "m": 1}
    assert answer.counts["available"] == {"true": 1}


def test_chosen_categories_are_counted_like_all_others(ask):
    answer = ask(None, "category=10,21", "attr.colour=grey,green", facets=("category", "attr.size"))

    assert answer.total == 2
    assert answer.counts["category"] == {"1": 1, "10": 1, "2": 2, "21": 1, "20": 1}
    assert answer.counts["attr.size"] == {"m": 1, "l": 1}


def test_only_variants_that_satisfy_the_other_filters_count(ask):
    answer = ask(None, "category=10", "available=true", facets=("attr.colour", "attr.size"))

    assert answer.counts["attr.size"] == {"s": 1, "m": 2, "l": 2}
    assert answer.counts["attr.colour"] == {"blue": 3, "red": 1, "green": 1, "white": 1}


def test_a_price_narrows_the_counts_of_facets(ask):
    answer = ask(None, "category=10", price=price(30, 40), facets=("attr.colour", "attr.size"))

    assert answer.counts == {"attr.colour": {"red": 1, "blue": 1}, "attr.size": {"l": 2}}


def test_counts_do_not_depend_on_the_page(engine, shop, ask):
    whole = ask(None, "category=4", facets=("attr.colour", "attr.size"))
    asked = question(shop, None, "category=4", facets=("attr.colour", "attr.size"), size=0)
    empty = engine.search(asked)

    assert whole.counts == empty.counts
    assert whole.counts["attr.colour"] == {"brown": 24, "silver": 24}
    assert whole.counts["attr.size"] == {"s": 16, "m": 16, "l": 16}
    assert (empty.total, empty.hits, empty.after) == (48, (), None)


def test_prices_are_spanned_and_put_into_buckets(ask):
    spanned = ask(None, "category=10", counts_prices=True).prices

    assert (spanned.minimum, spanned.maximum) == (Decimal(20), Decimal(65))
    assert spanned.buckets == tuple(
        Bucket(Decimal(low), Decimal(low + 5), products)
        for low, products in zip(range(20, 65, 5), [1, 1, 0, 0, 1, 0, 0, 0, 1], strict=True)
    )


def test_prices_are_spanned_without_regard_to_their_own_filter(ask):
    narrow = ask(None, "category=10", price=price(1, 25), counts_prices=True)

    assert narrow.total == 2
    assert narrow.prices == ask(None, "category=10", counts_prices=True).prices


def test_prices_are_those_of_the_currency_asked_for(ask):
    spanned = ask(None, "category=3", counts_prices=True, currency=DOLLAR).prices

    assert spanned.minimum == spanned.maximum == 9
    assert [bucket.products for bucket in spanned.buckets] == [1]
    assert ask(None, counts_prices=True, currency="JPY").prices is None
    assert ask("nowhere", counts_prices=True).prices is None
    assert ask(None).prices is None


def test_prices_may_be_far_apart(ask):
    spanned = ask(None, counts_prices=True).prices

    assert (spanned.minimum, spanned.maximum) == (5, 240)
    assert [each.lowest for each in spanned.buckets] == [0, 20, 40, 60, 80, 100, 120]
    assert [each.products for each in spanned.buckets] == [52, 2, 1, 1, 3, 0, 1]


@pytest.mark.parametrize("count", [500])
def test_a_facet_may_have_hundreds_of_values(engine, index, count):
    sold = [
        document(n, f"bead {n}", variant(price=n, shade=f"shade-{n}", form="round"))
        for n in range(1, count + 1)
    ]
    fill(engine, index, sold)

    answer = engine.search(question(index, facets=("attr.shade", "attr.form"), size=1))

    assert answer.total == count
    assert answer.counts["attr.shade"] == {f"shade-{n}": 1 for n in range(1, count + 1)}
    assert answer.counts["attr.form"] == {"round": count}


def test_a_product_may_have_very_many_variants(engine, index):
    many = [variant(price=1 + n, size=f"size-{n}", colour="blue") for n in range(200)]
    fill(
        engine,
        index,
        [document(1, "screw", *many), document(2, "nail", variant(price=1, size="size-1"))],
    )

    answer = engine.search(question(index, None, "attr.size=size-30", facets=("attr.size",)))

    assert [hit.product_id for hit in answer.hits] == [1]
    assert len(answer.counts["attr.size"]) == 200
    assert answer.counts["attr.size"]["size-1"] == 2
