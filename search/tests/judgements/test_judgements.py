"""The judged set keeps the shape that importing and measuring rely on."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from search.relevance.metrics import RELEVANT

JUDGEMENTS = Path(__file__).with_name("retail_demo_store.csv")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with JUDGEMENTS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_has_the_agreed_columns(rows):
    assert list(rows[0]) == ["query", "sku", "grade"]


def test_grades_lie_between_wrong_and_exact(rows):
    assert {row["grade"] for row in rows} == {"0", "1", "2", "3"}


def test_judges_a_product_once_per_query(rows):
    judged = Counter((row["query"], row["sku"]) for row in rows)

    assert max(judged.values()) == 1


def test_every_query_has_an_answer(rows):
    best: dict[str, int] = defaultdict(int)
    for row in rows:
        best[row["query"]] = max(best[row["query"]], int(row["grade"]))

    assert len(best) >= 80
    assert min(best.values()) >= RELEVANT
