"""Several processes and one provider: what one has found out holds for all, and one makes the trial."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.core.process_cache import forget_everything
from commerce.core.tests.processes import Stage, acting
from commerce.integrations.calls import breaker
from commerce.integrations.calls.client import MOST_ATTEMPTS
from commerce.integrations.errors import ProviderUnavailableError
from commerce.integrations.models import ProviderCall, ProviderHealth
from commerce.integrations.selectors import list_active
from commerce.integrations.services import try_failing

from .greeting import Greeting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def greet(set_up, channel, greeting):
    set_up()
    greeting.received.clear()

    def run():
        (provider,) = list_active(Greeting, channel.pk)
        return provider.greet("Ida")

    return run


def fail(greet, greeting, times):
    greeting.next_answers = [(500, {})] * times
    for _ in range(times):
        with pytest.raises(ProviderUnavailableError):
            greet()


def let_rest_end():
    ProviderHealth.objects.update(asks_again_at=timezone.now() - timedelta(seconds=1))
    forget_everything()


def test_what_one_process_has_found_out_keeps_another_away(greet, greeting):
    def find_out(stage: Stage) -> None:
        for _ in range(breaker.MOST_FAILURES):
            try:
                greet()
            except ProviderUnavailableError:
                continue
        stage.pause("found out")

    greeting.next_answers = [(500, {})] * breaker.MOST_FAILURES
    with acting(find_out) as other:
        other.reach()
        forget_everything()  # a second has passed
        with pytest.raises(ProviderUnavailableError) as refused:
            greet()
        other.go_on()
        assert other.finish() == 0

    assert refused.value.is_untouched
    assert len(greeting.received) == breaker.MOST_FAILURES


def test_failures_of_all_processes_are_counted_together(greet, greeting):
    def fail_twice(stage: Stage) -> None:
        stage.pause("ready")
        for _ in range(2):
            try:
                greet()
            except ProviderUnavailableError:
                continue

    greeting.next_answers = [(500, {})] * 6
    with ExitStack() as stack:
        others = [stack.enter_context(acting(fail_twice)) for _ in range(3)]
        for each in others:
            each.reach()
        for each in others:
            each.go_on()
        assert [each.finish() for each in others] == [0] * 3

    assert ProviderHealth.objects.get().failures >= breaker.MOST_FAILURES


def test_one_process_of_many_makes_the_trial(greet, greeting):
    fail(greet, greeting, breaker.MOST_FAILURES)
    let_rest_end()
    greeting.received.clear()
    greeting.next_answers = [(500, {})]  # the trial fails, so that nobody else may follow it

    def try_again(stage: Stage) -> None:
        stage.pause("ready")
        try:
            greet()
        except ProviderUnavailableError:
            stage.pause("refused")

    with ExitStack() as stack:
        others = [stack.enter_context(acting(try_again)) for _ in range(3)]
        for each in others:
            each.reach()
        for each in others:
            each.go_on()
        for each in others:
            assert each.reach() == "refused"
            each.go_on()
        assert [each.finish() for each in others] == [0] * 3

    assert greeting.received == ["/greet"]


def test_the_clock_notices_that_a_provider_is_back(greet, greeting):
    fail(greet, greeting, breaker.MOST_FAILURES)
    greeting.received.clear()

    try_failing()
    assert greeting.received == []
    let_rest_end()
    greeting.next_answers = [(500, {})] * MOST_ATTEMPTS
    try_failing()
    assert greeting.received == ["/account"] * MOST_ATTEMPTS
    let_rest_end()
    try_failing()

    assert ProviderHealth.objects.get().failures == 0
    assert greet() == "Hello Ida"
    outcomes = ProviderCall.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes)[-3:] == ["failed", "succeeded", "succeeded"]
