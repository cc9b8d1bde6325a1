"""The judged set keeps the shape that importing and measuring rely on, and says the truth."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from search.laboratory.measuring.metrics import RELEVANT

HERE = Path(__file__).parent
GRADES = range(4)
NEIGHBOURING = 1  # the furthest apart that needs no second reading


def read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def judged() -> list[dict[str, str]]:
    return read("retail_demo_store.csv")


@pytest.fixture(scope="module")
def passes() -> list[dict[str, str]]:
    return read("retail_demo_store_passes.csv")


def linear_kappa(pairs: list[tuple[int, int]]) -> float:
    """Weighted kappa of Cohen, Psychological Bulletin 70(4), 1968, with weights |first - second|."""
    first, second = (Counter(column) for column in zip(*pairs, strict=True))
    seen = sum(abs(one - other) for one, other in pairs) / len(pairs)
    by_chance = sum(
        abs(one - other) * first[one] * second[other] for one in GRADES for other in GRADES
    )
    return 1 - seen * len(pairs) ** 2 / by_chance


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(0, 0), (3, 3)], 1.0),
        ([(0, 0), (0, 1), (1, 0), (1, 1)], 0.0),
        # seen: 1 of 4 pairs, one apart; by chance: (2 * 1 + 2 * 3) / 16 = 1/2
        ([(0, 0), (0, 1), (1, 1), (1, 1)], 0.5),
    ],
)
def test_linear_kappa(pairs, expected):
    assert linear_kappa(pairs) == pytest.approx(expected)


def test_has_the_agreed_columns(judged):
    assert list(judged[0]) == ["query", "sku", "grade"]


def test_grades_lie_between_wrong_and_exact(judged):
    assert {row["grade"] for row in judged} == {"0", "1", "2", "3"}


def test_judges_a_product_once_per_query(judged):
    times = Counter((row["query"], row["sku"]) for row in judged)

    assert max(times.values()) == 1


def test_every_query_has_an_answer(judged):
    best: dict[str, int] = defaultdict(int)
    for row in judged:
        best[row["query"]] = max(best[row["query"]], int(row["grade"]))

    assert len(best) == 116
    assert min(best.values()) >= RELEVANT


def test_takes_the_lower_of_two_neighbouring_grades(judged, passes):
    settled = {(row["query"], row["sku"]): int(row["grade"]) for row in judged}
    graded = {(row["query"], row["sku"]): (int(row["first"]), int(row["second"])) for row in passes}
    neighbours = {
        pair: min(grades)
        for pair, grades in graded.items()
        if max(grades) - min(grades) <= NEIGHBOURING
    }

    assert settled.keys() == graded.keys()
    assert len(graded) - len(neighbours) == 48
    assert {pair: settled[pair] for pair in neighbours} == neighbours


def test_agreement_is_what_the_readme_says(passes):
    pairs = [(int(row["first"]), int(row["second"])) for row in passes]

    assert linear_kappa(pairs) == pytest.approx(0.83, abs=0.005)
    assert sum(first == second for first, second in pairs) / len(pairs) == pytest.approx(
        0.82, abs=0.005
    )
