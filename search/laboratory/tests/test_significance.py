"""Real losses are seen, noise is not, and the verdict never changes by itself."""

from __future__ import annotations

import random

import pytest

from search.laboratory.measuring.metrics import QueryRow, Table
from search.laboratory.measuring.significance import compare_pairs, compare_tables


def drawn(seed: int, shift: float) -> tuple[list[float], list[float]]:
    chance = random.Random(seed)  # noqa: S311 - the same figures at every run
    before = [chance.random() for _ in range(40)]
    return before, [each + chance.gauss(shift, 0.1) * (chance.random() < 0.7) for each in before]


# What 10,000 swaps and 10,000 resamples found, written out in Python with a generator of their own.
EARLIER = [
    (1, 0.0, -0.008937638331563835, -0.037193, 0.019790, 0.275972),
    (2, -0.01, -0.003147072881898808, -0.024344, 0.018005, 0.393461),
    (3, -0.03, -0.007245863415254674, -0.039081, 0.023248, 0.331567),
    (4, -0.05, -0.030009021314365586, -0.058865, 0.000383, 0.027297),
    (5, 0.05, 0.03684385195709179, 0.003103, 0.070845, 0.980202),
]


def table(**ndcg_by_query: float) -> Table:
    return Table(tuple(QueryRow(query, ndcg, 0, 0, 1) for query, ndcg in ndcg_by_query.items()))


def test_sees_a_loss_on_every_query():
    # All ten must be swapped the same way: 1 of 1,024 swaps loses as much.
    comparison = compare_pairs([0.8] * 10, [0.6] * 10)

    assert comparison.is_worse
    assert comparison.difference == pytest.approx(-0.2)
    assert comparison.p_value == pytest.approx(1 / 1024, abs=0.001)
    assert (comparison.lowest, comparison.highest) == pytest.approx((-0.2, -0.2))


def test_gain_is_not_worse():
    comparison = compare_pairs([0.6] * 10, [0.8] * 10)

    assert not comparison.is_worse
    assert comparison.p_value == 1.0


def test_no_change_is_not_worse():
    comparison = compare_pairs([0.3, 0.9], [0.3, 0.9])

    assert not comparison.is_worse
    assert (comparison.difference, comparison.p_value) == (0.0, 1.0)


def test_loss_within_noise_is_not_worse():
    before = [0.5] * 20
    after = [0.7] * 9 + [0.3] * 11

    comparison = compare_pairs(before, after)

    assert comparison.difference == pytest.approx(-0.02)
    assert not comparison.is_worse
    assert comparison.lowest < 0 < comparison.highest
    # 11 or more heads of 20 coins: (1 - 184756 / 2^20) / 2 = 0.411901
    assert comparison.p_value == pytest.approx(0.411901, abs=0.02)


@pytest.mark.parametrize(("changed", "is_worse"), [(4, False), (5, True)])
def test_needs_five_changed_queries(changed, is_worse):
    before = [0.9] * 50
    after = [0.1] * changed + [0.9] * (50 - changed)

    assert compare_pairs(before, after).is_worse is is_worse


def test_same_input_gives_the_same_verdict():
    before, after = [0.2, 0.7, 0.5], [0.3, 0.4, 0.6]

    assert compare_pairs(before, after) == compare_pairs(before, after)


def test_pairs_tables_by_query():
    comparison = compare_tables(table(rug=0.4, vase=1.0), table(vase=1.0, rug=0.2))

    assert comparison.difference == pytest.approx(-0.1)


def test_refuses_tables_of_other_queries():
    with pytest.raises(ValueError, match="different queries"):
        compare_tables(table(rug=0.4), table(vase=0.4))


def test_refuses_nothing():
    with pytest.raises(ValueError, match="Nothing was measured"):
        compare_pairs([], [])


def test_one_query_says_no_more_than_itself():
    comparison = compare_pairs([0.5], [0.25])

    assert (comparison.lowest, comparison.highest) == (-0.25, -0.25)
    assert comparison.p_value == 0.5


@pytest.mark.parametrize(("seed", "shift", "difference", "lowest", "highest", "p_value"), EARLIER)
def test_verdicts_are_those_of_ten_thousand_draws_by_hand(
    seed, shift, difference, lowest, highest, p_value
):
    comparison = compare_pairs(*drawn(seed, shift))

    assert comparison.difference == difference
    assert (comparison.lowest, comparison.highest) == pytest.approx((lowest, highest), abs=0.004)
    assert comparison.p_value == pytest.approx(p_value, abs=0.012)
