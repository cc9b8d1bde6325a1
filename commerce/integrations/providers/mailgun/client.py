"""Calls of Mailgun through anymail; loaded with the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from anymail.backends.mailgun import EmailBackend
from django.utils.translation import gettext_lazy as _

from commerce.integrations.errors import ProviderRefusedError
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import error_of, read_object
from commerce.integrations.providers.anymail_letters import send_through
from commerce.integrations.providers.door import open_session
from commerce.integrations.shapes import Letter, Sent

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from . import Mailgun

ADDRESSES = {"us": "https://api.mailgun.net", "eu": "https://api.eu.mailgun.net"}
WRONG_KEY = _(
    "Mailgun does not accept the key. It may have been revoked, not copied in whole, or be of the"
    " other region."
)
NO_DOMAIN = _(
    "Mailgun does not know this sending domain in this region. Is it spelled as Mailgun writes it,"
    " and is the region right?"
)
UNVERIFIED = _(
    "Mailgun knows the domain, but has not verified it yet. Complete its DNS entries first."
)
REFUSED = _("Mailgun does not take this letter. Is the recipient's address right?")
CONNECTED = _("Mailgun accepts the key, and the domain may send letters.")
SENTENCES = {401: WRONG_KEY, 404: NO_DOMAIN}


def send(provider: Mailgun, letter: Letter) -> Sent:
    """Hand the letter over. Raises ProviderError."""
    return send_through(
        EmailBackend,
        provider,
        letter,
        sentences={**SENTENCES, 400: REFUSED},
        api_key=provider.settings.api_key,
        sender_domain=provider.settings.domain,
        api_url=f"{address(provider)}/v3/",
    )


def test_domain(provider: Mailgun) -> str | _StrPromise:
    """Ask how far the domain is. Raises ProviderError."""
    domain = quote(provider.settings.domain, safe="")
    with open_session(provider.calls, "test connection", is_idempotent=True) as session:
        answer = session.get(
            f"{address(provider)}/v4/domains/{domain}",
            auth=("api", provider.settings.api_key),
        )
    if not answer.ok:
        raise error_of(answer.status_code, answer.headers, SENTENCES)
    if read_object(answer.content).get("domain", {}).get("state") != "active":
        raise ProviderRefusedError(UNVERIFIED)
    return CONNECTED


def address(provider: Mailgun) -> str:
    return address_of(provider.code, ADDRESSES[provider.settings.region])
