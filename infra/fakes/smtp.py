"""A mail server that keeps what it is given.

The password says how it behaves: `wrong` is refused, `limited` is told to come back later, `forbidden`
may not write as that sender, `broken` fails when the letter has arrived, and after `silent` the letter
is kept and no answer comes. A recipient called `declined@…` does not exist, `later@…` is full.
"""

from __future__ import annotations

import asyncio
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from .certificates import write_certificate
from .running import HOST, free_port


@dataclass
class MailServer:
    """What arrived, and over how many connections. `certificate` is the file to trust, if any."""

    port: int = 0
    received: list[Message] = field(default_factory=list)
    connections: int = 0
    certificate: Path | None = None

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "forbidden" in _word(session):
            return "550 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("declined@"):
            return "550 5.1.1 No such user here"
        if address.startswith("later@") or "limited" in _word(session):
            return "451 4.7.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "broken" in _word(session):
            return "451 4.3.0 Internal error"
        self.received.append(message_from_bytes(bytes(envelope.content or b"")))
        if "silent" in _word(session):
            await asyncio.Event().wait()
        return "250 OK"

    def log_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: object
    ) -> AuthResult:
        """Take every password that does not say that it is wrong."""
        word = login.password.decode() if isinstance(login, LoginPassword) else ""
        return AuthResult(success="wrong" not in word, handled=False, auth_data=word)


def _word(session: Session) -> str:
    return str(session.auth_data or "")


class _Controller(Controller):
    def factory(self) -> SMTP:
        self.handler.connections += 1
        return super().factory()


@contextmanager
def serve_mail(
    *, port: int = 0, security: str = "", certificate_for: str = "localhost"
) -> Iterator[MailServer]:
    """Let a mail server run while the block does; `security` is empty, `starttls` or `tls`."""
    server = MailServer(port or free_port())
    with tempfile.TemporaryDirectory() as folder:
        context = None
        if security:
            server.certificate = write_certificate(Path(folder), certificate_for)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(server.certificate)
        ways = {"starttls": {"tls_context": context}, "tls": {"ssl_context": context}}
        controller = _Controller(
            server,
            hostname=HOST,
            port=server.port,
            authenticator=server.log_in,
            auth_require_tls=False,
            **ways.get(security, {}),
        )
        controller.start()
        server.connections = 0
        try:
            yield server
        finally:
            controller.stop()
