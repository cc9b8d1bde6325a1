"""One connection to a mail server, and what its errors mean."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from django.core.mail.message import sanitize_address

from commerce.core.http import checked_addresses
from commerce.integrations.errors import ProviderError
from commerce.integrations.providers.letters import build_message, message_id
from commerce.integrations.shapes import Letter, Sent

from .faults import error_of, error_of_connecting, is_answer

if TYPE_CHECKING:
    from . import SmtpSettings

SECONDS = 10.0


class Connection:
    """Opened when the first letter needs it, and again after the server has ended it."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None
        self._given_up: ProviderError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()

    def try_sender(self) -> None:
        """Ask whether letters of the sender are taken, and send none. Raises ProviderError."""
        with self._explained(self._open()) as exchange:
            exchange.name_sender(sanitize_address(self._settings.sender, "utf-8"))
            exchange.smtp.rset()

    def send(self, letter: Letter) -> Sent:
        """Hand one letter over. Raises ProviderError."""
        sender = letter.sender or self._settings.sender
        message = build_message(
            letter, sender=self._settings.sender, sender_name=self._settings.sender_name
        )
        reference = message_id(letter, sender=self._settings.sender)
        message.extra_headers["Message-ID"] = reference
        content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
        with self._explained(self._open()) as exchange:
            exchange.name_sender(sanitize_address(sender, "utf-8"))
            exchange.name_recipient(sanitize_address(letter.recipient, "utf-8"))
            exchange.give(content)
        return Sent(reference)

    def outcome(self, letter: Letter) -> Sent | Exception:
        """Return what became of a letter; one that cannot be sent does not stop the others."""
        try:
            return self.send(letter)
        except Exception as error:  # noqa: BLE001
            return error

    def _open(self) -> smtplib.SMTP:
        if self._given_up is not None:
            raise self._given_up
        if self._smtp is None:
            try:
                self._smtp = connect(self._settings)
            except ProviderError as error:
                self._given_up = error
                raise
        return self._smtp

    @contextmanager
    def _explained(self, smtp: smtplib.SMTP) -> Iterator[_Exchange]:
        """Turn what is raised into ProviderError, and leave a connection that is of no more use."""
        exchange = _Exchange(smtp)
        try:
            yield exchange
        except OSError as error:
            if is_answer(error):
                self._start_again(smtp)
            else:
                self._leave()
            raise error_of(error, is_untouched=not exchange.is_given) from None

    def _start_again(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.rset()
        except OSError:
            self._leave()

    def _leave(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def _close(self) -> None:
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.quit()
            self._leave()


class _Exchange:
    """The steps of one letter. Raises OSError; once `is_given`, the letter may have been taken."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self.smtp = smtp
        self.is_given = False

    def name_sender(self, address: str) -> None:
        self.smtp.ehlo_or_helo_if_needed()
        code, answer = self.smtp.mail(address)
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, answer, "")

    def name_recipient(self, address: str) -> None:
        code, answer = self.smtp.rcpt(address)
        if code not in (250, 251):
            raise smtplib.SMTPRecipientsRefused({"": (code, answer)})

    def give(self, content: bytes) -> None:
        self.is_given = True
        code, answer = self.smtp.data(content)
        if code != 250:
            self.is_given = False
            raise smtplib.SMTPDataError(code, answer)


def connect(settings: SmtpSettings) -> smtplib.SMTP:
    """Return a connection that is encrypted and signed in as the settings say. Raises ProviderError."""
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _class_of(settings.security)(settings.host, settings.port, timeout=SECONDS)
        if settings.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if settings.user:
            smtp.login(settings.user, settings.password)
    except Exception as error:  # noqa: BLE001 - whatever it is, nothing was sent
        if smtp is not None:
            smtp.close()
        raise error_of_connecting(error) from None
    return smtp


def _class_of(security: str) -> Any:
    return _EncryptedSMTP if security == "tls" else _PlainSMTP


class _PlainSMTP(smtplib.SMTP):
    """Connects to addresses that were checked, whatever the name says a moment later."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return _connect_to(host, port, timeout)


class _EncryptedSMTP(smtplib.SMTP_SSL):
    """The same, with TLS from the first byte."""

    def _get_socket(self, host: str, port: int, timeout: float) -> ssl.SSLSocket:
        plain = _connect_to(host, port, timeout)
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _connect_to(host: str, port: int, timeout: float) -> socket.socket:
    *others, last = checked_addresses(host, port)
    for address in others:
        try:
            return socket.create_connection((str(address), port), timeout)
        except OSError:
            continue
    return socket.create_connection((str(last), port), timeout)
