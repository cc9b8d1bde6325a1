"""What is particular to this engine's way to answer."""

from dataclasses import replace
from decimal import Decimal
from math import prod
from uuid import uuid4

import pytest

from search.engines.elasticsearch import listing, matching
from search.errors import QuestionTooLargeError
from search.query.filters import Boost, Condition, FacetFilter, Measure
from search.query.question import MAX_WINDOW, IndexName, Sort
from search.query.words import Concept, Origin, Words
from search.tests.conformance.factories import (
    alternative,
    concept,
    document,
    price,
    question,
    token,
    variant,
    words,
)
from search.tests.conformance.filling import fill

pytestmark = pytest.mark.elasticsearch

RUGS = [
    document(1, "blue wool rug", variant(price=10, colour="blue"), appeal=1.5, codes=("rug1",)),
    document(2, "sofa bed rug", variant(price=20, colour="red"), published_at=50),
    document(3, "rug", variant(price=30, colour="blue", available=False), vector=(1.0, 0.0)),
    document(4, "lamp", variant(price=40, colour="red"), vector=(0.6, 0.8)),
]


@pytest.fixture
def engine(lasting_engine):
    return lasting_engine


@pytest.fixture
def index(engine):
    name = IndexName(f"other-{uuid4().hex[:8]}", "en")
    yield name
    engine.drop(name)


@pytest.fixture(scope="module")
def shop(lasting_engine):
    """An index that no test changes."""
    name = IndexName("shop", "en")
    fill(lasting_engine, name, RUGS)
    return name


def test_questions_in_one_request_are_answered_as_each_alone(engine, shop):
    counted = {"facets": ("attr.colour",), "counts_prices": True}
    questions = [
        question(shop, "rug", **counted),
        question(shop, "rug", "attr.colour=blue", **counted),
        question(shop, "rug", sort=Sort.PRICE, **counted),
        question(shop, "rug", pinned=(4,), size=1, **counted),
        question(shop, "rug", size=0),
        question(shop),
    ]

    together = engine.search_together(questions)

    assert together == [engine.search(each) for each in questions]
    assert [answer.total for answer in together] == [3, 2, 3, 4, 3, 4]


def test_no_more_is_counted_than_is_enough(engine, shop):
    asked = question(shop, "rug", size=0)

    assert engine.search(replace(asked, enough=2)).total == 2
    assert engine.search(replace(asked, enough=9)).total == 3


def test_what_words_find_is_counted_by_the_search_that_shows_it(engine, shop, monkeypatch):
    sent, search = [], engine._searcher.search
    monkeypatch.setattr(
        engine._searcher,
        "search",
        lambda alias, bodies: sent.append(bodies) or search(alias, bodies),
    )
    for asked in (question(shop, "rug"), question(shop)):
        engine.search(replace(asked, facets=("attr.colour",)))

    assert [len(bodies) for bodies in sent] == [1, 2]


@pytest.mark.parametrize(
    "excess",
    [
        {"words": Words(tuple(concept(f"w{n}") for n in range(65)), 1)},
        {"filters": (FacetFilter("seller", tuple(f"s{n}" for n in range(1_001))),)},
        {"filters": tuple(FacetFilter(f"attr.a{n}", ("x",)) for n in range(51))},
        {"offset": MAX_WINDOW},
        {"size": MAX_WINDOW + 1},
        {"pinned": tuple(range(1_001))},
    ],
)
def test_a_question_without_measure_is_refused(engine, shop, excess):
    with pytest.raises(QuestionTooLargeError):
        engine.search(replace(question(shop), **excess))


def test_the_largest_question_that_is_allowed_is_answered(engine, shop):
    many = tuple(alternative(f"x{n} y{n}") for n in range(100))
    asked = replace(
        question(shop, facets=("attr.colour", *(f"attr.a{n}" for n in range(100)))),
        words=Words((concept("rug"), *(Concept(f"c{n}", many) for n in range(63))), 1),
        filters=(FacetFilter("attr.colour", ("blue", *(f"c{n}" for n in range(900)))),),
        hidden=tuple(range(100, 1_000)),
        size=10,
        offset=MAX_WINDOW - 10,
    )

    answer = engine.search(asked)

    assert answer.total == 2
    assert answer.counts["attr.colour"] == {"blue": 2, "red": 1}


def test_of_very_many_alternatives_the_first_are_looked_for():
    many = tuple(alternative(f"x{n}") for n in range(5_000))
    matcher = matching.Matcher(words("rug"), question(None).weights, "shop")

    (first, *_, last) = matcher.summands(Concept("many", many))

    assert first.alternative == many[0]
    assert last.alternative == many[matching.MOST_CLAUSES // len(question(None).weights) - 1]


def test_contributions_and_factors_make_up_the_score(engine, shop):
    said = Words(
        (
            concept("rug"),
            Concept(
                "sofabed",
                (
                    alternative("sofa bed", weight=0.8, origin=Origin.COMPOUND),
                    alternative("blue wool", weight=0.5, origin=Origin.SYNONYM, is_phrase=True),
                ),
            ),
        ),
        1,
        phrases=((token("wool"), token("rug")),),
    )
    boosts = (
        Boost(Condition(facet=FacetFilter("available", ("true",))), 1.3, "in stock"),
        Boost(Condition(measure=Measure.PUBLISHED_AT, at_least=10), 2.0, "new"),
        Boost(Condition(product_ids=(1, 3)), 0.5, "chosen"),
    )
    asked = question(shop, words=said, boosts=boosts, pinned=(4,))

    scores = {hit.product_id: hit.score for hit in engine.search(asked).hits}
    explained = engine.explain(asked, [3, 1, 2, 4, 99])

    assert [each.product_id for each in explained] == [3, 1, 2, 4]
    assert {each.product_id: each.score for each in explained} == scores
    for each in explained:
        total = sum(part.score for part in each.contributions)
        assert total * prod(f.factor for f in each.factors) == pytest.approx(each.score, rel=1e-5)
    by_id = {each.product_id: each for each in explained}
    assert [f.label for f in by_id[1].factors] == ["in stock", "chosen", "appeal"]
    assert {part.origin for part in by_id[1].contributions} == {"typed", "synonym", "phrase"}
    assert {part.concept for part in by_id[2].contributions} == {"rug", "sofabed"}
    assert by_id[4].contributions == ()


def test_the_nearest_vectors_are_ranked_and_filtered(engine, shop):
    near = engine.nearest(shop, (1.0, 0.1), size=5)
    red = engine.nearest(shop, (1.0, 0.1), (FacetFilter("attr.colour", ("red",)),), 5)

    assert [product_id for product_id, _ in near] == [3, 4]
    assert 1 >= near[0][1] > near[1][1] > 0
    assert [product_id for product_id, _ in red] == [4]
    assert engine.nearest(shop, (1.0, 0.1), price=price(5, 35))[0][0] == 3
    assert [n for n, _ in engine.nearest(shop, (1.0, 0.1), hidden=(3,))] == [4]


def test_all_words_are_counted_however_many(engine, index, monkeypatch):
    monkeypatch.setattr(listing, "AT_ONCE", 7)
    fill(engine, index, [document(n, f"rug word{n}") for n in range(1, 51)])

    counted = engine.count_words(index)

    assert counted == {"rug": 50, **{f"word{n}": 1 for n in range(1, 51)}}
    assert [n for n, _ in engine.list_checksums(index)] == list(range(1, 51))


@pytest.mark.parametrize("amounts", [("1200.10", "1200.40", "1200.90"), ("5", "70", "900")])
def test_prices_close_together_are_cut_as_finely_as_others(engine, index, amounts):
    fill(engine, index, [document(n, "x", variant(price=p)) for n, p in enumerate(amounts, 1)])

    span = engine.search(question(index, counts_prices=True)).prices

    assert (span.minimum, span.maximum) == (Decimal(amounts[0]), Decimal(amounts[-1]))
    assert sum(bucket.products for bucket in span.buckets) == 3
    assert len(span.buckets) in range(9, 11)


def test_orders_other_than_relevance_tell_no_score(engine, shop):
    assert {hit.score for hit in engine.search(question(shop, "rug", sort=Sort.PRICE)).hits} == {
        0.0
    }
