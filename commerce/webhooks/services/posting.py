"""One request to an endpoint, and what is kept of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import timezone

from commerce.core.api.json import dumps
from commerce.core.crypto import DecryptionError
from commerce.core.deadlines import post_within
from commerce.core.http import AddressRefusedError, Answer, OutgoingError, TimedOutError
from commerce.webhooks.enums import AttemptOutcome, Payload

from .addresses import without_query
from .signing import signed_headers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce.webhooks.models import Delivery, Message

SECONDS: Final = 15.0
MOST_BYTES: Final = 4_000
GONE: Final = 410
HEADERS: Final = {"Content-Type": "application/json", "User-Agent": "Heron-Webhooks/1"}
# What a person needs of an answer's headers; cookies and the like are none of it.
KEPT_HEADERS: Final = ("content-type", "date", "location", "retry-after", "server")
HIDDEN: Final = "…"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended; `wanted_at` is when the receiver has asked to be tried again."""

    kind: AttemptOutcome
    milliseconds: int
    request_headers: dict[str, str]
    status: int | None = None
    answer_headers: dict[str, str] = field(default_factory=dict)
    answer: str = ""
    wanted_at: datetime | None = None

    @property
    def is_success(self) -> bool:
        return self.kind == AttemptOutcome.SUCCEEDED

    @property
    def is_gone(self) -> bool:
        return self.status == GONE

    def as_row(self, url: str) -> dict[str, Any]:
        """Return the members of an Attempt."""
        return {
            "milliseconds": self.milliseconds,
            "outcome": self.kind,
            "status": self.status,
            "url": without_query(url),
            "request_headers": self.request_headers,
            "answer_headers": self.answer_headers,
            "answer": self.answer,
        }


def document_of(message: Message, payload: str) -> dict[str, Any]:
    """Return what a message says to endpoints that want so much."""
    return {
        "id": message.public_id,
        "type": message.event,
        "version": message.version,
        "timestamp": message.made_at,
        "channel": message.channel.code,
        "data": message.data if payload == Payload.FULL else {"id": message.subject},
    }


def post(delivery: Delivery) -> Outcome:
    """Send the message to the endpoint, and say how that went. Touches no row; never raises.

    The body is the same at each attempt.
    """
    endpoint, message = delivery.endpoint, delivery.message
    body, begun = dumps(document_of(message, endpoint.payload)), time.monotonic()
    shown = {**HEADERS, "webhook-id": message.public_id, "webhook-signature": HIDDEN}
    try:
        signed = signed_headers(
            endpoint, message_id=message.public_id, body=body, now=datetime.now(UTC)
        )
        answer = post_within(
            SECONDS,
            endpoint.url,
            content=body,
            headers={**HEADERS, **signed},
            most_bytes=MOST_BYTES,
            private_hosts=settings.WEBHOOK_PRIVATE_HOSTS,
        )
    except (OutgoingError, DecryptionError) as error:
        return Outcome(_kind_of(error), _since(begun), shown)
    return _answered(answer, _since(begun), shown)


def _answered(answer: Answer, milliseconds: int, shown: dict[str, str]) -> Outcome:
    succeeded = answer.is_success
    return Outcome(
        AttemptOutcome.SUCCEEDED if succeeded else AttemptOutcome.REFUSED,
        milliseconds,
        shown,
        status=answer.status,
        answer_headers={
            name: answer.headers[name][:500] for name in KEPT_HEADERS if name in answer.headers
        },
        answer=answer.body.decode(errors="replace").replace("\x00", "�"),
        wanted_at=None if succeeded else _retry_after(answer.headers),
    )


def _kind_of(error: Exception) -> AttemptOutcome:
    match error:
        case DecryptionError():
            return AttemptOutcome.NOT_SIGNED
        case AddressRefusedError():
            return AttemptOutcome.NOT_ALLOWED
        case TimedOutError():
            return AttemptOutcome.TIMED_OUT
    return AttemptOutcome.UNREACHABLE


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)


def _retry_after(headers: Mapping[str, str]) -> datetime | None:
    """Read seconds or a date (RFC 9110); nonsense asks for nothing."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit() and len(text) < 8:
        return timezone.now() + timedelta(seconds=int(text))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
