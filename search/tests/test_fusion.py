"""Reciprocal rank fusion, by hand."""

import pytest

from search.finding.products.fusion import fuse


def ids(rankings, **options):
    return [each for each, _score in fuse(rankings, **options)]


def test_a_score_is_the_sum_of_reciprocal_ranks():
    scores = dict(fuse([[7, 8], [8, 9]]))

    assert scores == pytest.approx({7: 1 / 61, 8: 1 / 62 + 1 / 61, 9: 1 / 62})


def test_what_both_rank_comes_before_what_one_ranks_first():
    assert ids([[1, 2, 3], [4, 2, 5]])[0] == 2


def test_equals_keep_the_order_of_the_first_ranking():
    assert ids([[1, 2], [3, 4]]) == [1, 3, 2, 4]
    assert ids([[1, 2], [2, 1]]) == [1, 2]


def test_a_small_k_lets_first_places_win():
    rankings = [[1, 2, 9], [3, 9, 2]]

    assert (ids(rankings)[0], ids(rankings, k=0)[:3]) == (2, [1, 3, 2])


def test_nothing_is_fused_from_nothing():
    assert fuse([]) == fuse([[], []]) == []
    assert ids([[], [5, 6]]) == [5, 6]


def test_a_ranking_without_weight_only_follows_the_others():
    fused = fuse(([1, 2], [3, 2, 4]), weights=(1.0, 0.0))

    assert [each for each, _score in fused] == [1, 2, 3, 4]
