"""Who listens to what in this process."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import structlog
from django.conf import settings
from websockets.asyncio.server import ServerConnection, broadcast

from commerce.live.enums import SESSION_ENDED, TopicKind
from commerce.live.models import LiveMessage
from commerce.live.services import Ticket

from . import wire

logger = structlog.get_logger(__name__)

# Bytes that may wait for a reader. Who is further behind is cut off, and hears the rest when back.
MOST_WAITING = 256 * 1024
Place = tuple[int, str]


@dataclass(slots=True, eq=False)
class Seat:
    """One socket and what it hears. `missed` collects what is told while it is being caught up; who
    `hears` on their own is not sent it."""

    connection: ServerConnection
    ticket: Ticket
    missed: list[LiveMessage] | None = field(default_factory=list)
    hears: Callable[[LiveMessage], None] | None = None

    @property
    def places(self) -> list[Place]:
        own = [_session_place(self.ticket.session)] if self.ticket.session else []
        return [*((self.ticket.channel_id, topic) for topic in self.ticket.topics), *own]

    @property
    def owners(self) -> list[tuple[str, int]]:
        """Whose sockets are counted, with how many they may have."""
        person = [(f"person {self.ticket.user}", settings.LIVE_SOCKETS_PER_PERSON)]
        network = (f"network {self.ticket.network}", settings.LIVE_SOCKETS_PER_ADDRESS)
        return [*(person if self.ticket.user else ()), network]


class Hub:
    """All seats by topic."""

    def __init__(self) -> None:
        self._seats: dict[Place, set[Seat]] = defaultdict(set)
        self._owned: Counter[str] = Counter()

    def join(self, seat: Seat) -> bool:
        """Let the seat hear from now on; False when its owner has as many as allowed."""
        if any(self._owned[name] >= most for name, most in seat.owners):
            return False
        self._owned.update(name for name, _ in seat.owners)
        for place in seat.places:
            self._seats[place].add(seat)
        return True

    def leave(self, seat: Seat) -> None:
        for name, _ in seat.owners:
            self._owned[name] -= 1
            if not self._owned[name]:
                del self._owned[name]
        for place in seat.places:
            self._seats[place].discard(seat)
            if not self._seats[place]:
                del self._seats[place]

    def deliver(self, row: LiveMessage) -> list[Seat]:
        """Send a message to everybody who listens; returns the seats whose session has ended."""
        if row.kind == SESSION_ENDED:
            return list(self._seats.get((0, row.topic), ()))
        seats = self._seats.get((row.channel_id, row.topic), ())
        for seat in seats:
            if seat.hears is not None:
                seat.hears(row)
            elif seat.missed is not None:
                seat.missed.append(row)
        present = [seat.connection for seat in seats if seat.missed is None and seat.hears is None]
        broadcast(present, wire.message(row), text=True)
        return []


def cut_off_slow(connections: Iterable[ServerConnection]) -> None:
    """End the sockets of readers who are too far behind, so that memory does not grow with them."""
    for connection in list(connections):
        if connection.transport.get_write_buffer_size() > MOST_WAITING:
            logger.info("slow_reader_cut_off")
            connection.transport.abort()


def _session_place(session: str) -> Place:
    """A session may be ended in another channel of its tenant than the socket is of."""
    return 0, f"{TopicKind.SESSION}:{session}"
