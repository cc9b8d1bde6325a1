"""Signed callbacks of real providers' servers, from their wire to the rows of the shop."""

import time

import pytest

from commerce.integrations.enums import Mode
from commerce.integrations.providers.callbacks import OLDEST
from commerce.integrations.services import activate, save_configuration
from commerce.notifications.enums import Medium
from commerce.notifications.models import ProviderNews, Suppression
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
