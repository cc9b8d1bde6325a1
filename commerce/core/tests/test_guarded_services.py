"""What is asked of a service that fails several times, with a clock of the test's own."""

from threading import Barrier, Thread

import pytest

from commerce.core.errors import DomainError
from commerce.core.outages import Outage


class AwayError(DomainError):
    pass


class RefusedError(DomainError):
    pass


@pytest.fixture
def now():
    return [100.0]


@pytest.fixture
def outage(now):
    return Outage("engine", failures=3, pause=5, clock=lambda: now[0])


def call(outage, error=None):
    """Return whether the engine was asked at all."""
    asked = False
    try:
        with outage.guard(AwayError):
            asked = True
            if error is not None:
                raise error
    except (AwayError, RefusedError):
        pass
    return asked


def fail(outage, times):
    return [call(outage, AwayError()) for _ in range(times)]


def test_three_failures_in_a_row_open_it(outage):
    assert fail(outage, 3) == [True, True, True]

    assert outage.is_on
    assert fail(outage, 2) == [False, False]


def test_a_success_in_between_starts_the_count_anew(outage):
    fail(outage, 2)
    call(outage)
    fail(outage, 2)

    assert not outage.is_on


def test_a_refusal_is_no_failure(outage):
    assert [call(outage, RefusedError()) for _ in range(9)] == [True] * 9


def test_one_trial_passes_after_a_while_and_closes_it(outage, now):
    fail(outage, 3)
    now[0] += 4.9
    assert not call(outage)
    now[0] += 0.1

    assert call(outage)
    assert call(outage)
    assert not outage.is_on


def test_a_trial_that_fails_opens_it_again(outage, now):
    fail(outage, 3)
    now[0] += 5

    assert fail(outage, 2) == [True, False]
    now[0] += 5
    assert call(outage)


def test_only_one_of_many_threads_is_the_trial(outage, now):
    fail(outage, 3)
    now[0] += 5
    together, asked = Barrier(8), []

    def attempt():
        together.wait()
        try:
            with outage.guard(AwayError):
                asked.append(1)
                raise AwayError
        except AwayError:
            pass

    threads = [Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(asked) == 1
