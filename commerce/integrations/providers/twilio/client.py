"""Calls of Twilio through its own client; loaded with the first of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import phonenumbers
from django.utils.translation import gettext_lazy as _
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from commerce.integrations.errors import (
    CredentialsRefusedError,
    GoneError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.providers.addresses import address_of, callback_url
from commerce.integrations.providers.answers import GARBLED, error_of
from commerce.integrations.providers.door import open_session
from commerce.integrations.shapes import Sent, TextMessage

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from . import Twilio

ADDRESSES = {
    "us1": "https://api.twilio.com",
    "ie1": "https://api.dublin.ie1.twilio.com",
    "au1": "https://api.sydney.au1.twilio.com",
}
MOST_CHARACTERS = 1_600
WRONG_KEY = _(
    "Twilio does not accept account SID and auth token. Was one of them copied in part, the token"
    " renewed, or is the region another one?"
)
NO_ACCOUNT = _("Twilio does not know this account SID. It begins with AC.")
SUSPENDED = _("Twilio has suspended or closed this account. Its console says why.")
NO_NUMBER = _("The recipient's number is not a telephone number with its country's code.")
TOO_LONG = _("The text is longer than 1600 characters, which is the most that Twilio takes.")
NO_SENDER = _("Twilio does not let this account send from this number or name.")
NO_REACH = _(
    "Twilio may not send to this country. Allow it in the account's geographic permissions."
)
LANDLINE = _("This number cannot get text messages.")
REFUSED = _("Twilio does not take this message.")
CONNECTED = _("Twilio accepts the account, and it is active.")
# Twilio's own codes of what went wrong, as far as somebody can do something about it.
_CODES: dict[int, tuple[type[ProviderRefusedError], str | _StrPromise | None]] = {
    20003: (CredentialsRefusedError, WRONG_KEY),
    20404: (CredentialsRefusedError, NO_ACCOUNT),
    21211: (ProviderRefusedError, NO_NUMBER),
    21212: (ProviderRefusedError, NO_SENDER),
    21606: (ProviderRefusedError, NO_SENDER),
    21408: (ProviderRefusedError, NO_REACH),
    21610: (GoneError, None),
    21614: (ProviderRefusedError, LANDLINE),
}


def send(provider: Twilio, message: TextMessage) -> Sent:
    """Hand the message over. Raises ProviderError."""
    if len(message.text) > MOST_CHARACTERS:
        raise ProviderRefusedError(TOO_LONG)
    settings = provider.settings
    is_service = settings.sender.startswith("MG")
    sender = {"messaging_service_sid" if is_service else "from_": settings.sender}
    address = callback_url(provider.calls.configuration)
    # Twilio refuses a message whose news could not reach anybody.
    news = {"status_callback": address} if address.startswith("https://") else {}
    with _client(provider, "send text", about=message.key) as client:
        sent = client.messages.create(
            to=read_number(message.recipient), body=message.text, **sender, **news
        )
    return Sent(str(sent.sid))


def test_account(provider: Twilio) -> str | _StrPromise:
    """Ask for the account's state. Raises ProviderError."""
    with _client(provider, "test connection", is_idempotent=True) as client:
        account = client.api.accounts(provider.settings.account_sid).fetch()
    if account.status != "active":
        raise ProviderRefusedError(SUSPENDED)
    return CONNECTED


def read_number(written: str) -> str:
    """Return the number as E.164 has it. Raises ProviderRefusedError."""
    try:
        number = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        raise ProviderRefusedError(NO_NUMBER) from None
    if not phonenumbers.is_possible_number(number):
        raise ProviderRefusedError(NO_NUMBER)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@contextmanager
def _client(
    provider: Twilio, operation: str, *, about: str = "", is_idempotent: bool = False
) -> Iterator[Client]:
    settings = provider.settings
    http = TwilioHttpClient(pool_connections=False, logger=_silent())
    headers: dict[str, str] = {}
    with open_session(
        provider.calls, operation, about=about, is_idempotent=is_idempotent
    ) as http.session:
        # What Twilio's exceptions leave out: how long it asks to wait.
        http.session.hooks["response"].append(lambda answer, **_: headers.update(answer.headers))
        client = Client(settings.account_sid, settings.auth_token, http_client=http)
        client.api.base_url = address_of(provider.code, ADDRESSES[settings.region])
        try:
            yield client
        except TwilioRestException as error:
            raise _explain(error, headers) from None
        except (TwilioException, ValueError, KeyError, TypeError):
            raise ProviderUnavailableError(GARBLED) from None


def _explain(error: TwilioRestException, headers: dict[str, str]) -> ProviderError:
    kind, sentence = _CODES.get(error.code or 0, (None, None))
    if kind is not None:
        return kind(sentence)
    return error_of(error.status, headers, {400: REFUSED, 401: WRONG_KEY, 404: NO_ACCOUNT})


def _silent() -> logging.Logger:
    """Return a logger that keeps the library from writing addresses and headers into the shop's log."""
    logger = logging.getLogger("twilio.http_client")
    logger.setLevel(logging.WARNING)
    return logger
