"""Figures worked out by hand."""

from __future__ import annotations

import pytest

from search.relevance.metrics import (
    QueryRow,
    Table,
    measure_query,
    ndcg,
    recall,
    reciprocal_rank,
    zero_result_rate,
)


class TestNdcg:
    def test_is_one_for_the_best_order(self):
        assert ndcg([3, 2, 1, 0], [0, 1, 2, 3]) == pytest.approx(1.0)

    def test_discounts_by_rank(self):
        # (2^2-1)/log2(2) + (2^3-1)/log2(3) = 3 + 4.416508 = 7.416508
        # best:  7/log2(2) +      3/log2(3) = 7 + 1.892789 = 8.892789
        assert ndcg([2, 3], [3, 2]) == pytest.approx(7.416508 / 8.892789, abs=1e-6)

    def test_misses_what_was_not_found(self):
        # 7 of 7 + 7/log2(3) = 11.416508
        assert ndcg([3], [3, 3]) == pytest.approx(7 / 11.416508, abs=1e-6)

    def test_looks_no_further_than_asked(self):
        assert ndcg([0] * 10 + [3], [3]) == 0.0
        assert ndcg([0] * 10 + [3], [3], at=11) == pytest.approx(1 / 3.584963, abs=1e-6)

    def test_ideal_is_cut_at_the_same_rank(self):
        assert ndcg([3] * 10, [3] * 40) == pytest.approx(1.0)

    @pytest.mark.parametrize("grades", [[], [0, 0]])
    def test_is_nothing_without_a_good_product(self, grades):
        assert ndcg([0, 0], grades) == 0.0


class TestReciprocalRank:
    @pytest.mark.parametrize(
        ("grades", "expected"),
        [([2, 0], 1.0), ([1, 0, 3], 1 / 3), ([1, 1], 0.0), ([], 0.0)],
    )
    def test_is_that_of_the_first_good_product(self, grades, expected):
        assert reciprocal_rank(grades) == pytest.approx(expected)

    def test_takes_another_bar(self):
        assert reciprocal_rank([1, 3], least=1) == 1.0


class TestRecall:
    def test_is_the_share_found(self):
        assert recall(["a", "x", "b"], {"a", "b", "c", "d"}) == 0.5

    def test_looks_no_further_than_asked(self):
        assert recall(["x", "a"], {"a"}, at=1) == 0.0

    def test_is_nothing_when_nothing_is_relevant(self):
        assert recall(["a"], set()) == 0.0


@pytest.mark.parametrize(("totals", "expected"), [([0, 4, 0, 1], 0.5), ([3], 0.0), ([], 0.0)])
def test_zero_result_rate(totals, expected):
    assert zero_result_rate(totals) == expected


class TestMeasureQuery:
    def test_counts_the_unjudged_as_wrong(self):
        row = measure_query("rug", ranked=["new", "a"], grades={"a": 3, "b": 2, "c": 1}, total=2)

        # 7/log2(3) = 4.416508 of 7 + 3/log2(3) + 1/2 = 9.392789
        assert row.ndcg == pytest.approx(4.416508 / 9.392789, abs=1e-6)
        assert row.reciprocal_rank == 0.5
        assert row.recall == 0.5
        assert row.total == 2

    def test_counts_a_repeated_product_once(self):
        row = measure_query("rug", ranked=["a", "a", "b"], grades={"a": 3, "b": 3}, total=3)

        assert row.ndcg == pytest.approx(1.0)


class TestTable:
    def test_is_the_mean_of_its_rows(self):
        table = Table((QueryRow("rug", 0.5, 1.0, 0.2, 7), QueryRow("vase", 1.0, 0.5, 0.4, 0)))

        assert table.ndcg == 0.75
        assert table.mean_reciprocal_rank == 0.75
        assert table.recall == pytest.approx(0.3)
        assert table.zero_result_rate == 0.5

    def test_is_all_nothing_without_rows(self):
        table = Table(())

        assert (table.ndcg, table.mean_reciprocal_rank, table.recall) == (0.0, 0.0, 0.0)
        assert table.zero_result_rate == 0.0
