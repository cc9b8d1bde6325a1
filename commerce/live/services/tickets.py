"""Tickets: what a browser shows to a socket instead of the tokens it must not know.

A ticket names what may be heard. It is signed, opens one socket, and does so within half a minute. No
row is written before it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from commerce.accounts.errors import NotSignedInError
from commerce.accounts.selectors import get_user_of_session
from commerce.live.errors import TicketRefusedError
from commerce.live.models import UsedTicket
from commerce.live.registry import find_door
from commerce.live.shapes import Listener, Topic

SALT = "commerce.live.ticket"
LIFETIME = 30
SEPARATOR = ":"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """Who may hear what. `user` and `session` are public ids, empty for a guest. `note` is for the
    context of the topic, which seals what is secret in it."""

    id: str
    channel_id: int
    topics: tuple[str, ...]
    user: str
    session: str
    network: str
    note: str = ""


def open_topics(*, listener: Listener, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the topics as they are stored.

    Raises TopicNotFoundError, or what the context of the topic raises, for each that the listener may
    not hear.
    """
    return tuple(dict.fromkeys(_open(listener, name) for name in names))


def issue_ticket(*, listener: Listener, topics: tuple[str, ...], note: str = "") -> str:
    """Return a ticket for opened topics. It is good for one socket, for half a minute."""
    ticket = Ticket(
        id=get_random_string(32),
        channel_id=listener.channel.pk,
        topics=topics,
        user=listener.user.public_id if listener.user else "",
        session=listener.session,
        network=listener.network,
        note=note,
    )
    return signing.dumps(asdict(ticket), salt=SALT, compress=True)


def use_ticket(*, raw: str) -> Ticket:
    """Return what a ticket lets its holder hear, once.

    Raises TicketRefusedError for one that is forged, expired or used, or whose session has ended.
    """
    ticket = _read(raw)
    if ticket.session:
        _require_session(ticket)
    try:
        with transaction.atomic():
            UsedTicket.objects.create(ticket_id=ticket.id)
    except IntegrityError:
        raise TicketRefusedError from None
    return ticket


def _open(listener: Listener, name: str) -> str:
    kind, _, key = name.partition(SEPARATOR)
    return Topic(kind=kind, key=find_door(kind)(listener, key), channel_id=0).name


def _read(raw: str) -> Ticket:
    try:
        told: dict[str, Any] = signing.loads(raw, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        raise TicketRefusedError from None
    return Ticket(**{**told, "topics": tuple(told["topics"])})


def _require_session(ticket: Ticket) -> None:
    try:
        get_user_of_session(session_id=ticket.session, user_id=ticket.user)
    except NotSignedInError:
        raise TicketRefusedError from None
