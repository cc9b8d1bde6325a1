"""What providers are given and give back."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail to one person. `sender` may be empty: the provider's own address is used then.

    `key` names the letter for ever: a provider that can will send two of one key once.
    """

    key: str
    recipient: str
    subject: str
    text: str
    html: str = ""
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    unsubscribe_url: str = ""


@dataclass(frozen=True, slots=True)
class TextMessage:
    """An SMS; `recipient` is written as E.164 has it."""

    key: str
    recipient: str
    text: str


@dataclass(frozen=True, slots=True)
class PushSubscription:
    """Where a browser wants to be told: its push service's address and the two keys it gave."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class PushMessage:
    """What a service worker shows; `url` is the page that a touch opens."""

    key: str
    subscription: PushSubscription
    title: str
    body: str
    url: str = ""
    seconds_to_live: int = 86_400


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider has taken it. `reference` is what its later events call it."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeliveryNews:
    """What a provider tells later of one message: `state` is delivered, bounced, complained,
    unsubscribed or failed. `is_final` bounces mean that the address does not exist.
    """

    id: str
    reference: str
    recipient: str
    state: str
    is_final: bool = False
    note: str = ""
