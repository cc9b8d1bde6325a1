"""A kept state ends; what then happens to a cursor is told, whatever the cursor says."""

from dataclasses import replace

import pytest

from search.errors import InvalidCursorError, PointInTimeGoneError
from search.query.question import After, Sort
from search.tests.conformance.factories import document, question
from search.tests.conformance.filling import fill

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def asked(engine, index):
    fill(engine, index, [document(n, f"rug {n}") for n in range(1, 6)])
    return question(index, sort=Sort.NAME, size=2, keeps_point_in_time=True, facets=("category",))


@pytest.fixture
def after(engine, asked):
    return engine.search(asked).after


def test_a_state_that_was_closed_is_gone(engine, client, asked, after):
    client.close_point_in_time(id=after.point_in_time)

    with pytest.raises(PointInTimeGoneError):
        engine.search(replace(asked, after=after))


def test_a_state_of_an_index_that_was_replaced_is_gone(engine, index, asked, after):
    fill(engine, index, [document(1, "rug")])

    with pytest.raises(PointInTimeGoneError):
        engine.search(replace(asked, after=after))


@pytest.mark.parametrize(
    "text", ["", "abc", "é", "Zm9v", "_c6b" * 40, "a" * 20_000, "../../_all", '"}', "\x00"]
)
def test_a_name_that_no_state_ever_had_is_gone_too(engine, asked, after, text):
    with pytest.raises(PointInTimeGoneError):
        engine.search(replace(asked, after=replace(after, point_in_time=text)))


@pytest.mark.parametrize(
    "values", [(), (1,), ("rug",), (None, None), ("a", float("nan")), (1, "x")]
)
def test_values_of_another_order_are_refused_with_a_kept_state_too(engine, asked, after, values):
    with pytest.raises(InvalidCursorError):
        engine.search(replace(asked, after=After(values, after.point_in_time)))


def test_no_state_is_kept_for_what_has_no_further_part(engine, client, asked, monkeypatch):
    monkeypatch.setattr(client, "open_point_in_time", pytest.fail)

    assert engine.search(replace(asked, size=5)).after is None
