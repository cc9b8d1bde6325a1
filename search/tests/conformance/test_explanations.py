"""Scores, and how they are told."""

from dataclasses import replace
from math import prod

import pytest

from search.query.fields import TextField
from search.query.filters import Boost, Condition, Measure
from search.query.words import Concept, Origin, Rule, Words

from .factories import alternative, concept, facet_filter, question, words

BLUE = Boost(Condition(facet=facet_filter("attr.colour=blue")), 1.5, "blue things")
WITH_MARGIN = Boost(Condition(measure=Measure.MARGIN, at_least=20), 2.0, "good margin")
CHOSEN = Boost(Condition(product_ids=(203, 9)), 0.5, "chosen")
BLUE_WITH_MARGIN = Boost(
    Condition(facet=facet_filter("attr.colour=blue,grey"), measure=Measure.SOLD, at_least=9), 3.0
)


@pytest.mark.parametrize(
    ("boost", "raised"),
    [
        (BLUE, {201, 305}),
        (WITH_MARGIN, {201}),
        (CHOSEN, {203}),
        (BLUE_WITH_MARGIN, {201}),
        (Boost(Condition(measure=Measure.MARGIN, at_least=10), 2.0), {201, 202}),
        (Boost(Condition(measure=Measure.MARGIN, at_least=-1), 2.0), {201, 202}),
    ],
)
def test_a_boost_multiplies_the_scores_of_those_it_is_about(ask, boost, raised):
    plain = {hit.product_id: hit.score for hit in ask("rug").hits}

    for hit in ask("rug", boosts=(boost,)).hits:
        factor = boost.factor if hit.product_id in raised else 1
        assert hit.score == pytest.approx(plain[hit.product_id] * factor, rel=1e-5)


def test_boosts_multiply_each_other_and_decide_the_order(ask):
    hits = ask("rug", boosts=(CHOSEN, BLUE, WITH_MARGIN, BLUE_WITH_MARGIN)).hits
    plain = {hit.product_id: hit.score for hit in ask("rug").hits}

    scores = {hit.product_id: hit.score for hit in hits}
    assert scores[201] == pytest.approx(plain[201] * 9, rel=1e-5)
    assert [hit.score for hit in hits] == sorted(scores.values(), reverse=True)
    assert hits[0].product_id == 201


def test_appeal_multiplies_the_score(ask):
    scores = {hit.product_id: hit.score for hit in ask("clay", "attr.colour=brown").hits}

    assert scores[402] == pytest.approx(scores[400] * 1.2, rel=1e-5)


def test_scores_are_told_only_where_they_decide(ask):
    assert all(hit.score == 0 for hit in ask("rug", sort="price").hits)
    assert all(hit.score == 0 for hit in ask().hits)
    assert all(hit.score > 0 for hit in ask("rug").hits)


def test_the_parts_of_an_explanation_give_the_score(engine, shop):
    said = replace(
        words("blue rug", required=1, phrases=["blue rug"]),
        concepts=(concept("blue", "grey", "living room"), concept("rug", "runner")),
    )
    asked = question(shop, words=said, boosts=(BLUE, WITH_MARGIN, CHOSEN), size=100)
    scores = {hit.product_id: hit.score for hit in engine.search(asked).hits}

    explained = engine.explain(asked, sorted(scores))

    assert [each.product_id for each in explained] == sorted(scores)
    for each in explained:
        assert each.score == pytest.approx(scores[each.product_id], rel=1e-4)
        assert score_of(each) == pytest.approx(each.score, rel=1e-4)
    rug = next(each for each in explained if each.product_id == 201)
    assert {(factor.label, factor.factor) for factor in rug.factors} == {
        ("blue things", 1.5),
        ("good margin", 2.0),
        ("appeal", 1.0),
    }
    parts = {(c.concept, c.words, c.origin, c.field) for c in rug.contributions}
    assert parts == {
        ("blue", "blue", "typed", TextField.NAME),
        ("blue", "blue", "typed", TextField.NAME_PLAIN),
        ("blue", "living room", "typed", TextField.DESCRIPTION),
        ("rug", "rug", "typed", TextField.NAME),
        ("rug", "rug", "typed", TextField.NAME_PLAIN),
        ("rug", "rug", "typed", TextField.DESCRIPTION),
        ("blue rug", "blue rug", "phrase", TextField.NAME),
    }


def test_only_what_matches_is_explained_in_the_order_given(engine, shop):
    asked = question(shop, "shirt", "attr.colour=blue")

    assert [e.product_id for e in engine.explain(asked, [104, 999, 103, 201, 101])] == [104, 101]


def score_of(explanation):
    """Return the score that the parts give."""
    text = sum(each.score for each in explanation.contributions)
    return text * prod(each.factor for each in explanation.factors)


def test_a_synonym_is_explained_by_the_line_that_made_it_one(engine, shop):
    line = Rule("carpet, rug", "en", "household", 14)
    ways = (alternative("carpet"), alternative("rug", origin=Origin.SYNONYM, rule=line))
    asked = question(shop, words=Words((Concept("carpet", ways),), 1))

    explained = engine.explain(asked, [201])

    assert {each.rule for each in explained[0].contributions} == {line}
