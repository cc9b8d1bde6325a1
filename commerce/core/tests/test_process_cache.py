"""What a process keeps: versions, time, bounds, threads and forks."""

from __future__ import annotations

import os
from threading import Event, Thread

import pytest

from commerce.core import process_cache
from commerce.core.process_cache import (
    FOR_EVER,
    ProcessCache,
    ProcessCacheFacts,
    forget_everything,
    list_process_caches,
)


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """Caches of a test are no part of the shop."""
    monkeypatch.setattr(process_cache, "_declared", [])


@pytest.fixture
def now(monkeypatch):
    moment = [100.0]
    monkeypatch.setattr(process_cache.time, "monotonic", lambda: moment[0])
    return moment


class Source:
    """Something that is read, and counts how often."""

    def __init__(self):
        self.version, self.reads, self.asked = 1, 0, 0

    def read(self):
        self.reads += 1
        return f"value {self.version}"

    def ask(self):
        self.asked += 1
        return self.version


def test_a_value_is_read_again_when_its_version_changed(now):
    cache, source = ProcessCache("words", stale="another version"), Source()

    assert [cache.get(1, source.read, version=source.ask) for _ in range(3)] == ["value 1"] * 3
    assert (source.reads, source.asked) == (1, 3)
    source.version = 2
    assert cache.get(1, source.read, version=source.ask) == "value 2"
    assert source.reads == 2


def test_what_is_dropped_is_kept_no_longer_and_others_are():
    cache = ProcessCache("words", stale="being dropped")
    cache.keep(1, "one")
    cache.keep(2, "two")

    cache.drop(1)
    cache.drop(3)

    assert (cache.find(1), cache.find(2)) == (None, "two")


def test_a_value_is_believed_for_its_seconds_before_the_version_is_asked(now):
    cache, source = ProcessCache("words", stale="five seconds", seconds=5), Source()
    cache.get(1, source.read, version=source.ask)
    source.version = 2

    now[0] = 104.9
    assert cache.get(1, source.read, version=source.ask) == "value 1"
    now[0] = 105.0
    assert cache.get(1, source.read, version=source.ask) == "value 2"
    assert (source.reads, source.asked) == (2, 2)
    now[0] = 110.0
    assert cache.get(1, source.read, version=source.ask) == "value 2"
    assert (source.reads, source.asked) == (2, 3)


def test_a_value_without_a_version_is_read_again_after_its_seconds(now):
    cache, source = ProcessCache("names", stale="thirty seconds", seconds=30), Source()

    cache.get(1, source.read)
    now[0] = 129.0
    cache.get(1, source.read)
    assert source.reads == 1
    now[0] = 130.0
    cache.get(1, source.read)
    assert source.reads == 2


def test_nothing_is_a_value_as_well():
    cache, reads = ProcessCache("provider", stale="never", seconds=FOR_EVER), []

    assert [cache.get(1, lambda: reads.append(1)) for _ in range(2)] == [None, None]
    assert reads == [1]


def test_what_cannot_be_read_is_tried_again_by_the_next(now):
    cache, source = ProcessCache("words", stale="five seconds", seconds=5), Source()
    cache.get(1, source.read)
    now[0] = 105.0

    def fail():
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            cache.get(1, fail)
    assert cache.get(1, source.read) == "value 1"


def test_the_values_used_longest_ago_make_room():
    cache, source = ProcessCache("words", stale="never", most=2), Source()
    for key in (1, 2, 1, 3):
        cache.get(key, source.read, version=source.ask)

    assert [cache.find(key, version=1) for key in (1, 2, 3)] == ["value 1", None, "value 1"]
    assert cache.used == 2


def test_sizes_are_counted_and_what_is_larger_than_all_is_not_kept():
    cache = ProcessCache("answers", stale="another version", most=10, size=len)
    cache.keep("a", b"12345")
    cache.keep("b", b"12345")
    cache.keep("c", b"123")
    cache.keep("b", b"1")
    cache.keep("d", b"12345678901")

    assert [cache.find(key) for key in "abcd"] == [None, b"1", b"123", None]
    assert cache.used == 4


def test_only_the_version_that_was_kept_is_found():
    cache = ProcessCache("answers", stale="another version")
    cache.keep("a", "old", version=1)
    cache.keep("a", "new", version=2)

    assert (cache.find("a", version=1), cache.find("a", version=2)) == (None, "new")


def test_others_go_on_with_an_old_value_while_one_reads_and_nobody_holds_them_up(now):
    cache, source = ProcessCache("words", stale="five seconds", seconds=5), Source()
    cache.get(1, source.read)
    now[0] = 105.0
    reads, goes_on, found = Event(), Event(), []

    def slowly():
        reads.set()
        assert goes_on.wait(10)
        return "slow"

    thread = Thread(target=lambda: found.append(cache.get(1, slowly)))
    thread.start()
    assert reads.wait(10)
    assert cache.get(1, source.read) == "value 1"
    assert cache.get(2, source.read) == "value 1"
    goes_on.set()
    thread.join()
    assert found == ["slow"]
    assert cache.get(1, source.read) == "slow"
    assert source.reads == 2


def test_what_was_being_read_when_all_was_forgotten_is_not_kept():
    cache, source = ProcessCache("channels", stale="five seconds", seconds=5), Source()

    def read_before_the_change():
        value = source.read()
        source.version = 2
        forget_everything()
        return value

    assert cache.get(1, read_before_the_change) == "value 1"
    assert cache.get(1, source.read) == "value 2"


def test_many_threads_share_a_small_cache():
    cache, wrong = ProcessCache("squares", stale="never", most=5, seconds=FOR_EVER), []

    def work(start):
        for number in range(start, start + 2_000):
            key = number % 11
            if cache.get(key, lambda key=key: key * key) != key * key:
                wrong.append(key)

    threads = [Thread(target=work, args=(start,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert cache.used == 5


def test_a_fork_begins_with_nothing_and_with_locks_of_its_own():
    cache = ProcessCache("connections", stale="never")
    cache.keep("a", "the parent's")
    with cache._lock:
        child = os.fork()
        if not child:
            os._exit(0 if cache.find("a") is None else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert cache.find("a") == "the parent's"


def test_what_was_declared_is_listed():
    ProcessCache("words", stale="another version", most=7, seconds=5)
    ProcessCache("answers", stale="another catalogue")

    assert list_process_caches() == [
        ProcessCacheFacts("answers", "another catalogue", 1_000, 0.0),
        ProcessCacheFacts("words", "another version", 7, 5),
    ]
