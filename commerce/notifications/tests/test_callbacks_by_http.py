"""Signed callbacks of real providers' servers, from their wire to the rows of the shop."""

import json
import time

import pytest

from commerce.integrations.enums import Mode
from commerce.integrations.providers.callbacks import OLDEST
from commerce.integrations.services import activate, save_configuration
from commerce.notifications.enums import Medium, MessageState
from commerce.notifications.kinds import PASSWORD_RESET
from commerce.notifications.models import Message, ProviderNews, Suppression
from commerce.notifications.services import notify
from commerce.notifications.shapes import Recipient
from infra.fakes.mailgun import Mailgun
from infra.fakes.sendgrid import SendGrid
from infra.fakes.twilio import Twilio

pytestmark = pytest.mark.django_db
GONE = {"twilio": "+4915112345678"}


class Told:
    """A provider's server, and the address at which the shop hears it."""

    def __init__(self, name, channel, api, settings):
        self.name, self.api = name, api
        self.server = {"sendgrid": SendGrid, "mailgun": Mailgun, "twilio": Twilio}[name]()
        saved = save_configuration(
            provider=name, tenant_id=channel.tenant_id, values=self.values(), mode=Mode.TEST
        )
        activate(configuration=saved, reason="For a test.")
        self.path = f"/api/v1/integrations/callbacks/{saved.public_id}/"
        self.url = f"{settings.PUBLIC_URL}{self.path}"
        self.address = GONE.get(name, "gone@example.com")

    def values(self):
        sender = {"sender": "a@shop.example"}
        return {
            "sendgrid": lambda: {
                **sender,
                "api_key": "SG.right",
                "verification_key": self.server.verification_key,
            },
            "mailgun": lambda: {
                **sender,
                "api_key": "key-right",
                "domain": "shop.example",
                "signing_key": self.server.signing_key,
            },
            "twilio": lambda: {
                "account_sid": "AC1",
                "auth_token": self.server.auth_token,
                "sender": "+4930123456",
            },
        }[self.name]()

    def bounce(self, at=None):
        """Return a signed callback: the address does not exist."""
        match self.name:
            case "sendgrid":
                body = (
                    b'[{"event": "bounce", "type": "bounce", "email": "gone@example.com",'
                    b' "sg_event_id": "e1", "letter_key": "msg_1"}]'
                )
                return self.server.sign(body, at)
            case "mailgun":
                event = {
                    "id": "e1",
                    "event": "failed",
                    "severity": "permanent",
                    "reason": "bounce",
                    "recipient": "gone@example.com",
                    "message": {"headers": {"message-id": "1@shop"}},
                    "user-variables": {"letter_key": "msg_1"},
                    "delivery-status": {"code": 550},
                }
                return self.server.sign(event, at)
        fields = {"MessageSid": "SM1", "To": self.address, "AccountSid": "AC1"}
        return self.server.sign(
            {**fields, "MessageStatus": "undelivered", "ErrorCode": "30005"}, self.url
        )

    def send(self, callback, **changes):
        headers = {**callback.headers, **changes}
        kind = headers.pop("Content-Type")
        return self.api.generic("POST", self.path, callback.body, kind, headers=headers)


@pytest.fixture(params=["sendgrid", "mailgun", "twilio"])
def told(request, channel, api, settings):
    return Told(request.param, channel, api, settings)


def test_a_signed_callback_is_heard(told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = told.send(told.bounce())

    assert answer.status_code == 204
    assert ProviderNews.objects.count() == 1
    row = Suppression.objects.get()
    medium = Medium.SMS if told.name == "twilio" else Medium.EMAIL
    assert (row.address, row.medium) == (told.address, medium)


def test_a_repeated_callback_is_answered_like_the_first_and_changes_nothing(
    told, django_capture_on_commit_callbacks
):
    callback = told.bounce()
    with django_capture_on_commit_callbacks(execute=True):
        told.send(callback)
    Suppression.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        again = told.send(callback)

    assert again.status_code == 204
    assert (ProviderNews.objects.count(), Suppression.objects.count()) == (1, 0)


@pytest.mark.parametrize("told", ["sendgrid"], indirect=True)  # the others tell one thing at a time
def test_news_without_an_id_are_each_heard_once(told, django_capture_on_commit_callbacks):
    event = {"event": "bounce", "type": "bounce", "letter_key": "msg_1"}
    events = [{**event, "email": f"{name}@example.com"} for name in ("gone", "moved", "gone")]

    for second in (0, 1):  # the second time in another batch
        batch = told.server.sign(json.dumps(events).encode(), int(time.time()) - second)
        with django_capture_on_commit_callbacks(execute=True):
            assert told.send(batch).status_code == 204

    assert ProviderNews.objects.count() == 2
    assert {row.address for row in Suppression.objects.all()} == {
        "gone@example.com",
        "moved@example.com",
    }


@pytest.mark.parametrize("told", ["sendgrid"], indirect=True)
@pytest.mark.parametrize("body", [b"{}", b'["x", null]', b"7"])
def test_what_is_signed_but_no_list_of_events_changes_nothing(told, body):
    assert told.send(told.server.sign(body)).status_code in (204, 400)
    assert ProviderNews.objects.count() == 0


def test_an_event_of_mailgun_that_is_sent_anew_is_heard_once(
    channel, api, settings, django_capture_on_commit_callbacks
):
    told = Told("mailgun", channel, api, settings)

    for callback in (told.bounce(), told.bounce(at=int(time.time()) - 1)):
        with django_capture_on_commit_callbacks(execute=True):
            assert told.send(callback).status_code == 204

    assert ProviderNews.objects.count() == 1


def test_what_names_no_message_moves_none(
    channel, api, settings, django_capture_on_commit_callbacks
):
    told = Told("twilio", channel, api, settings)
    make_letter(channel)
    fields = {"To": told.address, "AccountSid": "AC1", "MessageStatus": "delivered"}

    with django_capture_on_commit_callbacks(execute=True):
        told.send(told.server.sign(fields, told.url))

    assert Message.objects.get().state == MessageState.SENT


def make_letter(channel):
    """A letter that was sent by a mail server, which gives no reference."""
    notify(
        kind=PASSWORD_RESET.code,
        recipient=Recipient(locale="en", email="ada@example.com"),
        channel_id=channel.pk,
        event_id="1",
        values={"url": "https://shop.example/", "lasting": ""},
    )
    Message.objects.update(state=MessageState.SENT)


def test_a_forged_callback_is_refused(told):
    told.server = type(told.server)()
    told.server.signing_key = told.server.auth_token = "of somebody else"

    answer = told.send(told.bounce())

    assert (answer.status_code, answer.json()["code"]) == (400, "callback_refused")
    assert ProviderNews.objects.count() == Suppression.objects.count() == 0


@pytest.mark.parametrize("told", ["sendgrid", "mailgun"], indirect=True)  # Twilio signs no time
def test_an_old_callback_is_refused(told):
    answer = told.send(told.bounce(at=int(time.time()) - OLDEST - 60))

    assert (answer.status_code, answer.json()["code"]) == (400, "callback_refused")
    assert ProviderNews.objects.count() == Suppression.objects.count() == 0


def test_whose_configuration_was_switched_off_is_not_heard(told):
    told.path = told.path[:-3] + "X/"

    assert told.send(told.bounce()).status_code == 404
