"""Writing, publishing and looking after an index."""

from dataclasses import replace

import pytest

from search.errors import IndexMissingError
from search.query.question import IndexName

from .catalogue import POTS, RUGS, SHIRTS
from .factories import document, question, variant
from .filling import fill


def found(engine, index, *args, **facts):
    hits = engine.search(question(index, *args, size=100, **facts)).hits
    return sorted(hit.product_id for hit in hits)


def ids_of(documents):
    return [each.product_id for each in documents]


def test_nothing_is_found_before_something_was_published(engine, index):
    generation = engine.begin(index)
    engine.write(index, SHIRTS, generation=generation)

    for ask in (
        lambda: engine.search(question(index)),
        lambda: engine.explain(question(index), [101]),
        lambda: engine.count_words(index),
        lambda: engine.write(index, SHIRTS),
        lambda: engine.delete(index, [101]),
        lambda: engine.refresh(index),
        lambda: list(engine.list_checksums(index)),
        lambda: engine.publish(index, generation="nowhere"),
        lambda: engine.write(index, SHIRTS, generation="nowhere"),
    ):
        with pytest.raises(IndexMissingError):
            ask()


def test_a_generation_takes_the_place_of_the_one_before_at_once(engine, index):
    first = fill(engine, index, SHIRTS)
    second = engine.begin(index)
    assert engine.write(index, RUGS, generation=second) == len(RUGS)
    assert found(engine, index) == ids_of(SHIRTS)

    engine.publish(index, generation=second)

    assert found(engine, index) == ids_of(RUGS)
    states = [state for state in engine.list_states() if state.name == index]
    assert [(s.generation, s.documents, s.is_live) for s in states] == [(second, len(RUGS), True)]
    assert first != second


def test_an_unfinished_generation_is_found_again(engine, index):
    begun = engine.begin(index)
    engine.write(index, SHIRTS[:2], generation=begun)

    assert engine.begin(index, generation=begun) == begun
    engine.write(index, SHIRTS[2:], generation=begun)
    assert dict(engine.list_checksums(index, generation=begun)) == {
        each.product_id: each.checksum for each in SHIRTS
    }
    engine.publish(index, generation=begun)
    assert found(engine, index) == ids_of(SHIRTS)
    assert engine.begin(index, generation="20300101000000") == "20300101000000"
    assert list(engine.list_checksums(index, generation="20300101000000")) == []


def test_live_writes_and_deletes_are_found_and_go_to_no_other_generation(engine, index):
    fill(engine, index, SHIRTS)
    waiting = engine.begin(index)

    engine.write(index, [*RUGS[:1], replace(SHIRTS[0], facets=("category:9",), variants=())])
    engine.delete(index, [102, 999])
    engine.refresh(index)

    assert found(engine, index) == [101, 103, 104, 201]
    assert found(engine, index, None, "category=9") == [101]
    assert found(engine, index, None, "attr.colour=red") == []
    assert list(engine.list_checksums(index, generation=waiting)) == []


def test_the_last_of_several_forms_counts(engine, index):
    fill(engine, index, [])
    forms = [document(1, f"form {n}", variant(price=n), checksum=f"c{n}") for n in (1, 2, 3)]

    assert engine.write(index, forms) == 3
    engine.refresh(index)

    assert engine.search(question(index)).total == 1
    assert found(engine, index, "form 3") == [1]
    assert found(engine, index, "2") == []
    assert list(engine.list_checksums(index)) == [(1, "c3")]


def test_a_product_that_was_deleted_may_come_back(engine, index):
    fill(engine, index, SHIRTS)
    engine.delete(index, [101])
    engine.write(index, SHIRTS[:1])
    engine.refresh(index)

    assert found(engine, index, "plain") == [101]


def test_checksums_come_by_product_id(engine, index):
    fill(engine, index, reversed(POTS))

    assert list(engine.list_checksums(index)) == [(e.product_id, e.checksum) for e in POTS]


def test_words_are_counted_by_products(engine, index):
    fill(engine, index, [*SHIRTS, document(9, "shirt", words=("shirt", "shirt", "l'été"))])

    assert engine.count_words(index) == {
        "shirt": 5,
        "plain": 1,
        "oxford": 1,
        "linen": 1,
        "striped": 1,
        "l'été": 1,
    }
    engine.delete(index, [9, 101])
    engine.refresh(index)
    assert engine.count_words(index) == {"shirt": 3, "oxford": 1, "linen": 1, "striped": 1}


def test_an_empty_index_answers(engine, index):
    fill(engine, index, [])

    answer = engine.search(question(index, "rug", facets=("attr.colour",), counts_prices=True))

    assert (answer.total, answer.hits, answer.prices, answer.after) == (0, (), None, None)
    assert answer.counts.get("attr.colour", {}) == {}
    assert engine.count_words(index) == {}
    assert engine.explain(question(index, "rug"), [1]) == []


def test_one_generation_or_all_of_them_are_dropped(engine, index):
    live = fill(engine, index, SHIRTS)
    waiting = engine.begin(index)

    engine.drop(index, generation=waiting)
    engine.drop(index, generation="nowhere")
    assert [s.generation for s in engine.list_states() if s.name == index] == [live]
    assert found(engine, index) == ids_of(SHIRTS)

    engine.drop(index)
    engine.drop(index)
    assert [s for s in engine.list_states() if s.name == index] == []
    with pytest.raises(IndexMissingError):
        engine.search(question(index))


def test_channels_languages_and_kinds_are_apart(engine, index):
    names = [
        index,
        IndexName(index.channel, "fr"),
        IndexName(index.channel, index.locale, "pages"),
        IndexName(f"{index.channel}-x", index.locale),
    ]
    try:
        for number, name in enumerate(names):
            fill(engine, name, SHIRTS[number : number + 1])

        assert [found(engine, name) for name in names] == [[101], [102], [103], [104]]
        engine.drop(index)
        assert found(engine, names[1]) == [102]
    finally:
        for name in names:
            engine.drop(name)
