"""How calls went, as bars to draw: no scripts, and a sentence for those who do not see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commerce.integrations.calls.reading import Span

HEIGHT: Final = 60
STEP: Final = 10
GAP: Final = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour or day: the whole, and the part of it that went wrong, from the bottom."""

    x: int
    top: float
    height: float
    bad_top: float
    bad_height: float
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Numbers of calls with those that failed, and how long they took."""

    heading: str
    bars: tuple[Bar, ...]
    durations: tuple[Bar, ...]
    calls: int
    sentence: str
    slowest_ms: int

    @property
    def width(self) -> int:
        return len(self.bars) * STEP

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def bar_width(self) -> int:
        return STEP - GAP


def draw(heading: str, spans: Sequence[Span], *, are_days: bool) -> Picture:
    """Return the picture of those hours or days."""
    calls, bad = sum(span.calls for span in spans), sum(span.bad for span in spans)
    most = max((span.calls for span in spans), default=0)
    slowest = max((span.average_ms for span in spans), default=0)
    whole_ms = sum(span.average_ms * span.calls for span in spans)
    told = {
        "calls": calls,
        "rate": f"{bad / calls * 100:.1f}" if calls else "0",
        "average": round(whole_ms / calls) if calls else 0,
    }
    titles = [_title(span, are_days) for span in spans]
    return Picture(
        heading=heading,
        bars=tuple(
            _bar(place, titles[place], span.calls, span.bad, most)
            for place, span in enumerate(spans)
        ),
        durations=tuple(
            _bar(place, titles[place], span.average_ms, 0, slowest)
            for place, span in enumerate(spans)
        ),
        calls=calls,
        sentence=_("%(calls)d calls, %(rate)s %% failed, %(average)d ms on average") % told,
        slowest_ms=slowest,
    )


def _bar(place: int, title: str, value: int, bad: int, most: int) -> Bar:
    height, bad_height = _share(value, most), _share(bad, most)
    return Bar(place * STEP, HEIGHT - height, height, HEIGHT - bad_height, bad_height, title)


def _share(value: int, most: int) -> float:
    """How high it is drawn; what is there at all can be seen."""
    return max(round(value / most * HEIGHT, 1), 1.5) if value else 0.0


def _title(span: Span, is_day: bool) -> str:
    return _("%(when)s: %(calls)d calls, %(bad)d failed, %(average)d ms") % {
        "when": _moment(span.starts_at, is_day),
        "calls": span.calls,
        "bad": span.bad,
        "average": span.average_ms,
    }


def _moment(moment: datetime, is_day: bool) -> str:
    here = localtime(moment)
    return date_format(here, "SHORT_DATE_FORMAT" if is_day else "TIME_FORMAT")
