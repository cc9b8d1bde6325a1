"""The circuit breaker, with a clock of the test's own."""

from threading import Barrier, Thread

import pytest

from search.engines.breaker import CircuitBreaker
from search.errors import EngineUnavailableError, IndexMissingError


@pytest.fixture
def now():
    return [100.0]


@pytest.fixture
def breaker(now):
    return CircuitBreaker(failures=3, seconds=5, clock=lambda: now[0])


def call(breaker, error=None):
    """Return whether the engine was asked at all."""
    asked = False
    try:
        with breaker.guard():
            asked = True
            if error is not None:
                raise error
    except (EngineUnavailableError, IndexMissingError):
        pass
    return asked


def fail(breaker, times):
    return [call(breaker, EngineUnavailableError()) for _ in range(times)]


def test_three_failures_in_a_row_open_it(breaker):
    assert fail(breaker, 3) == [True, True, True]

    assert breaker.is_open
    assert fail(breaker, 2) == [False, False]


def test_a_success_in_between_starts_the_count_anew(breaker):
    fail(breaker, 2)
    call(breaker)
    fail(breaker, 2)

    assert not breaker.is_open


def test_a_refusal_is_no_failure(breaker):
    assert [call(breaker, IndexMissingError()) for _ in range(9)] == [True] * 9


def test_one_trial_passes_after_a_while_and_closes_it(breaker, now):
    fail(breaker, 3)
    now[0] += 4.9
    assert not call(breaker)
    now[0] += 0.1

    assert call(breaker)
    assert call(breaker)
    assert not breaker.is_open


def test_a_trial_that_fails_opens_it_again(breaker, now):
    fail(breaker, 3)
    now[0] += 5

    assert fail(breaker, 2) == [True, False]
    now[0] += 5
    assert call(breaker)


def test_only_one_of_many_threads_is_the_trial(breaker, now):
    fail(breaker, 3)
    now[0] += 5
    together, asked = Barrier(8), []

    def attempt():
        together.wait()
        try:
            with breaker.guard():
                asked.append(1)
                raise EngineUnavailableError
        except EngineUnavailableError:
            pass

    threads = [Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(asked) == 1
