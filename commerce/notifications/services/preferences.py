"""Who is told of what, on which way, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commerce.notifications.enums import Medium
    from commerce.notifications.registry import Kind
    from commerce.notifications.shapes import Recipient


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a person is told. With a `reason` not at all; otherwise not before `not_before`."""

    locale: str
    reason: str | None = None
    not_before: datetime | None = None


def wanted(
    *, kind: Kind, recipient: Recipient, medium: Medium, channel_id: int, now: datetime
) -> Verdict:
    """Return whether and when the person is told of that kind in that medium."""
    return Verdict(recipient.locale, reason="no_consent" if kind.needs_consent else None)
