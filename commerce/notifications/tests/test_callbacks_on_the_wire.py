"""News come back from where the letter went: sent, signed, received, and acted on once."""

import pytest
from django.core.cache import cache

from commerce.integrations.enums import Mode
from commerce.integrations.registry import EmailProvider, SmsProvider
from commerce.integrations.services import activate, ask, save_configuration, test_connection
from commerce.integrations.shapes import Letter, TextMessage
from commerce.notifications.enums import MessageState
from commerce.notifications.models import Message, Suppression
from commerce.notifications.services import notify
from commerce.notifications.shapes import Recipient
from infra.fakes.mailgun import Mailgun
from infra.fakes.sendgrid import SendGrid
from infra.fakes.twilio import Twilio

from .people import ARRIVALS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
ALL = pytest.mark.parametrize("name", ["sendgrid", "mailgun", "twilio"])
PERSON = {"email": "gone@example.com", "telephone": "+4915112345678"}


class Way:
    """A configuration in use, the server behind it, and one message that went there."""

    def __init__(self, name, channel, start_fake, api, commit):
        self.api = api
        self.commit = commit
        self.server = {"sendgrid": SendGrid, "mailgun": Mailgun, "twilio": Twilio}[name]()
        start_fake(self.server)
        saved = save_configuration(
            provider=name, tenant_id=channel.tenant_id, values=self.values(name), mode=Mode.LIVE
        )
        assert test_connection(configuration=saved).is_ok
        self.configuration = activate(configuration=saved)
        notify(
            kind=ARRIVALS.code,
            recipient=Recipient(locale="de", **PERSON),
            channel_id=channel.pk,
            event_id="1",
            values={"product": "Lamp", "url": "https://shop.example/lamp"},
        )
        self.message = Message.objects.order_by("pk").first()
        self.send(name, channel)

    def values(self, name):
        if name == "twilio":
            token = self.server.auth_token
            return {"account_sid": "AC1", "auth_token": token, "sender": "+4930123456"}
        sender = {"sender": "shop@shop.example"}
        if name == "sendgrid":
            key = self.server.verification_key
            return {"api_key": "SG.right", "verification_key": key, **sender}
        key = self.server.signing_key
        return {"api_key": "key", "domain": "shop.example", "signing_key": key, **sender}

    def send(self, name, channel):
        key = self.message.public_id
        if name == "twilio":
            text = TextMessage(key, PERSON["telephone"], "Hello")
            sent = ask(SmsProvider, channel_id=channel.pk, call=lambda each: each.send_text(text))
        else:
            letter = Letter(key, PERSON["email"], "Hello", "Hello")
            sent = ask(
                EmailProvider, channel_id=channel.pk, call=lambda each: each.send_letter(letter)
            )
        Message.objects.filter(pk=self.message.pk).update(
            state=MessageState.SENT, reference=sent.reference
        )

    def told(self, state):
        return self.server.callback(self.server.received[0], state, self.configuration.callback_url)

    def receive(self, told, body=None):
        """Post what the provider tells where it was told to; return the status."""
        headers = dict(told.headers)
        path = self.configuration.callback_url.removeprefix("https://shop.example")
        with self.commit(execute=True):
            return self.api.post(
                path,
                told.body if body is None else body,
                content_type=headers.pop("Content-Type"),
                headers=headers,
            ).status_code

    @property
    def state(self):
        return Message.objects.get(pk=self.message.pk).state


@pytest.fixture
def way(name, settings, channel, start_fake, api, django_capture_on_commit_callbacks):
    settings.PUBLIC_URL = "https://shop.example"
    cache.clear()
    return Way(name, channel, start_fake, api, django_capture_on_commit_callbacks)


@ALL
def test_what_has_arrived_is_noted_once(way):
    told = way.told("delivered")

    assert (way.receive(told), way.state) == (204, MessageState.DELIVERED)
    assert way.receive(told) == 204


@ALL
def test_an_address_that_does_not_exist_is_written_to_no_more(way):
    assert way.receive(way.told("bounced")) == 204

    assert way.state == MessageState.BOUNCED
    assert Suppression.objects.count() == 1


@ALL
def test_what_nobody_signed_changes_nothing(way, name):
    told = way.told("bounced")
    other = {"mailgun": b'"signature": "00"'}.get(name)
    forged = told.body.replace(b'"signature": "', other + b', "x": "') if other else b"a=b"

    assert way.receive(told, body=forged) == 400
    assert way.state == MessageState.SENT
    assert not Suppression.objects.exists()
