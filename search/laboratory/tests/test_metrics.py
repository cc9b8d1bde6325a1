"""Figures worked out by hand, and by the definitions."""

from __future__ import annotations

import random
from math import log2

import pytest

from search.laboratory.measuring.metrics import (
    Figures,
    QueryRow,
    Ranked,
    Table,
    measure_query,
    measure_ranking,
)


def measured(ranked, grades, total=0) -> QueryRow:
    """Measure products that are numbered in the order of their grades."""
    return measure_query("rug", Ranked(ranked, total), {str(pk): g for pk, g in grades.items()})


@pytest.mark.parametrize(
    ("ranked", "grades", "ndcg"),
    [
        ([3, 2, 1, 0], {0: 0, 1: 1, 2: 2, 3: 3}, 1.0),
        # (2^2-1)/log2(2) + (2^3-1)/log2(3) = 7.416508 of 7/log2(2) + 3/log2(3) = 8.892789
        ([2, 3], {3: 3, 2: 2}, 7.416508 / 8.892789),
        ([1], {1: 3, 2: 3}, 7 / 11.416508),  # what was not found is missed
        ([*range(10), 99], {99: 3}, 0.0),  # the eleventh is too late
        (range(10), dict.fromkeys(range(40), 3), 1.0),  # the best order is cut at ten, too
        ([1, 2], {}, 0.0),
        ([1, 2], {1: 0, 2: 0}, 0.0),
        # what nobody judged is wrong: 7/log2(3) of 7 + 3/log2(3) + 1/2
        ([9, 1], {1: 3, 2: 2, 3: 1}, 4.416508 / 9.392789),
        ([1, 1, 2], {1: 3, 2: 3}, 1.0),  # a product counts once
    ],
)
def test_the_discounted_gain_of_ten(ranked, grades, ndcg):
    assert measured(ranked, grades).ndcg == pytest.approx(ndcg, abs=1e-6)


@pytest.mark.parametrize(
    ("ranked", "grades", "expected"),
    [
        ([1, 2], {1: 2, 2: 0}, 1.0),
        ([1, 2, 3], {1: 1, 3: 3}, 1 / 3),
        ([1, 2], {1: 1, 2: 1}, 0.0),
        ([], {1: 3}, 0.0),
    ],
)
def test_the_rank_of_the_first_good_product(ranked, grades, expected):
    assert measured(ranked, grades).reciprocal_rank == expected


@pytest.mark.parametrize(
    ("ranked", "grades", "expected"),
    [
        ([1, 9, 2], {1: 2, 2: 3, 3: 2, 4: 3, 5: 1}, 0.5),
        ([*range(100, 150), 1], {1: 3}, 0.0),  # the fifty-first is too late
        ([1], {1: 1}, 0.0),
    ],
)
def test_the_share_of_good_products_that_is_found(ranked, grades, expected):
    assert measured(ranked, grades).recall == expected


def by_definition(ranked, grades):
    """The figures as their definitions have them: of Järvelin and Kekäläinen, Voorhees, Manning."""

    def gain(found):
        return sum((2**g - 1) / log2(rank + 1) for rank, g in enumerate(found[:10], start=1))

    found = [grades.get(pk, 0) for pk in ranked]
    good = {pk for pk, grade in grades.items() if grade >= 2}
    first = next((rank for rank, grade in enumerate(found, start=1) if grade >= 2), None)
    ideal = gain(sorted(grades.values(), reverse=True))
    return (
        gain(found) / ideal if ideal else 0.0,
        1 / first if first else 0.0,
        len(good.intersection(ranked[:50])) / len(good) if good else 0.0,
    )


def test_the_figures_are_exactly_those_of_the_definitions():
    chance = random.Random(3)  # noqa: S311 - the same rankings at every run
    for _ in range(500):
        grades = {pk: chance.randrange(4) for pk in chance.sample(range(80), chance.randrange(60))}
        ranked = chance.sample(range(80), chance.randrange(70))
        row = measured(ranked, grades, total=7)
        assert (row.ndcg, row.reciprocal_rank, row.recall) == by_definition(ranked, grades)
        assert row.total == 7


def test_a_table_has_the_means_of_its_rows():
    table = Table((QueryRow("rug", 0.5, 1.0, 0.2, 7), QueryRow("vase", 1.0, 0.5, 0.4, 0)))

    assert table.figures == Figures(0.75, 0.75, pytest.approx(0.3), 0.5)
    assert Table(()).figures == Figures(0.0, 0.0, 0.0, 0.0)


def test_a_ranking_is_asked_query_by_query():
    answers, heard = {"rug": Ranked([7, 8], 2), "vase": Ranked([], 0)}, []
    judgements = {"rug": {"A": 1, "B": 3, "gone": 3}, "vase": {"A": 2}}

    table = measure_ranking(judgements, answers.__getitem__, {"A": 7, "B": 7}, heard.append)

    assert heard == ["rug", "vase"]
    assert table.rows == (
        QueryRow("rug", pytest.approx(7 / 11.416508), 1.0, 0.5, 2),
        QueryRow("vase", 0.0, 0.0, 0.0, 0),
    )
