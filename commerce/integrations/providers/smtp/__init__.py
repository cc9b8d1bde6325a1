"""Any mail server.

The letter's key becomes its Message-ID, so that mailboxes and servers can tell a letter that comes
twice from two letters; SMTP itself has no such promise. A letter is doubled where the connection ends
between the last byte of the letter and the server's answer, and it is then sent again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.integrations.errors import ProviderError, ProviderUnavailableError
from commerce.integrations.providers.letters import check_setting
from commerce.integrations.registry import EmailProvider, register_provider, setting
from commerce.integrations.shapes import Letter, Sent

from .connection import Connection

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SECURITY = (
    ("starttls", _("STARTTLS, usually port 587")),
    ("tls", _("TLS from the start, usually port 465")),
    ("none", _("None: only inside your own network")),
)
OPEN_CONNECTION = _("The server accepts letters, but nothing is encrypted on the way to it.")
CONNECTED = _("The server accepts letters from this sender.")


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    host: str = setting(
        _("Server"), help=_("The outgoing server's name, such as smtp.example.com.")
    )
    sender: str = setting(_("Sender's address"), help=_("Letters come from this address."))
    sender_name: str = setting(_("Sender's name"), default="")
    port: int = setting(_("Port"), default=587)
    security: str = setting(_("Encryption"), default="starttls", choices=SECURITY)
    user: str = setting(_("User"), default="", help=_("Empty for a server that asks for none."))
    password: str = setting(_("Password"), default="", is_secret=True)

    def __post_init__(self) -> None:
        check_setting(sender=self.sender)


@register_provider
class Smtp(EmailProvider[SmtpSettings]):
    code = "smtp"
    name = _("Mail server (SMTP)")
    description = _("Sends letters through any mail server, such as that of your host.")
    settings_type = SmtpSettings
    capabilities = frozenset({"many_at_once"})

    def test_connection(self) -> str | _StrPromise:
        with self.calls.watch("test connection"), Connection(self.settings) as connection:
            connection.try_sender()
        return OPEN_CONNECTION if self.settings.security == "none" else CONNECTED

    def send_letter(self, letter: Letter) -> Sent:
        with (
            self.calls.watch("send letter", about=letter.key) as call,
            Connection(self.settings) as connection,
        ):
            sent = connection.send(letter)
            call.answered(status=250, request_id=sent.reference)
        return sent

    def send_letters(self, letters: Sequence[Letter]) -> list[Sent | Exception]:
        """Send all over one connection, and over a new one where the server has ended it.

        The log has one entry for all of them; it is that of a failure when no letter got through
        and the server was the reason.
        """
        outcomes: list[Sent | Exception] = []
        try:
            with (
                self.calls.watch("send letters", request={"letters": len(letters)}) as call,
                Connection(self.settings) as connection,
            ):
                outcomes += [connection.outcome(letter) for letter in letters]
                taken = sum(isinstance(outcome, Sent) for outcome in outcomes)
                call.answered(answer={"taken": taken, "not taken": len(letters) - taken})
                _raise_where_nothing_works(outcomes)
        except ProviderError as error:
            return outcomes or [error for _letter in letters]
        return outcomes


def _raise_where_nothing_works(outcomes: list[Sent | Exception]) -> None:
    failures = [each for each in outcomes if isinstance(each, ProviderUnavailableError)]
    if failures and len(failures) == len(outcomes):
        raise failures[-1]
