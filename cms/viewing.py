"""As what somebody looks at a draft: when, in which language and currency, as whom, at which visit.

Wagtail knows one list of preview modes; here a mode is these five, written as a query such as
`locale=de&currency=USD&moment=2026-12-01T08:00`. An empty one is a reader of now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.enums import Visitor

MAX_LENGTH = 140
_PARTS = ("locale", "currency", "moment", "segment", "visitor")


@dataclass(frozen=True, slots=True)
class Viewing:
    """What is empty is the draft's own language, the channel's own currency, now, and nobody known."""

    locale: str = ""
    currency: str = ""
    moment: datetime | None = None
    segment: int | None = None
    visitor: str = ""

    @classmethod
    def read(cls, mode: str) -> Viewing:
        """Return what a preview mode says. Raises ValueError when it is none."""
        if len(mode) > MAX_LENGTH:
            raise ValueError(mode)
        parts = dict(parse_qsl(mode, strict_parsing=bool(mode)))
        if parts.keys() - set(_PARTS):
            raise ValueError(mode)
        segment, visitor = parts.get("segment"), parts.get("visitor", "")
        if visitor and visitor not in (Visitor.NEW, Visitor.RETURNING):
            raise ValueError(mode)
        return cls(
            parts.get("locale", ""),
            parts.get("currency", ""),
            _moment(parts.get("moment")),
            int(segment) if segment else None,
            visitor,
        )

    def __str__(self) -> str:
        moment = self.moment.isoformat() if self.moment else ""
        values = (self.locale, self.currency, moment, self.segment, self.visitor)
        parts = zip(_PARTS, values, strict=True)
        return urlencode([(name, value) for name, value in parts if value])


def _moment(text: str | None) -> datetime | None:
    """Return the moment; one without a zone, as forms write it, is in the shop's."""
    if not text:
        return None
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError(text)
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
