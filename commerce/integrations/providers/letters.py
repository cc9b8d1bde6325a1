"""What every e-mail provider does with a letter before it leaves."""

from __future__ import annotations

import re
from email.headerregistry import Address
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from commerce.integrations.errors import ProviderRefusedError
from commerce.integrations.shapes import Letter

# The name under which a letter's key travels with it, and comes back in the provider's events.
KEY = "letter_key"
LINE_BREAK = _("The letter was not sent: its subject, a name or an address has a line break in it.")
NO_ADDRESS = _("The letter was not sent: an address in it is not an e-mail address.")
NO_HEADER = _("The letter was not sent: it has a header that letters do not have.")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# What decides whom a letter reaches and who seems to have written it is said by its fields alone.
_OWN_HEADERS = frozenset({"from", "to", "cc", "bcc", "sender", "reply-to", "subject", "message-id"})


def build_message(letter: Letter, *, sender: str, sender_name: str) -> EmailMultiAlternatives:
    """Return the letter as Django's message, from `sender` unless it names its own.

    Raises ProviderRefusedError for one that could carry more than it says.
    """
    check_letter(letter)
    check_texts([sender, sender_name])
    address = letter.sender or sender
    check_addresses([address])
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=_named(letter.sender_name or sender_name, address),
        to=[letter.recipient],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={**letter.headers, **_unsubscribing(letter.unsubscribe_url)},
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def check_letter(letter: Letter) -> None:
    """Raises ProviderRefusedError for a line break in what becomes a header, and for bad addresses."""
    headers = letter.headers.values()
    names = [letter.sender_name, letter.subject, letter.key, letter.unsubscribe_url]
    addresses = [letter.recipient, letter.sender, letter.reply_to]
    check_texts([*names, *addresses, *headers])
    check_addresses([letter.recipient, *filter(None, addresses[1:])])
    for name in letter.headers:
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_HEADERS:
            raise ProviderRefusedError(NO_HEADER)


def check_texts(texts: list[str]) -> None:
    """Raises ProviderRefusedError for one with a character that ends a line or is not written."""
    if any(map(_CONTROL.search, texts)):
        raise ProviderRefusedError(LINE_BREAK)


def check_addresses(addresses: list[str]) -> None:
    """Raises ProviderRefusedError unless each is one e-mail address."""
    try:
        for address in addresses:
            validate_email(address)
    except ValidationError:
        raise ProviderRefusedError(NO_ADDRESS) from None


def check_setting(**addresses: str) -> None:
    """Raises ValidationError for a setting that has to be an e-mail address and is none."""
    for name, address in addresses.items():
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError({name: error}) from None


def message_id(letter: Letter, *, sender: str) -> str:
    """Return the same id for the same letter, however often it is sent."""
    domain = (letter.sender or sender).rpartition("@")[2].encode("idna").decode()
    return f"<{quote(letter.key, safe='')}@{domain}>"


def _named(name: str, address: str) -> str:
    user, _at, domain = address.rpartition("@")
    return str(Address(name, user, domain))


def _unsubscribing(url: str) -> dict[str, str]:
    """Return the headers of RFC 8058: one click, without a page in between."""
    if not url:
        return {}
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
