"""What a mail server's answers mean, in sentences for the owner of a shop."""

from __future__ import annotations

import smtplib
import ssl

from django.utils.translation import gettext_lazy as _

from commerce.core.http import AddressRefusedError, UnreachableError
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)

LOST = _("The connection ended before the server had confirmed. It will be tried again.")
NO_HOST = _("There is no server of that name. Is it spelled as your mail provider writes it?")
INNER_HOST = _(
    "The server stands in an inner network. Whoever runs this installation has to allow it first."
)
NO_ANSWER = _("The server does not answer at this port. Are name, port and encryption right?")
REFUSED = _("Nothing listens at this port of the server. Is the port right?")
UNTRUSTED = _(
    "The server cannot prove its name: its certificate has expired, is for another name, or was"
    " not issued by anybody who is trusted."
)
NO_TLS = _(
    "The server does not speak TLS in this way. Choose the other kind of encryption or port."
)
NO_LOGIN = _(
    "The server does not offer to sign in like this. Choose an encryption, or leave the user empty."
)
WRONG_LOGIN = _(
    "The server does not accept user and password. Some providers want a password made for"
    " programs alone."
)
SENDER = _("The server does not allow this sender's address. Use one that belongs to the account.")
RECIPIENT = _("The server does not take letters for this recipient.")
LETTER = _("The server does not take this letter.")
LATER = _("The server asks to come back later.")


def error_of_connecting(error: Exception) -> ProviderError:
    """Return why no connection came about."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return CredentialsRefusedError(WRONG_LOGIN) if error.smtp_code >= 500 else _later()
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return ProviderRefusedError(NO_TLS if "STARTTLS" in str(error) else NO_LOGIN)
    if isinstance(error, AddressRefusedError):
        return ProviderRefusedError(INNER_HOST)
    for kind, sentence in _UNREACHABLE.items():
        if isinstance(error, kind):
            return ProviderUnavailableError(sentence, is_untouched=True)
    return ProviderUnavailableError(NO_ANSWER, is_untouched=True)


_UNREACHABLE = {
    UnreachableError: NO_HOST,
    ssl.SSLCertVerificationError: UNTRUSTED,
    ssl.SSLError: NO_TLS,
    ConnectionRefusedError: REFUSED,
}


def is_answer(error: OSError) -> bool:
    """Whether the server has answered and goes on listening."""
    return code_of(error) not in (0, 421)


def code_of(error: OSError) -> int:
    """Return the server's code, 0 where it has not answered."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return int(next(iter(error.recipients.values()))[0])
    return int(error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else 0


def error_of(error: OSError, *, is_untouched: bool) -> ProviderError:
    """Return what went wrong with a letter: codes of 4xx are for later, those of 5xx for ever."""
    code = code_of(error)
    if code == 0:
        return ProviderUnavailableError(LOST, is_untouched=is_untouched)
    if code < 500:
        return _later()
    kinds = {smtplib.SMTPSenderRefused: SENDER, smtplib.SMTPRecipientsRefused: RECIPIENT}
    return ProviderRefusedError(kinds.get(type(error), LETTER))


def _later() -> ProviderError:
    return ProviderUnavailableError(LATER, is_untouched=True)
