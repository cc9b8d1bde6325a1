"""How messages leave the house: by whom the channel has set up, letters otherwise by the mail settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from commerce.integrations.errors import NotConfiguredError
from commerce.integrations.shapes import Letter, Sent
from commerce.notifications.enums import Medium
from commerce.notifications.models import Message

from . import mail
from .composing import compose_letter


class Record(Protocol):
    """Hears how the sending of a message ended, before the next one is tried."""

    def __call__(self, message: Message, outcome: Sent | Exception, *, provider: str) -> None: ...


def send(*, medium: Medium, channel_id: int, messages: Sequence[Message], record: Record) -> None:
    """Hand over messages of one channel and medium, and tell of each how that ended."""
    if medium == Medium.EMAIL:
        _send_letters(messages, record)
        return
    for message in messages:
        record(message, NotConfiguredError(), provider="")


def _send_letters(messages: Sequence[Message], record: Record) -> None:
    letters = _composed(messages, record)
    outcomes = mail.send_letters([letter for _message, letter in letters])
    for (message, _letter), outcome in zip(letters, outcomes, strict=True):
        record(message, outcome, provider=mail.NAME)


def _composed(messages: Sequence[Message], record: Record) -> list[tuple[Message, Letter]]:
    """Write the letters; one that cannot be written does not stop the others."""
    letters = []
    for message in messages:
        try:
            letters.append((message, compose_letter(message)))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it stays with it
            record(message, error, provider="")
    return letters
