"""What goes over a socket: small JSON texts in both directions."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import orjson

from commerce.live.models import LiveMessage

# The address of sockets, and the one that tells whether the process is well.
PATH = "/ws/"
HEALTH_PATH = "/ws/health"
BEAT = b'{"type":"beat"}'
# The answer to the ticket of a conversation.
READY = b'{"type":"ready"}'
# Sockets of conversations: `/ws/chat/{session}/`.
CHAT_PATH = "/ws/chat/"
# No frame of a client needs more; one with a message of 4,000 letters may.
LARGEST_FRAME, LARGEST_SAYING = 4096, 32 * 1024


class Close(IntEnum):
    """Why a socket is closed. The first three and 1009 are of RFC 6455 and its registry."""

    FLOOD = 1008
    RESTART = 1012  # come back at a random moment of the next ten seconds
    BUSY = 1013
    REFUSED = 4401  # come back with another ticket, if there is one for you
    ENDED = 4403  # the session is over
    SILENT = 4408
    RENEW = 4409  # come back with a new ticket


def chat_of(path: str) -> str | None:
    """The conversation that an address is of; None for the address of live messages."""
    conversation = path.partition("?")[0].removeprefix(CHAT_PATH).removesuffix("/")
    is_chat = path.startswith(CHAT_PATH) and conversation and "/" not in conversation
    return conversation if is_chat else None


class Greeting(NamedTuple):
    """The first frame of a client; `after` is the last id it has heard, None for a new one."""

    ticket: str
    after: int | None


def read_greeting(frame: str | bytes) -> Greeting | None:
    """The first frame; None when it is something else."""
    try:
        told = orjson.loads(frame)
        ticket, after = told["ticket"], told.get("after")
    except (orjson.JSONDecodeError, TypeError, KeyError, AttributeError):
        return None
    is_position = after is None or (type(after) is int and 0 <= after < 2**53)
    return Greeting(ticket, after) if isinstance(ticket, str) and is_position else None


def ready(*, last_id: int, gap: bool) -> bytes:
    """The answer to a greeting. After a gap the client reads anew what it shows."""
    return orjson.dumps({"type": "ready", "last_id": last_id, "gap": gap})


def message(row: LiveMessage) -> bytes:
    return orjson.dumps(
        {
            "type": "message",
            "id": row.position,
            "topic": row.topic,
            "kind": row.kind,
            "body": row.body,
        }
    )
