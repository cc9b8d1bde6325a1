"""What the measurement of the search asks, and what it is compared with."""

from itertools import islice

import orjson
import pytest

from commerce.catalogue.tests.factories import make_attribute, make_product, make_product_class
from infra.bench import searches
from infra.bench.baseline import search_with_icontains


def test_no_search_is_sent_twice():
    texts = [query["q"] for query in searches.typed_texts(1)]

    assert len(set(texts)) == len(texts) == searches.SEARCHES
    assert texts[:50] == [query["q"] for query in islice(searches.typed_texts(1), 50)]
    assert texts[:50] != [query["q"] for query in islice(searches.typed_texts(2), 50)]


def test_shoppers_repeat_what_is_common():
    texts = [query["q"] for query in searches.repeated_texts(7)]

    assert len(texts) == searches.SEARCHES
    assert len(set(texts)) <= searches.REPEATED
    assert max(map(texts.count, set(texts[:100]))) > searches.SEARCHES // 20


def test_a_slip_changes_the_places_of_two_letters():
    pairs = zip(searches.typed_texts(3), searches.mistyped_texts(3), strict=True)

    slips = [(right["q"], wrong["q"]) for right, wrong in islice(pairs, 200)]
    assert all(sorted(right) == sorted(wrong) for right, wrong in slips)
    assert sum(right != wrong for right, wrong in slips) > 150


@pytest.mark.django_db
def test_the_search_without_an_engine_finds_and_counts(channel, tenant, rf):
    product_class = make_product_class(tenant)
    make_attribute(product_class, "colour", "Red", "Blue", is_facet=True)
    for title, colour in (("Oak Table", "red"), ("Oak Chair", "blue"), ("Pine Table", "red")):
        make_product(channel, title, product_class=product_class, attributes={"colour": colour})

    every = orjson.loads(search_with_icontains(rf.get("/", {"q": "oak"})).content)
    red = orjson.loads(
        search_with_icontains(rf.get("/", {"q": "oak", "attr.colour": "red"})).content
    )

    assert [card["name"] for card in every["results"]] == ["Oak Chair", "Oak Table"]
    assert every["facets"]["attr.colour"] == {"red": 1, "blue": 1}
    assert (red["count"], red["results"][0]["name"]) == (1, "Oak Table")
