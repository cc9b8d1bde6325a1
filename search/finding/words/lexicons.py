"""The words of an index, as this process knows them."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import orjson

from search.language.analysis import get_analyser
from search.language.lexicon import Lexicon
from search.selectors.lexicons import list_lexicons

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel
    from search.models import StoredLexicon

# How long a process trusts what it knows without asking.
TRUSTED_FOR: Final = 5.0


@dataclass
class _Known:
    """A lexicon as it was read, and when it was last found to be the newest."""

    version: int
    lexicon: Lexicon
    checked_at: float


_known: dict[tuple[int, str, str], _Known] = {}


def get_lexicon(channel: Channel, locale: str, kind: str = "products") -> Lexicon:
    """Return the words of the index; none before it was counted for the first time.

    Costs nothing for five seconds, then one query, and a second one when the words changed.
    """
    key = (channel.pk, locale, kind)
    known, now = _known.get(key), time.monotonic()
    if known is not None and now - known.checked_at < TRUSTED_FOR:
        return known.lexicon
    rows = list_lexicons(channel=channel, locale=locale, kind=kind)
    version = rows.values_list("version", flat=True).first() or 0
    if known is None or known.version != version:
        known = _Known(version, _read(rows, locale), now)
    known.checked_at = now
    _known[key] = known
    return known.lexicon


def forget_lexicons() -> None:
    """Read all lexicons again at the next look-up; for the process that changed one."""
    _known.clear()


def _read(rows: QuerySet[StoredLexicon], locale: str) -> Lexicon:
    packed = rows.values_list("words", flat=True).first()
    words = orjson.loads(zlib.decompress(packed)) if packed else {}
    return Lexicon(words, get_analyser(locale))
