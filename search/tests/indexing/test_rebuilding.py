"""A new generation takes the place of the old one, and nothing is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from threading import Event, Thread

import pytest
from django.db import connections

from commerce.catalogue.services.documents import rebuild_products, withdraw_product
from commerce.catalogue.tests.factories import make_product
from commerce.core.process_cache import forget_everything
from commerce.core.services.outbox import relay
from commerce.core.tests.processes import Stage, acting
from commerce.oscar.catalogue.models import Product
from search.engines.choice import get_engine
from search.errors import BuildTakenOverError, EngineUnavailableError, IndexMissingError
from search.indexing.sources import ProductSource
from search.models import IndexBuild
from search.services import rebuilding
from search.services.comparing import compare, repair
from search.services.rebuilding import rebuild
from search.services.tending import tend_indexes

from .conftest import both_engines

pytestmark = [pytest.mark.django_db(transaction=True), both_engines]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH_SIZE", 2)
    monkeypatch.setattr("search.hooks.request_tending", lambda: None)


@pytest.fixture
def lamps(channel):
    """Seven lamps, told as early as they were made."""
    made = [make_product(channel, f"Lamp {number}") for number in range(7)]
    while relay().handled:
        pass
    return [lamp.pk for lamp in made]


def rename(product_id, title):
    Product.objects.filter(pk=product_id).update(title=title)
    rebuild_products(product_ids=[product_id])


def generations(source):
    return {
        state.generation: state.is_live
        for state in get_engine().list_states()
        if state.name == source.index
    }


def test_a_first_build_finds_everything_and_keeps_one_generation(source, lamps, find):
    with pytest.raises(IndexMissingError):
        find()
    seen = []

    report = rebuild(source=source, progress=seen.append)

    assert (report.written, report.is_resumed, find()) == (7, False, lamps)
    assert seen == [0, 2, 2, 2, 1]
    assert generations(source) == {report.generation: True}
    assert IndexBuild.objects.get().status == "published"

    again = rebuild(source=source)
    assert generations(source) == {again.generation: True}
    assert again.generation != report.generation


def stop_after(batches, source):
    """A rebuild that stands still after some batches were noted as written."""

    def play(stage: Stage) -> None:
        note = rebuilding._Builder._note_written
        noted = iter(range(100))

        def note_and_wait(builder, *written):
            note(builder, *written)
            if next(noted) == batches:
                stage.pause("between two batches")

        rebuilding._Builder._note_written = note_and_wait
        forget_everything()  # its connections are the parent's
        rebuild(source=source)

    return play


def test_a_killed_rebuild_goes_on_where_it_was(source, lamps, find):
    old = rebuild(source=source)
    with acting(stop_after(1, source)) as builder:
        builder.reach()
        builder.kill()
    build = IndexBuild.objects.get(status="running")
    assert (build.written, build.last_id) == (4, lamps[3])
    assert generations(source)[old.generation]  # what was searched is searched still
    assert find() == lamps

    seen = []
    report = rebuild(source=source, progress=seen.append)

    assert (report.generation, report.written, report.is_resumed) == (build.generation, 3, True)
    assert seen == [4, 2, 1]
    assert find() == lamps
    assert generations(source) == {report.generation: True}
    assert compare(source=source).is_empty


def test_a_fresh_rebuild_drops_what_was_begun(source, lamps):
    with acting(stop_after(1, source)) as builder:
        builder.reach()
        builder.kill()
    begun = IndexBuild.objects.get().generation

    report = rebuild(source=source, is_fresh=True)

    assert (report.written, report.is_resumed) == (7, False)
    assert begun not in generations(source)
    assert IndexBuild.objects.filter(generation=begun).get().status == "abandoned"


@pytest.mark.parametrize("place", ["publish", "_tidy_up"])
def test_a_rebuild_that_is_killed_around_its_publication_is_finished(source, lamps, find, place):
    rebuild(source=source)

    def play(stage: Stage) -> None:
        owner = rebuilding._Builder if place == "_tidy_up" else type(get_engine())
        act = getattr(owner, place)

        def act_and_wait(*args, **options):
            act(*args, **options)
            stage.pause("published, but not noted")

        setattr(owner, place, act_and_wait)
        forget_everything()
        rebuild(source=source)

    with acting(play) as builder:
        builder.reach()
        builder.kill()

    report = rebuild(source=source)

    assert (report.written, report.is_resumed, find()) == (0, True, lamps)
    assert generations(source) == {report.generation: True}


def test_changes_during_a_rebuild_reach_both_generations(channel, source, lamps, find):
    rebuild(source=source)
    with acting(stop_after(1, source)) as builder:
        builder.reach()
        rename(lamps[0], "Vase")  # behind the builder
        rename(lamps[6], "Bowl")  # before it
        withdraw_product(product_id=lamps[1])
        withdraw_product(product_id=lamps[5])
        new = make_product(channel, "Mirror").pk
        while relay().handled:
            pass
        assert (find("vase"), find("bowl"), find("mirror")) == ([lamps[0]], [lamps[6]], [new])
        (in_work,) = [name for name, is_live in generations(source).items() if not is_live]
        written = dict(get_engine().list_checksums(source.index, generation=in_work))
        assert lamps[0] in written
        assert lamps[1] not in written
        builder.go_on()
        assert builder.finish() == 0

    assert find("vase") == [lamps[0]]
    assert find() == [*lamps[:1], *lamps[2:5], lamps[6], new]
    assert compare(source=source).is_empty


def test_what_no_worker_delivered_is_caught_up_with_before_publication(source, lamps, find):
    rebuild(source=source)
    with acting(stop_after(1, source)) as builder:
        builder.reach()
        rename(lamps[0], "Vase")
        withdraw_product(product_id=lamps[1])
        builder.kill()

    rebuild(source=source)

    assert find("vase") == [lamps[0]]
    assert find() == [lamps[0], *lamps[2:]]


def test_a_stale_batch_does_not_win_over_a_newer_change(source, lamps, find, monkeypatch):
    """The builder has read a batch; before it is written, the change is delivered."""
    rebuild(source=source)
    iterate = ProductSource.iterate

    def change_meanwhile(self, **options):
        for documents in iterate(self, **options):
            if lamps[2] in [document.product_id for document in documents]:
                rename(lamps[2], "Vase")
                while relay().handled:
                    pass
            yield documents

    monkeypatch.setattr(ProductSource, "iterate", change_meanwhile)
    rebuild(source=source)

    assert find("vase") == [lamps[2]]
    assert compare(source=source).is_empty


def test_searches_never_miss_anything_while_generations_change(source, lamps, find):
    rebuild(source=source)
    is_over, answers = Event(), []

    def search():
        try:
            while not is_over.is_set():
                answers.append(find())
        finally:
            connections.close_all()

    searcher = Thread(target=search)
    searcher.start()
    try:
        for _time in range(5):
            rebuild(source=source)
    finally:
        is_over.set()
        searcher.join()

    assert len(answers) > 5
    assert answers == [lamps] * len(answers)


def test_the_last_one_that_asks_makes_the_index(source, lamps, find):
    with acting(stop_after(1, source)) as builder:
        builder.reach()
        report = rebuild(source=source)
        builder.go_on()
        assert builder.finish() != 0  # BuildTakenOverError

    assert (report.written, report.is_resumed, find()) == (3, True, lamps)


def test_who_lost_a_build_says_so(source, lamps, monkeypatch):
    write = rebuilding._Builder._write

    def lose(builder, documents):
        IndexBuild.objects.update(claim="somebody else")
        return write(builder, documents)

    monkeypatch.setattr(rebuilding._Builder, "_write", lose)
    monkeypatch.setattr(rebuilding, "ThreadPoolExecutor", _AtOnce)
    with pytest.raises(BuildTakenOverError):
        rebuild(source=source)


class _AtOnce:
    """Does everything in the caller's thread, with its database connection."""

    def __init__(self, *_args, **_options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def submit(self, act, *args):
        result = act(*args)
        return type("Done", (), {"result": lambda self: result})()


def test_differences_are_named_and_repaired(source, lamps, find):
    rebuild(source=source)
    engine = get_engine()
    first, second, third = source.read(lamps[:3])
    engine.delete(source.index, [first.product_id])
    wrong = [replace(second, checksum="wrong"), replace(third, product_id=lamps[-1] + 10)]
    engine.write(source.index, wrong)
    engine.refresh(source.index)

    differences = compare(source=source)

    assert differences.missing == [lamps[0]]
    assert differences.different == [lamps[1]]
    assert differences.surplus == [lamps[-1] + 10]
    assert differences.same == 5

    repair(source=source, differences=differences)

    assert compare(source=source).is_empty
    assert find() == lamps


def test_tending_builds_what_is_missing_and_finishes_what_was_left(
    source, channel, lamps, find, monkeypatch
):
    with acting(stop_after(1, source)) as builder:
        builder.reach()
        tend_indexes()  # somebody is at it
        with pytest.raises(IndexMissingError):
            find()
        builder.kill()

    monkeypatch.setattr(rebuilding, "SILENT_AFTER", rebuilding.SILENT_AFTER * 0)
    tend_indexes()

    assert [find("", locale) for locale in channel.locales] == [lamps] * 4
    builds = IndexBuild.objects.count()
    tend_indexes()
    assert IndexBuild.objects.count() == builds


def test_an_engine_that_fails_leaves_a_build_to_go_on_with(source, lamps, find, monkeypatch):
    engine = type(get_engine())
    write = engine.write
    left = iter(range(2))

    def fail_later(self, *args, **options):
        if next(left, None) is None:
            raise EngineUnavailableError
        return write(self, *args, **options)

    with monkeypatch.context() as failing:
        failing.setattr(engine, "write", fail_later)
        with pytest.raises(EngineUnavailableError):
            rebuild(source=source)
    assert IndexBuild.objects.get().written == 4

    assert rebuild(source=source).written == 3
    assert find() == lamps
