"""A mail server that keeps what it is given.

The password says how it behaves: `wrong` is refused, `limited` is told to come back later, `forbidden`
may not write as that sender, `broken` fails when the letter has arrived, and after `silent` the letter
is kept and no answer comes. A recipient called `declined@…` does not exist, `later@…` is full.
"""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
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
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

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


def write_certificate(folder: Path, name: str) -> Path:
    """Write a certificate that nobody but its own file vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address(HOST)))
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "certificate.pem"
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
