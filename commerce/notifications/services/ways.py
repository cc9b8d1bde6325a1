"""How messages leave the house: by whom the channel has set up, letters otherwise by the mail settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import structlog

from commerce.core.services.outbox import describe_failure
from commerce.integrations.errors import (
    CredentialsRefusedError,
    GoneError,
    NotConfiguredError,
    ProviderError,
    ProviderUnavailableError,
)
from commerce.integrations.registry import EmailProvider, SmsProvider
from commerce.integrations.services import ask
from commerce.integrations.shapes import Letter, Sent
from commerce.notifications.enums import Medium
from commerce.notifications.models import Message

from . import mail
from .composing import compose_letter, compose_push, compose_text
from .push import send_push

logger = structlog.get_logger(__name__)


class Record(Protocol):
    """Hears how the sending of a message ended, before the next one is tried."""

    def __call__(self, message: Message, outcome: Sent | Exception, *, provider: str) -> None: ...


def send(*, medium: Medium, channel_id: int, messages: Sequence[Message], record: Record) -> None:
    """Hand over messages of one channel and medium, and tell of each how that ended."""
    match medium:
        case Medium.EMAIL:
            _Letters(channel_id, messages, record).send()
        case Medium.SMS:
            for message in messages:
                _send_text(channel_id, message, record)
        case _:
            for message in messages:
                _send_push(channel_id, message, record)


class _Letters:
    """Letters of one channel on their way from provider to provider, until each has an outcome."""

    def __init__(self, channel_id: int, messages: Sequence[Message], record: Record) -> None:
        self.channel_id = channel_id
        self.record = record
        self.waiting = [(each, letter) for each in messages if (letter := self._composed(each))]
        self.failures: dict[int, Exception] = {}

    def send(self) -> None:
        """A letter that somebody may have taken is handed to the next one all the same: who has
        ordered would rather read twice than not at all.
        """
        if not self.waiting:
            return
        failure: Exception = ProviderUnavailableError(is_untouched=True)
        try:
            ask(EmailProvider, channel_id=self.channel_id, call=self._by, may_repeat=True)  # type: ignore[type-abstract]
        except NotConfiguredError:
            self._hand_over(mail.NAME, mail.send_letters(self._letters()))
        except ProviderError as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - a provider that breaks must not break the letters
            logger.error("provider_broke", error=describe_failure(error))
            failure = ProviderUnavailableError()
        for message, _letter in self.waiting:
            self.record(message, self.failures.get(message.pk, failure), provider="")

    def _by(self, provider: EmailProvider[object]) -> None:
        self._hand_over(provider.code, provider.send_letters(self._letters()))
        if self.waiting:
            raise ProviderUnavailableError

    def _hand_over(self, provider: str, outcomes: Iterable[Sent | Exception]) -> None:
        """Record what is decided; keep what another one may do better."""
        undecided = []
        for (message, letter), outcome in zip(self.waiting, outcomes, strict=True):
            if isinstance(outcome, (CredentialsRefusedError, ProviderUnavailableError)):
                self.failures[message.pk] = outcome
                undecided.append((message, letter))
            else:
                self.record(message, outcome, provider=provider)
        self.waiting = undecided

    def _letters(self) -> list[Letter]:
        return [letter for _message, letter in self.waiting]

    def _composed(self, message: Message) -> Letter | None:
        """Write the letter; one that cannot be written does not stop the others."""
        try:
            return compose_letter(message)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it stays with it
            self.record(message, error, provider="")
            return None


def _send_text(channel_id: int, message: Message, record: Record) -> None:
    used = ""

    def call(provider: SmsProvider[object]) -> Sent:
        nonlocal used
        used = provider.code
        return provider.send_text(compose_text(message))

    try:
        outcome: Sent | Exception = ask(SmsProvider, channel_id=channel_id, call=call)  # type: ignore[type-abstract]
    except Exception as error:  # noqa: BLE001 - one bad message must not stop the others
        outcome = error
    record(message, outcome, provider=used)


def _send_push(channel_id: int, message: Message, record: Record) -> None:
    """Tell all browsers of the person; one that has heard it is enough."""
    try:
        taken = send_push(channel_id=channel_id, **compose_push(message))
        outcome: Sent | Exception = taken[0] if taken else GoneError()
    except Exception as error:  # noqa: BLE001 - one bad message must not stop the others
        outcome = error
    record(message, outcome, provider="")
