"""One way out for all calls: what is tried again, who takes over, what is kept, what is left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from commerce.core import lasting
from commerce.core.models import OutboxEvent
from commerce.core.process_cache import forget_everything
from commerce.integrations.calls import breaker
from commerce.integrations.enums import CallOutcome, Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    NotConfiguredError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.models import ProviderCall, ProviderHealth
from commerce.integrations.selectors import list_active
from commerce.integrations.services import ask, test_connection

from .greeting import CODE, KEY, Greeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(set_up, channel, greeting):
    set_up()
    greeting.received.clear()
    ProviderCall.objects.all().delete()
    (found,) = list_active(Greeting, channel.pk)
    return found


def rows():
    return [(row.outcome, row.status, row.attempts) for row in ProviderCall.objects.order_by("pk")]


def move_clock(monkeypatch, **span):
    now = timezone.now() + timedelta(**span)
    monkeypatch.setattr(timezone, "now", lambda: now)
    forget_everything()


def test_a_call_is_kept_without_anything_secret(provider):
    assert provider.greet("Ida", about="HRN-100001") == "Hello Ida"

    row = ProviderCall.objects.get()
    assert (row.provider, row.mode, row.operation) == (CODE, Mode.LIVE, "greet")
    assert (row.outcome, row.status, row.request_id) == ("succeeded", 200, "req-77")
    assert (row.about, row.attempts) == ("HRN-100001", 1)
    everything = f"{row.request} {row.answer}"
    assert "Ida" in everything
    for secret in (KEY, "4111 1111", "tok_1234567890abcdef", "Bearer gr"):
        assert secret not in everything


@pytest.mark.django_db(transaction=True)
def test_a_warm_call_that_goes_well_costs_one_row(provider, django_assert_num_queries):
    provider.greet("Ida")

    with django_assert_num_queries(1):
        provider.greet("Ida")


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_only_what_may_be_repeated_is_tried_again(provider, greeting, waits, status):
    greeting.next_answers = [(status, {})] * 2

    assert provider.greet("Ida", is_idempotent=True) == "Hello Ida"
    assert len(greeting.received) == 3
    assert rows() == [("succeeded", 200, 3)]
    assert len(waits) == 2
    assert 0 < waits[0] < waits[1] < 2

    greeting.next_answers = [(status, {})]
    with pytest.raises(ProviderUnavailableError):
        provider.greet("Ida")
    assert len(greeting.received) == 4


def test_what_was_refused_is_not_tried_again(provider, greeting, waits):
    greeting.next_answers = [(422, {})]

    with pytest.raises(ProviderRefusedError):
        provider.greet("Ida", is_idempotent=True)

    assert rows() == [("refused", 422, 1)]
    assert waits == []


def test_a_short_pause_is_waited_for_and_a_long_one_keeps_everybody_away(
    provider, greeting, waits, monkeypatch
):
    greeting.next_answers = [(429, {"Retry-After": "2"})]
    assert provider.greet("Ida", is_idempotent=True) == "Hello Ida"
    assert waits == [2.0]

    greeting.next_answers = [(429, {"Retry-After": "120"})]
    with pytest.raises(ProviderUnavailableError) as refused:
        provider.greet("Ida", is_idempotent=True)
    assert refused.value.retry_after == 120
    asked = len(greeting.received)

    move_clock(monkeypatch, seconds=110)
    with pytest.raises(ProviderUnavailableError) as refused:
        provider.greet("Ida", about="HRN-7")
    assert refused.value.is_untouched
    assert 0 < refused.value.retry_after <= 10
    assert len(greeting.received) == asked
    assert rows()[-1] == ("not_tried", None, 1)

    move_clock(monkeypatch, seconds=20)
    assert provider.greet("Ida") == "Hello Ida"


def fail(provider, greeting, times):
    greeting.next_answers = [(500, {})] * times
    for _ in range(times):
        with pytest.raises(ProviderUnavailableError):
            provider.greet("Ida")


def events():
    topics = OutboxEvent.objects.filter(topic__startswith="integrations.")
    return [topic.rpartition(".")[2] for topic in topics.values_list("topic", flat=True)]


def test_a_provider_that_fails_is_left_alone_and_tried_again_later(provider, greeting, monkeypatch):
    fail(provider, greeting, breaker.MOST_FAILURES)
    assert events() == ["provider_failing"]
    asked = len(greeting.received)

    with pytest.raises(ProviderUnavailableError) as refused:
        provider.greet("Ida")
    assert refused.value.is_untouched
    assert len(greeting.received) == asked

    move_clock(monkeypatch, seconds=31)
    fail(provider, greeting, 1)
    move_clock(monkeypatch, seconds=31)
    with pytest.raises(ProviderUnavailableError):
        provider.greet("Ida")
    assert len(greeting.received) == asked + 1

    move_clock(monkeypatch, seconds=31)
    assert provider.greet("Ida") == "Hello Ida"
    assert events() == ["provider_failing", "provider_recovered"]
    health = ProviderHealth.objects.get()
    assert (health.failures, health.failing_since, health.asks_again_at) == (0, None, None)


def test_a_key_that_was_revoked_counts_as_failing(provider, greeting):
    greeting.accepted.clear()

    for _ in range(breaker.MOST_FAILURES):
        with pytest.raises(CredentialsRefusedError):
            provider.greet("Ida")

    assert events() == ["provider_failing"]
    assert {outcome for outcome, *_ in rows()} == {CallOutcome.REFUSED}


def test_a_test_of_the_connection_asks_in_any_case_and_ends_the_rest(provider, greeting, set_up):
    fail(provider, greeting, breaker.MOST_FAILURES)

    set_up()

    assert provider.greet("Ida") == "Hello Ida"
    assert events() == ["provider_failing", "provider_recovered"]


def test_the_next_one_takes_over_where_nothing_was_done(set_up, channel, greeting):
    first = set_up()
    set_up("counter")
    greeting.next_answers = [(500, {})] * breaker.MOST_FAILURES

    def greet(provider):
        return provider.code, provider.greet("Ida")

    for _ in range(breaker.MOST_FAILURES):
        with pytest.raises(ProviderUnavailableError):
            ask(Greeting, channel_id=channel.pk, call=greet)
    assert ask(Greeting, channel_id=channel.pk, call=greet) == ("counter", "Hello Ida")

    test_connection(configuration=first)
    greeting.next_answers = [(500, {})]
    assert ask(Greeting, channel_id=channel.pk, call=greet, may_repeat=True)[0] == "counter"
    greeting.next_answers = [(401, {})]
    assert ask(Greeting, channel_id=channel.pk, call=greet)[0] == "counter"
    greeting.next_answers = [(422, {})]
    with pytest.raises(ProviderRefusedError):
        ask(Greeting, channel_id=channel.pk, call=greet)


def test_where_nobody_is_set_up_that_is_told(channel):
    with pytest.raises(NotConfiguredError):
        ask(Greeting, channel_id=channel.pk, call=lambda provider: provider.greet("Ida"))


def test_a_library_with_connections_of_its_own_is_watched(provider):
    with provider.calls.watch("mail", request={"to": "ida@example.com", "password": KEY}) as call:
        call.answered(status=250, request_id="queued as 7", answer=f"250 ok {KEY}")
    with pytest.raises(ProviderUnavailableError), provider.calls.watch("mail"):
        raise ProviderUnavailableError from TimeoutError()
    with pytest.raises(ZeroDivisionError), provider.calls.watch("mail"):
        1 / 0  # noqa: B018 - a mistake of the provider's own
    with pytest.raises(ProviderUnavailableError), provider.calls.watch("mail"):
        raise ProviderUnavailableError(retry_after=5)

    assert [outcome for outcome, *_ in rows()] == ["succeeded", "timed_out", "failed", "limited"]
    first = ProviderCall.objects.earliest("pk")
    assert first.request == '{"to":"ida@example.com","password":"•••"}'
    assert first.answer == "250 ok •••"


@pytest.mark.django_db(transaction=True)
def test_a_row_outlives_the_transaction_it_was_made_in(provider):
    with transaction.atomic():
        provider.greet("Ida")
        assert rows() == []
        transaction.set_rollback(True)
    lasting.write_waiting()
    assert rows() == [("succeeded", 200, 1)]

    with transaction.atomic():
        provider.greet("Ida")
    assert len(rows()) == 2


def test_an_address_of_the_inner_network_is_not_called(set_up, settings):
    configuration = set_up(is_active=False)
    settings.OUTGOING_PRIVATE_HOSTS = []

    answer = test_connection(configuration=configuration)

    assert not answer.is_ok
    assert "not one that this shop may call" in answer.sentence


def test_errors_are_sentences_and_hold_no_secret(provider, greeting):
    greeting.next_answers = [(500, {})]

    with pytest.raises(ProviderError) as failed:
        provider.greet("Ida")

    assert KEY not in str(failed.value) + repr(failed.value)
