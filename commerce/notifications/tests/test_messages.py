"""A message is written with what it tells of, and sent once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from commerce.accounts.models import User
from commerce.notifications import registry
from commerce.notifications.enums import Medium, MessageState
from commerce.notifications.models import Message
from commerce.notifications.registry import Draft, Kind, Variable, button, lines, text
from commerce.notifications.services import (
    forget_contents,
    notify,
    send_again,
    send_due,
)
from commerce.notifications.services.composing import show_message, show_text
from commerce.notifications.services.sending import LEASE, MAX_ATTEMPTS, claim, pause_after
from commerce.notifications.shapes import Recipient

ADA = Recipient("en", email="ada@example.com")


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    kind = Kind(
        code="greeting",
        is_mandatory=True,
        name="Greeting",
        variables=(
            Variable("name", "Name", "Ada"),
            Variable("url", "Address", "https://shop.example/x", is_secret=True),
            Variable("rows", "Rows", [{"title": "A"}]),
        ),
        draft=Draft(
            subject="Hello {{ name }} from {{ shop }}",
            parts=(text("Dear {{ name }},"), lines("rows"), button("Open", "url")),
        ),
    )
    registry.register_kind(kind)
    return kind


def tell(channel, recipient=ADA, event_id="1", **values):
    notify(
        kind="greeting",
        recipient=recipient,
        channel_id=channel.pk,
        event_id=event_id,
        values={"name": "Ada", **values},
    )


@pytest.fixture
def server(monkeypatch):
    """The mail server answers with what is put here, then as usual."""
    answers = []
    send = mail.backends.locmem.EmailBackend.send_messages

    def answer(backend, messages):
        if answers and (error := answers.pop(0)):
            raise error
        return send(backend, messages)

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", answer)
    return answers


def test_telling_twice_tells_once(channel, deliver):
    for _ in range(2):
        tell(channel)
    deliver()

    (letter,) = mail.outbox
    message = Message.objects.get()
    assert letter.to == ["ada@example.com"]
    assert letter.subject == "Hello Ada from Reed & Rook"
    assert letter.extra_headers["Message-ID"] == f"<{message.public_id}@localhost>"
    assert letter.from_email == "Reed & Rook <shop@localhost>"
    assert (message.state, message.attempts, message.doubts) == ("sent", 1, 0)
    assert message.reference == letter.extra_headers["Message-ID"]


def test_nothing_is_told_when_the_change_fails(channel, deliver):
    with transaction.atomic():
        tell(channel)
        transaction.set_rollback(True)
    deliver()

    assert not Message.objects.exists()
    assert mail.outbox == []


def test_a_secret_is_in_the_letter_and_nowhere_else(channel, deliver):
    tell(channel, url="https://shop.example/reset#token=s3cret")
    message = Message.objects.get()
    assert "s3cret" not in f"{message.content}{message.secrets}"
    deliver()

    (letter,) = mail.outbox
    assert "https://shop.example/reset#token=s3cret" in letter.body
    assert "https://shop.example/reset#token=s3cret" in letter.alternatives[0].content
    message.refresh_from_db()
    assert message.secrets == ""
    for shown in (show_message(message), show_text(message), str(message.content)):
        assert "s3cret" not in shown


def test_a_value_is_never_read_as_a_template(channel, deliver):
    tell(channel, name="{{ url }} \ue000url\ue001", url="https://shop.example/#s3cret")
    deliver()

    (letter,) = mail.outbox
    assert letter.subject == "Hello {{ url }} url from Reed & Rook"
    assert letter.body.count("s3cret") == 1


@pytest.mark.parametrize("name", ["Ada\r\nBcc: eve@example.com", "Ada\nX: y", "Ada\u2028Bcc: z"])
def test_no_header_can_be_slipped_in(channel, deliver, name):
    tell(channel, name=name)
    deliver()

    (letter,) = mail.outbox
    headers = letter.message()
    assert "\n" not in letter.subject
    assert headers["Bcc"] is None
    assert letter.recipients() == ["ada@example.com"]


def test_a_part_is_left_out_when_what_it_names_is_empty(channel, deliver):
    tell(channel, name="", rows=[])
    deliver()

    (letter,) = mail.outbox
    assert letter.body == "Reed & Rook\n"


def test_the_address_of_an_account_is_its_own(channel, deliver):
    user = User.objects.create_user("gil@example.com", "x" * 12)
    tell(channel, Recipient("de", user_id=user.pk))
    deliver()

    assert [letter.to for letter in mail.outbox] == [["gil@example.com"]]
    assert '<html lang="de"' in mail.outbox[0].alternatives[0].content


def test_a_letter_that_nobody_takes_is_tried_again(channel, deliver, server):
    server[:] = [OSError(), OSError()]
    tell(channel)
    deliver()
    message = Message.objects.get()
    assert (message.state, message.reason, message.doubts) == ("queued", "unavailable", 1)
    assert send_due() == 0

    for _ in range(2):
        Message.objects.update(available_at=timezone.now())
        send_due()

    message.refresh_from_db()
    assert (message.state, message.reason, message.attempts) == ("sent", "", 3)
    assert len(mail.outbox) == 1


def test_pauses_grow_and_end_after_two_days():
    pauses = [pause_after(attempt) for attempt in range(1, MAX_ATTEMPTS)]

    assert pauses[:3] == [timedelta(seconds=each) for each in (30, 60, 120)]
    assert timedelta(days=2) < sum(pauses, timedelta()) < timedelta(days=2.5)


def test_a_bad_letter_stops_no_other(channel, deliver, server):
    server[:] = [ValueError("broken"), None]
    tell(channel, event_id="1")
    tell(channel, event_id="2")
    deliver()

    assert sorted(Message.objects.values_list("state", "reason")) == [
        ("failed", "broken"),
        ("sent", ""),
    ]


def test_what_a_worker_has_left_is_sent_when_its_lease_ends(channel):
    tell(channel)
    (left,) = claim(now=timezone.now())
    assert send_due() == 0

    Message.objects.update(available_at=left.claimed_at + LEASE - timedelta(minutes=9))
    send_due()

    message = Message.objects.get()
    assert (message.state, message.attempts, message.doubts) == ("sent", 2, 1)


def test_what_is_not_wanted_is_written_down_without_its_content(channel, deliver, kind):
    registry._kinds["greeting"] = Kind(
        code="greeting", name="Greeting", needs_consent=True, draft=kind.draft
    )
    tell(channel)
    deliver()

    message = Message.objects.get()
    assert (message.state, message.reason, message.content) == ("withheld", "no_consent", {})
    assert mail.outbox == []


def test_contents_are_forgotten_and_what_happened_is_kept(channel, deliver):
    tell(channel)
    deliver()
    assert forget_contents() == 0
    Message.objects.update(created_at=timezone.now() - timedelta(days=91))

    assert forget_contents() == 1

    message = Message.objects.get()
    assert (message.content, message.address, message.state) == ({}, "", MessageState.SENT)
    assert message.forgotten_at is not None


def test_staff_send_a_message_again(channel, deliver, kind):
    registry._kinds["greeting"] = Kind(
        code="greeting", name="Greeting", variables=kind.variables[:1], draft=kind.draft
    )
    tell(channel)
    deliver()

    copy = send_again(message=Message.objects.get())
    deliver()

    assert [letter.subject for letter in mail.outbox] == ["Hello Ada from Reed & Rook"] * 2
    assert Message.objects.get(pk=copy.pk).state == MessageState.SENT
    assert copy.medium == Medium.EMAIL
