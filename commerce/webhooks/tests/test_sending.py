"""From a delivery to an endpoint: through a real server, with the receiver's own library."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.accounts.tests.factories import make_user
from commerce.core import http
from commerce.core.models import OutboxDelivery
from commerce.notifications import models as notifications
from commerce.webhooks.enums import EndpointState
from commerce.webhooks.models import Attempt, Delivery, Endpoint
from commerce.webhooks.services import outcomes, posting, turns
from commerce.webhooks.services.endpoints import create_endpoint, resume_endpoint, rotate_secret
from commerce.webhooks.services.fan_out import send_test

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Time that moves when it is told to."""

    class Clock:
        ahead = timedelta(0)

        def move(self, **by) -> None:
            self.ahead += timedelta(**by)

        def jump(self, moment) -> None:
            self.ahead = moment - now()

    now = timezone.now
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: now() + clock.ahead)
    return clock


def test_a_message_is_signed_and_says_what_the_api_says(listen, make_thing, send, receiver):
    listen()
    make_thing(7)

    assert send() == 1

    (came,) = receiver.taken
    delivery = Delivery.objects.select_related("message").get()
    assert came.is_genuine
    assert came.body == {
        "id": delivery.message.public_id,
        "type": "thing.made",
        "version": 1,
        "timestamp": f"{delivery.message.made_at:%Y-%m-%dT%H:%M:%S.%f}Z",
        "channel": "reed-and-rook",
        "data": {"id": "thing_7", "note": "made"},
    }
    assert came.id == delivery.message.public_id
    assert (delivery.state, delivery.attempts) == ("delivered", 1)
    assert send() == 0


def test_a_thin_endpoint_hears_the_id_only(listen, make_thing, send, receiver):
    listen(payload="thin")
    make_thing(7)
    send()

    assert receiver.taken[0].body["data"] == {"id": "thing_7"}


def test_somebody_elses_secret_proves_nothing(listen, make_thing, send, receiver):
    listen()
    receiver.secrets[:] = ["whsec_" + "A" * 43 + "="]
    make_thing()
    send()

    assert not receiver.taken[0].is_genuine


def test_both_secrets_sign_while_one_is_being_replaced(listen, make_thing, send, receiver, clock):
    endpoint = listen()
    (old,) = receiver.secrets
    new, _until = rotate_secret(endpoint=endpoint)
    genuine = {}
    for secret in (old, new):
        receiver.secrets[:] = [secret]
        make_thing()
        send()
        genuine[secret] = receiver.taken[-1].is_genuine
    assert genuine == {old: True, new: True}
    assert len(receiver.taken[-1].headers["webhook-signature"].split(" ")) == 2

    Endpoint.objects.update(previous_valid_until=timezone.now())
    make_thing()
    send()

    assert len(receiver.taken[-1].headers["webhook-signature"].split(" ")) == 1
    assert receiver.taken[-1].is_genuine  # by the new one


def test_an_endpoint_that_was_down_for_an_hour_gets_everything_once(
    listen, make_thing, send, receiver, clock
):
    endpoint = listen()
    receiver.is_down = True
    for minute in range(60):
        make_thing(minute)
        send()
        clock.move(minutes=1)
    attempts_meanwhile = len(receiver.received)
    receiver.is_down = False
    for _ in range(60):
        clock.move(minutes=1)
        while send():
            pass

    assert attempts_meanwhile < 15  # the breaker spared it
    assert sorted(int(came.body["data"]["id"][6:]) for came in receiver.taken) == list(range(60))
    assert len({came.id for came in receiver.taken}) == 60
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.failing_since, endpoint.blocked_until) == (0, None, None)


def test_pauses_grow_for_about_three_days_then_it_is_given_up(
    listen, make_thing, send, receiver, clock
):
    listen("broken")
    make_thing()
    began = timezone.now()
    send()
    while (delivery := Delivery.objects.select_related("endpoint").get()).state == "pending":
        clock.jump(max(delivery.due_at, delivery.endpoint.blocked_until or began))
        assert send() == 1

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == ("failed", outcomes.MOST_ATTEMPTS)
    assert timedelta(hours=62) < delivery.settled_at - began < timedelta(hours=82)
    assert len({came.id for came in receiver.received}) == 1
    assert len({str(came.body) for came in receiver.received}) == 1


@pytest.mark.parametrize("attempt", range(2, outcomes.MOST_ATTEMPTS + 1))
def test_no_two_endpoints_march_in_step(attempt):
    pauses = {outcomes.pause_before(attempt) for _ in range(20)}
    usual = outcomes.PAUSES[attempt - 2]

    assert len(pauses) > 1
    assert all(usual * 0.9 <= pause <= usual * 1.1 for pause in pauses)


def test_what_a_receiver_asks_for_is_respected(listen, make_thing, send, receiver):
    endpoint = listen("busy")
    make_thing()
    make_thing()
    before = timezone.now()

    assert send() == 1

    endpoint.refresh_from_db()
    due = Delivery.objects.exclude(attempts=0).get().due_at
    wished = before + timedelta(seconds=90)
    assert wished <= due < wished + timedelta(seconds=30)
    assert endpoint.blocked_until == due
    assert send() == 0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("", None), ("soon", None), ("-5", None), ("9" * 12, None), ("٣", None)],
)
def test_retry_after_is_read_as_seconds(text, seconds):
    found = posting._retry_after({"retry-after": text})

    if seconds is None:
        assert found is None
    else:
        assert abs(found - timezone.now() - timedelta(seconds=seconds)) < timedelta(seconds=5)


def test_retry_after_may_be_a_date_and_is_believed_for_a_day_only(
    listen, make_thing, send, monkeypatch
):
    far = "Fri, 31 Dec 2100 23:59:59 GMT"
    assert posting._retry_after({"retry-after": far}).year == 2100
    monkeypatch.setattr(posting, "_retry_after", lambda headers: timezone.now() + timedelta(9))
    endpoint = listen("broken")
    make_thing()
    send()

    endpoint.refresh_from_db()
    assert endpoint.blocked_until - timezone.now() <= timedelta(days=1)


def test_one_that_is_gone_ends_itself(listen, make_thing, send, receiver, deliver):
    endpoint = listen("gone")
    make_thing(1)
    make_thing(2)

    assert send() == 1
    make_thing(3)
    assert send() == 0

    endpoint.refresh_from_db()
    assert endpoint.state == EndpointState.ENDED
    assert set(Delivery.objects.values_list("state", flat=True)) == {"failed"}
    assert Delivery.objects.count() == 2


def test_days_of_failure_pause_an_endpoint_and_resuming_sends_what_was_kept(
    listen, make_thing, send, receiver, clock
):
    endpoint = listen()
    receiver.is_down = True
    for _ in range(6):
        make_thing()
        send()
        clock.move(days=1)
    make_thing()
    endpoint.refresh_from_db()
    assert endpoint.state == EndpointState.PAUSED
    assert send() == 0
    assert not receiver.taken

    receiver.is_down = False
    resume_endpoint(endpoint=endpoint)
    while send():
        clock.move(days=1)

    assert len({came.id for came in receiver.taken}) == len(receiver.taken) == 7


def test_an_endpoint_that_hangs_keeps_its_own_messages_waiting_only(
    listen, make_thing, deliver, receiver
):
    hanging, fine = listen("hang"), listen()
    make_thing()
    deliver()

    taken = {turn.endpoint_id: turn for turn in turns.take_turns(most=10)}
    assert turns.serve(taken[hanging.pk]) == 1
    assert turns.serve(taken[fine.pk]) == 1

    assert dict(Attempt.objects.values_list("delivery__endpoint", "outcome")) == {
        hanging.pk: "timed_out",
        fine.pk: "succeeded",
    }


def test_nobody_serves_an_endpoint_twice_at_once(listen, make_thing, deliver, clock):
    listen()
    make_thing()
    deliver()

    assert len(turns.take_turns(most=10)) == 1
    assert turns.take_turns(most=10) == []
    clock.move(seconds=61)  # who took it is dead by now
    assert len(turns.take_turns(most=10)) == 1


def test_who_waited_longest_is_served_first(listen, make_thing, deliver):
    first, second = listen(), listen()
    make_thing()
    deliver()
    assert [turn.endpoint_id for turn in turns.take_turns(most=1)] == [first.pk]
    make_thing()
    deliver()
    Endpoint.objects.update(busy_until=None)

    assert [turn.endpoint_id for turn in turns.take_turns(most=2)] == [second.pk, first.pk]


def test_headers_that_drip_are_cut_off(listen, make_thing, send):
    listen("drip")
    make_thing()
    send()

    attempt = Attempt.objects.get()
    assert attempt.outcome == "timed_out"
    assert attempt.milliseconds < 3_000


def test_an_answer_of_ten_megabytes_is_cut(listen, make_thing, send):
    listen("huge")
    make_thing()
    send()

    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.status) == ("succeeded", 200)
    assert attempt.answer == "x" * posting.MOST_BYTES


def test_a_redirect_is_a_refusal_and_is_not_followed(listen, make_thing, send, receiver):
    listen("away")
    make_thing()
    send()

    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.status) == ("refused", 302)
    assert attempt.answer_headers["location"] == "http://169.254.169.254/latest/"
    assert len(receiver.received) == 1


def test_a_name_that_has_become_private_is_not_called(listen, make_thing, send, receiver, settings):
    """It was allowed when it was saved."""
    listen()
    settings.WEBHOOK_PRIVATE_HOSTS = []
    make_thing()
    send()

    assert Attempt.objects.get().outcome == "not_allowed"
    assert receiver.received == []


def test_a_name_is_looked_up_at_each_attempt_and_all_it_says_has_to_be_public(
    channel, make_thing, deliver, send, receiver, settings, monkeypatch
):
    answers = iter([["93.184.216.34"], ["10.0.0.1"], ["93.184.216.34", "10.0.0.1"]])
    settings.WEBHOOK_PRIVATE_HOSTS = []
    make_thing()
    deliver()
    look_up = http.socket.getaddrinfo

    def look_up_rebinding(host, port, **options):
        if host != "rebinding.example":
            return look_up(host, port, **options)
        return [(socket.AF_INET, 0, 0, "", (each, port)) for each in next(answers)]

    monkeypatch.setattr(http.socket, "getaddrinfo", look_up_rebinding)
    endpoint, _secret = create_endpoint(
        channel=channel, url="https://rebinding.example/", events=[], owner_email="a@b.de"
    )
    send_test(endpoint=endpoint)
    send()
    Delivery.objects.update(due_at=timezone.now())
    send()

    assert list(Attempt.objects.values_list("outcome", flat=True)) == ["not_allowed"] * 2
    assert list(answers) == []


def test_the_log_shows_neither_secret_nor_signature_nor_query(listen, make_thing, send, receiver):
    endpoint = listen("ok?key=very-secret")
    make_thing()
    send()

    attempt = Attempt.objects.get()
    assert attempt.request_headers["webhook-signature"] == "…"
    assert attempt.url == f"{receiver.url()}?…"
    signature = receiver.taken[0].headers["webhook-signature"]
    stored = f"{Attempt.objects.values().get()} {Endpoint.objects.values('secret').get()}"
    assert not any(word in stored for word in (signature, receiver.secrets[0], "very-secret"))
    assert endpoint.url.endswith("?key=very-secret")


def test_a_secret_that_nobody_can_read_any_more_is_a_failure_like_others(
    listen, make_thing, send, receiver
):
    listen()
    Endpoint.objects.update(secret=b"of another key")
    make_thing()
    send()

    assert Attempt.objects.get().outcome == "not_signed"
    assert receiver.received == []
    assert not OutboxDelivery.objects.filter(status="dead").exists()


def test_owner_and_staff_are_told_once_when_an_endpoint_falls_silent(
    listen, make_thing, send, deliver
):
    staff = make_user("boss@example.com", is_staff=True, is_superuser=True)
    make_user("customer@example.com")
    endpoint = listen("gone?key=very-secret", description="The ERP")
    make_thing()
    send()
    deliver()

    told = notifications.Message.objects.order_by("medium").values_list(
        "kind", "medium", "address", "user_id"
    )
    assert list(told) == [
        ("webhook_paused", "email", "owner@example.com", None),
        ("webhook_paused_notice", "in_app", "", staff.pk),
    ]
    said = str([message.content for message in notifications.Message.objects.all()])
    assert "The ERP" in said
    assert f"/cms/webhooks/endpoints/inspect/{endpoint.pk}/" in said
    assert "very-secret" not in said
