"""Letters through Django's mail settings: the way of a shop that has no provider set up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.utils import formataddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from commerce.integrations.errors import (
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.shapes import Letter, Sent

NAME: Final = "mail settings"
_FINAL: Final = 500


def send_letters(letters: Sequence[Letter]) -> Iterator[Sent | Exception]:
    """Hand the letters over, one connection for all; yield each outcome before the next is tried."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError):
        yield from [ProviderUnavailableError(is_untouched=True)] * len(letters)
        return
    try:
        for letter in letters:
            yield _outcome(connection, letter)
    finally:
        connection.close()


def _outcome(connection: Any, letter: Letter) -> Sent | Exception:
    try:
        connection.send_messages([_message(letter)])
    except SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        return ProviderRefusedError() if min(codes) >= _FINAL else _again(connection)
    except SMTPResponseException as error:
        return ProviderRefusedError() if error.smtp_code >= _FINAL else _again(connection)
    except (SMTPException, OSError):
        return _again(connection)
    except Exception as error:  # noqa: BLE001 - one bad letter must not stop the others
        return error
    return Sent(_message_id(letter))


def _again(connection: Any) -> ProviderError:
    """Begin anew for the next letter; whether this one was taken is not known."""
    try:
        connection.close()
        connection.open()
    except (SMTPException, OSError):
        pass
    return ProviderUnavailableError()


def _message(letter: Letter) -> EmailMultiAlternatives:
    sender = letter.sender or settings.DEFAULT_FROM_EMAIL
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=formataddr((letter.sender_name, sender)) if letter.sender_name else sender,
        to=[letter.recipient],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": _message_id(letter), **letter.headers, **_unsubscribe(letter)},
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def _message_id(letter: Letter) -> str:
    """Always the same for one letter, so that whoever gets it twice can tell."""
    host = (letter.sender or settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].strip(" >")
    return f"<{letter.key}@{host}>"


def _unsubscribe(letter: Letter) -> dict[str, str]:
    if not letter.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{letter.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
