"""What the embedded engine promises beyond any engine: files, processes and threads."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.columns.facets import facet_columns_of
from search.engines.embedded.facts import facts_of
from search.engines.embedded.folders import index_folder
from search.errors import EngineUnavailableError, IndexMissingError, PointInTimeGoneError
from search.query.question import IndexName
from search.tests.conformance.catalogue import POTS, SHIRTS
from search.tests.conformance.factories import document, question, variant
from search.tests.conformance.filling import fill

INDEX = IndexName("shop/../x", "en", "products")


@pytest.fixture
def root(tmp_path):
    return tmp_path / "search"


@pytest.fixture
def engine(root):
    """An engine that gives up at once when another one writes."""
    engine = EmbeddedEngine(root, patience=0.05)
    fill(engine, INDEX, SHIRTS)
    return engine


def found(engine, *args):
    return sorted(hit.product_id for hit in engine.search(question(INDEX, *args, size=100)).hits)


def live_folder(root):
    folder = index_folder(root, INDEX)
    return folder.generation_path(folder.live_generation())


def test_names_lead_to_no_place_outside_the_folder(engine, root):
    assert live_folder(root).resolve().is_relative_to(root.resolve())
    assert [state.name for state in engine.list_states()] == [INDEX]


def test_another_process_writes_and_this_one_finds_it_at_once(engine, root):
    assert found(engine, "pot") == []

    EmbeddedEngine(root).write(INDEX, POTS[:3])

    assert found(engine, "pot") == [400, 401, 402]


def test_a_process_that_was_forked_reads_on_by_itself(engine, root):
    assert found(engine) == [101, 102, 103, 104]
    child = os.fork()
    if child == 0:
        engine.write(INDEX, POTS[:1])
        os._exit(0 if found(engine) == [101, 102, 103, 104, 400] else 1)

    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert found(engine) == [101, 102, 103, 104, 400]


def test_threads_search_while_a_thread_writes(engine):
    def write():
        for number in range(20):
            engine.write(INDEX, POTS[number : number + 2])

    def read():
        for _ in range(50):
            answer = engine.search(question(INDEX, "pot", facets=("attr.colour",), size=100))
            assert answer.total == sum(answer.counts["attr.colour"].values())

    patient = EmbeddedEngine(engine._root)
    patient.write(INDEX, [])
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write), *(pool.submit(read) for _ in range(3))]:
            done.result()
    assert len(found(engine, "pot")) == 21


def test_a_writer_waits_for_another_one_and_then_gives_up(engine, root):
    with index_folder(root, INDEX).locked(0), pytest.raises(EngineUnavailableError):
        engine.write(INDEX, POTS)

    assert found(engine, "pot") == []
    assert engine.write(INDEX, POTS) == 48


def test_a_batch_that_fails_leaves_everything_as_it_was(engine):
    def failing():
        yield POTS[0]
        yield replace(SHIRTS[0], texts={})
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        engine.write(INDEX, failing())

    assert found(engine) == [101, 102, 103, 104]
    assert found(engine, "plain") == [101]
    engine.write(INDEX, POTS[:1])
    assert found(engine) == [101, 102, 103, 104, 400]


def test_what_a_dead_writer_left_behind_is_cut_off(engine, root):
    journal = next(live_folder(root).glob("facts-*.jsonl"))
    with journal.open("ab") as file:
        file.write(b'{"id": 7, "half')

    assert found(engine) == [101, 102, 103, 104]
    engine.write(INDEX, POTS[:1])
    assert found(engine) == found(EmbeddedEngine(root)) == [101, 102, 103, 104, 400]


@pytest.mark.parametrize("pattern", ["meta.json", "stamp.json", "facts-*.jsonl", "*.term", "*.idx"])
@pytest.mark.parametrize("damage", ["emptied", "removed", "overwritten"])
def test_a_damaged_index_is_no_index_until_it_is_built_anew(engine, root, caplog, pattern, damage):
    for path in live_folder(root).glob(pattern):
        size = path.stat().st_size
        path.unlink()  # the files of the engine that wrote them are mapped into memory
        if damage != "removed":
            path.write_bytes(b"" if damage == "emptied" else b"\xff" * size)
    fresh = EmbeddedEngine(root)

    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            with pytest.raises(IndexMissingError):
                fresh.search(question(INDEX, "shirt", "attr.colour=blue"))
    assert len(caplog.records) == 1

    fill(fresh, INDEX, SHIRTS)
    assert found(fresh) == found(engine) == [101, 102, 103, 104]


def test_a_pointer_to_nothing_is_no_index(engine, root):
    index_folder(root, INDEX).point_to("nowhere")

    with pytest.raises(IndexMissingError):
        engine.search(question(INDEX))
    with pytest.raises(IndexMissingError):
        engine.write(INDEX, POTS)


def test_a_journal_full_of_old_forms_is_written_anew(engine, root):
    forms = [document(1, "form", variant(price=n), checksum=f"c{n}") for n in range(1, 1_200)]
    engine.write(INDEX, forms)

    assert len(engine.search(question(INDEX, "form")).hits) == 1
    assert (
        sum(len(path.read_bytes().splitlines()) for path in live_folder(root).glob("*.jsonl")) == 5
    )
    assert dict(engine.list_checksums(INDEX))[1] == "c1199"
    engine.write(INDEX, POTS[:1])
    assert found(engine) == found(EmbeddedEngine(root)) == [1, 101, 102, 103, 104, 400]


def test_only_a_few_states_are_kept_and_the_present_one_is_known_by_name(engine, root):
    asked = question(INDEX, size=2, keeps_point_in_time=True)
    first = engine.search(asked).after
    assert EmbeddedEngine(root).search(replace(asked, after=first)).total == 4

    for number in range(9):
        engine.write(INDEX, POTS[number : number + 1])
        last = engine.search(asked).after

    with pytest.raises(PointInTimeGoneError):
        engine.search(replace(asked, after=first))
    assert engine.search(replace(asked, after=last)).total == 13


def test_neighbours_are_the_nearest_by_angle_that_satisfy_the_filters(engine):
    vectors = {1: (1.0, 0.0), 2: (0.0, 2.0), 3: (3.0, 3.0), 4: (-1.0, 0.0), 5: (0.0, 0.0), 6: None}
    engine.write(
        INDEX,
        [
            document(n, "thing", variant(price=n, colour="blue" if n < 4 else "red"), vector=vector)
            for n, vector in vectors.items()
        ],
    )

    near = engine.nearest(INDEX, [1.0, 0.1], size=3)
    assert [product_id for product_id, _ in near] == [1, 3, 2]
    assert near[0][1] == pytest.approx(0.9975, abs=1e-4)
    assert near[2][1] == pytest.approx(0.5498, abs=1e-4)
    blue = question(INDEX, None, "attr.colour=blue").filters
    assert [n for n, _ in engine.nearest(INDEX, [1.0, 0.1], blue, hidden=(3,))] == [1, 2]
    assert engine.nearest(INDEX, [1.0, 0.1, 0.2]) == []


def test_variants_beyond_the_last_bit_share_it():
    many = [variant(size=f"size-{n}") for n in range(100)]
    column = facet_columns_of([facts_of(document(1, "screw", *many))])["attr.size"]

    assert [len(column.having([f"size-{n}"], 1).nonzero()[0]) for n in (0, 61, 62, 99)] == [1] * 4
    assert column.having(["size-62"], 1) == column.having(["size-99"], 1)
    assert column.having(["size-0"], 1) != column.having(["size-99"], 1)
