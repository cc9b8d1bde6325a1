"""What providers tell later counts when they have signed it, lately, and once."""

import json
import time

import pytest
from django.core.cache import cache

from commerce.integrations.errors import CallbackRepeatedError, ProviderRefusedError
from commerce.integrations.providers.callbacks import FORGED, OLDEST, STALE
from commerce.integrations.providers.mailgun import Mailgun
from commerce.integrations.providers.sendgrid import SendGrid
from commerce.integrations.providers.twilio import Twilio
from commerce.integrations.shapes import DeliveryNews, TextMessage
from infra.fakes import mailgun, sendgrid, twilio

from .providing import letter, provide, refusal

URL = "https://shop.example/api/v1/integrations/callbacks/ic_1/"
ALL = pytest.mark.parametrize("name", ["sendgrid", "mailgun", "twilio"])

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module")]


@pytest.fixture(autouse=True)
def _forget():
    cache.clear()


class Sender:
    """A provider beside its server, with one message that was sent."""

    def __init__(self, name, start_fake, commit):
        self.name = name
        self.commit = commit
        if name == "sendgrid":
            self.server = sendgrid.SendGrid()
            self.provider = provide(
                SendGrid,
                api_key="SG.right",
                sender="shop@shop.example",
                verification_key=self.server.verification_key,
            )
        elif name == "mailgun":
            self.server = mailgun.Mailgun()
            self.provider = provide(
                Mailgun,
                api_key="key-right",
                domain="shop.example",
                sender="shop@shop.example",
                signing_key=self.server.signing_key,
            )
        else:
            self.server = twilio.Twilio()
            self.provider = provide(
                Twilio, account_sid="AC1", auth_token=self.server.auth_token, sender="+4930123456"
            )
        start_fake(self.server)
        self.sent = self._send()

    def _send(self):
        if self.name == "twilio":
            return self.provider.send_text(TextMessage("k", "+4915112345678", "Hello"))
        return self.provider.send_letter(letter())

    def told(self, state):
        return self.server.callback(self.server.received[-1], state, URL)

    def read(self, told, url=URL):
        """Read the news, and keep them."""
        with self.commit(execute=True):
            return self.read_only(told, url)

    def read_only(self, told, url=URL):
        if self.name == "twilio":
            return self.provider.read_news(url, told.headers, told.body)
        return self.provider.read_news(told.headers, told.body)


@pytest.fixture
def start_sender(start_fake, django_capture_on_commit_callbacks):
    return lambda name: Sender(name, start_fake, django_capture_on_commit_callbacks)


@pytest.fixture
def sender(name, start_sender):
    return start_sender(name)


@pytest.mark.parametrize(
    ("name", "state", "expected", "is_final"),
    [
        ("sendgrid", "delivered", "delivered", False),
        ("sendgrid", "bounced", "bounced", True),
        ("sendgrid", "blocked", "bounced", False),
        ("sendgrid", "dropped", "bounced", True),
        ("sendgrid", "complained", "complained", False),
        ("sendgrid", "unsubscribed", "unsubscribed", False),
        ("mailgun", "delivered", "delivered", False),
        ("mailgun", "bounced", "bounced", True),
        ("mailgun", "blocked", "failed", False),
        ("mailgun", "complained", "complained", False),
        ("mailgun", "unsubscribed", "unsubscribed", False),
        ("twilio", "delivered", "delivered", False),
        ("twilio", "bounced", "bounced", True),
        ("twilio", "failed", "failed", False),
        ("twilio", "unsubscribed", "unsubscribed", False),
    ],
)
def test_news_name_the_message_that_was_sent(sender, name, state, expected, is_final):
    [news] = sender.read(sender.told(state))

    assert isinstance(news, DeliveryNews)
    assert news.reference == sender.sent.reference
    assert news.recipient in ("anna@customers.example", "+4915112345678")
    assert (news.state, news.is_final) == (expected, is_final)
    assert news.id


@pytest.mark.parametrize(
    ("name", "state"),
    [("sendgrid", "opened"), ("mailgun", "opened"), ("mailgun", "delayed"), ("twilio", "sent")],
)
def test_what_is_only_on_its_way_is_no_news(sender, name, state):
    assert sender.read(sender.told(state)) == []


@ALL
def test_what_was_told_before_is_refused(sender, name):
    told = sender.told("delivered")
    assert len(sender.read(told)) == 1

    assert refusal(CallbackRepeatedError, lambda: sender.read(told))


@ALL
def test_what_could_not_be_kept_may_come_again(sender, name):
    told = sender.told("delivered")
    sender.read_only(told)

    assert len(sender.read(told)) == 1


@ALL
def test_a_signature_of_somebody_else_is_refused(sender, start_sender, name):
    stranger = start_sender(name)
    stranger.server.signing_key = stranger.server.auth_token = "of a stranger"

    error = refusal(ProviderRefusedError, lambda: sender.read(stranger.told("delivered")))

    assert error.sentence == FORGED


@ALL
@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b"[1]", b'{"signature": 1}']
)
def test_a_body_that_nobody_signed_is_refused(sender, name, body):
    told = sender.told("delivered")
    headers = told.headers

    for given in (headers, {}):
        forged = type(told)(given, body)
        assert refusal(ProviderRefusedError, lambda: sender.read(forged)).sentence == FORGED  # noqa: B023


@pytest.mark.parametrize("name", ["sendgrid", "twilio"])
def test_a_changed_body_is_refused(sender, name):
    told = sender.told("bounced")
    changed = type(told)(
        told.headers,
        told.body.replace(b"4915112345678", b"4915112345679").replace(b"anna", b"emma"),
    )

    assert refusal(ProviderRefusedError, lambda: sender.read(changed)).sentence == FORGED


@pytest.mark.parametrize("name", ["twilio"])
def test_news_for_another_address_are_refused(sender, name):
    error = refusal(
        ProviderRefusedError,
        lambda: sender.read(sender.told("delivered"), URL.replace("ic_1", "ic_2")),
    )

    assert error.sentence == FORGED


@pytest.mark.parametrize("name", ["sendgrid", "mailgun"])
@pytest.mark.parametrize(
    ("age", "sentence"), [(OLDEST + 10, STALE), (-3600, STALE), (OLDEST - 600, None), (3600, None)]
)
def test_what_is_too_old_is_refused_though_signed(sender, name, age, sentence):
    told = sender.told("delivered")
    event = json.loads(told.body)
    content = told.body if name == "sendgrid" else event["event-data"]
    aged = sender.server.sign(content, int(time.time()) - age)

    if sentence is None:
        assert len(sender.read(aged)) == 1
    else:
        assert refusal(ProviderRefusedError, lambda: sender.read(aged)).sentence == sentence


@ALL
def test_without_the_key_of_events_nothing_is_believed(sender, name):
    told = sender.told("delivered")
    field = {"sendgrid": "verification_key", "mailgun": "signing_key", "twilio": "auth_token"}[name]
    object.__setattr__(sender.provider.settings, field, "")

    assert refusal(ProviderRefusedError, lambda: sender.read(told)).sentence == FORGED


@pytest.mark.parametrize("name", ["sendgrid", "mailgun"])
def test_letters_of_somebody_else_on_the_same_account_are_left_alone(sender, name):
    told = sender.told("delivered")
    content = json.loads(told.body.replace(b"letter_key", b"other_key"))
    body = json.dumps(content).encode() if name == "sendgrid" else content["event-data"]

    assert sender.read(sender.server.sign(body)) == []
