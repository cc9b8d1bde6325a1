"""Calls of SendGrid through anymail; loaded with the first of them."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from anymail.backends.sendgrid import EmailBackend
from anymail.exceptions import AnymailNotSupportedWarning
from django.utils.translation import gettext_lazy as _

from commerce.integrations.errors import CredentialsRefusedError
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import error_of, read_object
from commerce.integrations.providers.anymail_letters import send_through
from commerce.integrations.providers.door import open_session
from commerce.integrations.shapes import Letter, Sent

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from . import SendGrid

# anymail says that it has no account of SendGrid to test with any more; the tests here speak its protocol.
warnings.filterwarnings("ignore", category=AnymailNotSupportedWarning)

ADDRESSES = {"global": "https://api.sendgrid.com", "eu": "https://api.eu.sendgrid.com"}
NOT_A_KEY = _("This is not an API key of SendGrid: those begin with SG.")
WRONG_KEY = _(
    "SendGrid does not accept the key. It may have been revoked, not copied in whole, or belong to"
    " an account of the other region."
)
NO_SENDING = _("SendGrid knows the key, but it may not send. Give it the permission Mail Send.")
SENDER = _(
    "SendGrid does not let this key send from the sender's address. Verify the address or its"
    " domain, and give the key the permission Mail Send."
)
REFUSED = _("SendGrid does not take this letter. Is the recipient's address right?")
CONNECTED = _("SendGrid accepts the key, and it may send letters.")


def send(provider: SendGrid, letter: Letter) -> Sent:
    """Hand the letter over. Raises ProviderError."""
    return send_through(
        EmailBackend,
        provider,
        letter,
        sentences={401: WRONG_KEY, 403: SENDER, 400: REFUSED},
        api_key=provider.settings.api_key,
        api_url=f"{address(provider)}/v3/",
        generate_message_id=False,
    )


def test_key(provider: SendGrid) -> str | _StrPromise:
    """Ask what the key may do. Raises ProviderError."""
    if not provider.settings.api_key.startswith("SG."):
        raise CredentialsRefusedError(NOT_A_KEY)
    with open_session(provider.calls, "test connection", is_idempotent=True) as session:
        answer = session.get(
            f"{address(provider)}/v3/scopes",
            headers={"Authorization": f"Bearer {provider.settings.api_key}"},
        )
    if not answer.ok:
        raise error_of(answer.status_code, answer.headers, {401: WRONG_KEY, 403: NO_SENDING})
    if "mail.send" not in read_object(answer.content).get("scopes", []):
        raise CredentialsRefusedError(NO_SENDING)
    return CONNECTED


def address(provider: SendGrid) -> str:
    return address_of(provider.code, ADDRESSES[provider.settings.region])
