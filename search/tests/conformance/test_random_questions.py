"""Questions that nobody thought of, answered by looking at every document."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query.filters import FacetFilter, PriceFilter
from search.query.question import Sort
from search.query.words import Alternative, Concept, Words

from .catalogue import CATALOGUE
from .factories import DOLLAR, EURO, question, token
from .oracle import Oracle

ORACLE = Oracle(CATALOGUE)
IDS = [each.product_id for each in CATALOGUE]
FACETS = ("attr.colour", "attr.size", "attr.material", "category", "available", "seller", "rating")
VALUES = {
    "attr.colour": ["blue", "red", "green", "grey", "brown", "silver", "white", "none"],
    "attr.size": ["s", "m", "l"],
    "attr.material": ["wool", "jute"],
    "category": ["1", "2", "3", "4", "10", "20", "21", "40", "41"],
    "available": ["true"],
    "seller": ["heron", "attic"],
    "rating": ["1", "2"],
}
TEXTS = ["rug", "blue", "shirt", "pot", "clay", "zinc", "wool", "cotton", "living", "room", "xyz"]

amounts = st.none() | st.integers(0, 260).map(Decimal)
alternatives = st.builds(
    Alternative,
    tokens=st.lists(st.sampled_from(TEXTS).map(token), min_size=1, max_size=2).map(tuple),
    is_phrase=st.booleans(),
)
concepts = st.builds(
    Concept,
    text=st.just("x"),
    alternatives=st.lists(alternatives, min_size=1, max_size=3).map(tuple),
)
said = st.builds(
    Words,
    concepts=st.lists(concepts, min_size=1, max_size=3).map(tuple),
    required=st.integers(0, 3),
    codes=st.lists(st.sampled_from(["sh101", "sh102", "nothing"]), max_size=1).map(tuple),
    beginnings=st.lists(st.sampled_from(["sh10", "sh103", "h1"]), max_size=1).map(tuple),
)
filters = st.sampled_from(FACETS).flatmap(
    lambda field: st.builds(
        FacetFilter,
        field=st.just(field),
        values=st.lists(st.sampled_from(VALUES[field]), min_size=1, max_size=3).map(tuple),
    )
)
few_ids = st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple)


@st.composite
def questions(draw, shop):
    currency = draw(st.sampled_from([EURO, DOLLAR]))
    prices = st.builds(PriceFilter, st.just(currency), amounts, amounts)
    return replace(
        question(shop),
        currency=currency,
        words=draw(st.none() | said),
        filters=tuple(draw(st.lists(filters, max_size=3))),
        price=draw(st.none() | prices),
        sort=draw(st.sampled_from(Sort)),
        pinned=draw(few_ids),
        hidden=draw(few_ids),
        only=draw(st.just(()) | st.lists(st.sampled_from(IDS), max_size=9, unique=True).map(tuple)),
        facets=FACETS,
        counts_prices=True,
        size=100,
    )


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_an_engine_finds_and_counts_what_looking_at_everything_finds(engine, shop, data):
    asked = data.draw(questions(shop))

    answer = engine.search(asked)

    expected = ORACLE.in_order(asked)
    assert answer.total == len(expected)
    assert sorted(hit.product_id for hit in answer.hits) == sorted(expected)
    if asked.words is None or asked.sort is not Sort.RELEVANCE:
        assert [hit.product_id for hit in answer.hits] == expected
    for field in FACETS:
        assert answer.counts.get(field, {}) == ORACLE.count(asked, field)
    assert answer.prices == ORACLE.prices(asked)
