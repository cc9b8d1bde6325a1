"""Orders, and turning pages in them."""

from dataclasses import replace

import pytest

from search.errors import InvalidCursorError, PointInTimeGoneError
from search.query.question import After, Sort

from .catalogue import POTS
from .factories import DOLLAR, document, question, variant, words
from .filling import fill
from .oracle import Oracle

PLAIN_SORTS = [sort for sort in Sort if sort is not Sort.RELEVANCE]


@pytest.mark.parametrize("sort", list(Sort))
def test_the_order_is_the_one_asked_for_and_total(ask, shop, catalogue, sort):
    asked = question(shop, sort=sort)

    assert [hit.product_id for hit in ask(sort=sort).hits] == Oracle(catalogue).in_order(asked)


@pytest.mark.parametrize("sort", [Sort.PRICE, Sort.PRICE_DESCENDING])
def test_what_has_no_price_comes_last(ask, sort):
    ids = [hit.product_id for hit in ask(None, "category=1,3", sort=sort, currency=DOLLAR).hits]

    priced = [302, 104, 101, 102] if sort is Sort.PRICE else [102, 101, 104, 302]
    assert ids == [*priced, 306, 305, 304, 303, 301, 103]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", [None, "pot", "clay"])
def test_pages_by_number_and_by_cursor_are_the_whole(engine, shop, ask, sort, text):
    whole = [hit.product_id for hit in ask(text, sort=sort).hits]
    asked = question(shop, text, sort=sort, size=7)

    numbered = [
        hit.product_id
        for page in range(len(whole) // 7 + 2)
        for hit in engine.search(replace(asked, offset=page * 7)).hits
    ]
    assert numbered == whole
    assert turn_pages(engine, asked) == whole


@pytest.mark.parametrize("sort", list(Sort))
def test_a_cursor_goes_on_behind_pinned_products(engine, shop, sort):
    asked = question(shop, "shirt", sort=sort, pinned=(203, 104), size=1)

    ids = turn_pages(engine, asked)

    assert ids[:2] == [203, 104]
    assert sorted(ids[2:]) == [101, 102, 103]


def test_a_kept_state_does_not_see_what_is_written_meanwhile(engine, index):
    fill(engine, index, POTS)
    asked = question(index, sort=Sort.PRICE, size=10, keeps_point_in_time=True)
    first = engine.search(asked)
    before = [hit.product_id for hit in engine.search(replace(asked, size=100)).hits]

    engine.write(index, [document(399, "pot new", variant(price=6)), replace(POTS[-1], prices={})])
    engine.delete(index, [420, 421])
    engine.refresh(index)
    ids = [hit.product_id for hit in first.hits]
    assert first.after.point_in_time is not None
    while first.after is not None:
        first = engine.search(replace(asked, after=first.after))
        ids += [hit.product_id for hit in first.hits]

    assert ids == before
    assert engine.search(question(index, size=0)).total == 47


@pytest.mark.parametrize("sort", PLAIN_SORTS)
def test_without_a_kept_state_nothing_that_stays_is_left_out_or_repeated(engine, index, sort):
    fill(engine, index, POTS)
    asked = question(index, "pot", sort=sort, size=5)
    answer = engine.search(asked)
    ids = [hit.product_id for hit in answer.hits]
    turn = 0
    while answer.after is not None:
        turn += 1
        engine.write(index, [document(1_000 + turn, "pot", variant(price=turn))])
        engine.delete(index, [ids[turn]])
        engine.refresh(index)
        answer = engine.search(replace(asked, after=answer.after))
        ids += [hit.product_id for hit in answer.hits]

    assert len(ids) == len(set(ids))
    assert {each.product_id for each in POTS} <= set(ids)


def test_a_state_that_was_let_go_is_told(engine, shop):
    asked = question(shop, sort=Sort.PRICE, size=2)
    after = engine.search(asked).after

    with pytest.raises(PointInTimeGoneError):
        engine.search(replace(asked, after=replace(after, point_in_time="long-gone")))


@pytest.mark.parametrize(
    "values", [(), (1,), ("x", "y", "z"), ({}, [], None), (1.0, 2.0, 3.0, 4, 5)]
)
def test_a_cursor_that_belongs_to_nothing_is_told(engine, shop, values):
    with pytest.raises(InvalidCursorError):
        engine.search(question(shop, sort=Sort.PRICE, after=After(values)))


def test_the_last_page_leads_nowhere(engine, shop):
    asked = question(shop, words=words("shirt"), size=4)

    assert engine.search(asked).after is None
    assert engine.search(replace(asked, size=3)).after is not None
    beyond = engine.search(replace(asked, offset=50))
    assert (beyond.total, beyond.hits, beyond.after) == (4, (), None)


def turn_pages(engine, asked):
    ids = []
    answer = engine.search(asked)
    while True:
        ids += [hit.product_id for hit in answer.hits]
        if answer.after is None:
            return ids
        answer = engine.search(replace(asked, after=answer.after))
