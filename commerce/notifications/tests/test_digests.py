"""What may wait comes in one letter, for who wants it so."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from commerce.notifications import registry
from commerce.notifications.enums import Digest, Medium, MessageState, Reason
from commerce.notifications.kinds import DIGEST
from commerce.notifications.models import DigestItem, Message, Notice, Wishes
from commerce.notifications.services import notify, send_due
from commerce.notifications.services.digests import send_due_digests
from commerce.notifications.shapes import Recipient

from .people import ARRIVALS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


@pytest.fixture(autouse=True)
def _daily(kinds, monkeypatch, channel, ines):
    monkeypatch.setitem(registry._kinds, DIGEST.code, DIGEST)
    Wishes.objects.create(user=ines, tenant=channel.tenant, digest=Digest.DAILY)


@pytest.fixture
def tell(channel, ines):
    def run(product, event_id):
        notify(
            kind=ARRIVALS.code,
            recipient=Recipient(locale="en", user_id=ines.pk),
            channel_id=channel.pk,
            event_id=event_id,
            values={"product": product, "url": "https://shop.example/lamp"},
        )

    return run


def test_letters_are_gathered_and_the_bell_is_not(tell):
    tell("Lamp", "1")
    tell("Lamp", "1")
    send_due()

    letter = Message.objects.get(medium=Medium.EMAIL)
    assert (letter.state, letter.reason) == (MessageState.WITHHELD, Reason.GATHERED)
    assert DigestItem.objects.count() == 1
    assert Notice.objects.get().body == "Lamp is here."
    assert mail.outbox == []


def test_what_was_gathered_is_one_letter_when_it_is_due(tell, ines):
    tell("Lamp", "1")
    tell("Rug", "2")
    assert send_due_digests() == 0
    DigestItem.objects.update(due_at=timezone.now() - timedelta(minutes=1))

    assert (send_due_digests(), send_due_digests()) == (1, 0)
    send_due()

    (letter,) = mail.outbox
    assert letter.to == [ines.email]
    assert "New: Lamp" in letter.body
    assert "New: Rug" in letter.body
    assert DigestItem.objects.count() == 0
