"""A new generation takes the place of the old one while people search."""

from threading import Event, Thread

import pytest

from search.tests.conformance.factories import document, question
from search.tests.conformance.filling import fill

pytestmark = pytest.mark.elasticsearch


def search_until(stop, engine, asked, totals, failures):
    while not stop.is_set():
        try:
            totals.add(engine.search(asked).total)
        except Exception as error:  # noqa: BLE001 the test tells which
            failures.append(error)


def test_searches_find_the_old_or_the_new_generation_and_never_none(engine, index):
    fill(engine, index, [document(1, "rug")])
    stop, totals, failures = Event(), set(), []
    asked = question(index, "rug", facets=("category",))
    arguments = (stop, engine, asked, totals, failures)
    searchers = [Thread(target=search_until, args=arguments) for _ in range(3)]
    for searcher in searchers:
        searcher.start()

    for size in (2, 3, 4, 5, 6):
        fill(engine, index, [document(n, "rug") for n in range(size)])

    stop.set()
    for searcher in searchers:
        searcher.join()
    assert failures == []
    assert totals <= {1, 2, 3, 4, 5, 6}
    assert engine.search(asked).total == 6
    assert len(engine.list_states()) == 1


def test_an_unfinished_generation_is_found_again_and_left_alone_by_others(engine, index):
    live = fill(engine, index, [document(1, "rug")])
    unfinished = engine.begin(index)
    engine.write(index, [document(1, "rug"), document(2, "rug")], generation=unfinished)

    assert engine.begin(index, generation=unfinished) == unfinished
    assert list(engine.list_checksums(index, generation=unfinished)) == [
        (1, "first-1"),
        (2, "first-2"),
    ]
    assert {(s.generation, s.documents, s.is_live) for s in engine.list_states()} == {
        (live, 1, True),
        (unfinished, 2, False),
    }
    assert engine.search(question(index)).total == 1
