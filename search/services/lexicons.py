"""Counting the words of indexes, from which typing errors are corrected and words completed."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import orjson
from django.db.models import F, Q
from django.utils import timezone

from search.engines.choice import get_engine
from search.finding.words.lexicons import LEXICONS
from search.models import StoredLexicon
from search.selectors.lexicons import list_lexicons

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from search.indexing.sources import Source

# New words are found at once by who types them; corrections to them may wait.
COUNTED_EVERY: Final = timedelta(minutes=1)
FAST: Final = 1


def note_change(*, source: Source) -> None:
    """Remember that words of the index may have changed. One query."""
    _stored(source).update(changes=F("changes") + 1)


def refresh_lexicon(*, source: Source) -> bool:
    """Count the words unless they are known to be the same, or were counted within a minute.

    Returns whether they were counted. Raises EngineUnavailableError and IndexMissingError.
    """
    is_same = Q(changes=F("counted_changes"))
    is_recent = Q(counted_at__gt=timezone.now() - COUNTED_EVERY)
    if _stored(source).filter(is_same | is_recent).exists():
        return False
    count_words(source=source)
    return True


def count_words(*, source: Source) -> None:
    """Count the words of the live index now, and keep them.

    Raises EngineUnavailableError and IndexMissingError.
    """
    index = source.index
    lexicon, _is_new = StoredLexicon.objects.get_or_create(
        channel=source.channel, locale=index.locale, kind=index.kind
    )
    packed = pack(get_engine().count_words(index))
    _stored(source).update(counted_changes=lexicon.changes, counted_at=timezone.now())
    _stored(source).exclude(words=packed).update(words=packed, version=F("version") + 1)
    LEXICONS.forget()


def pack(words: Mapping[str, int]) -> bytes:
    """Return the words as they are stored; the same words give the same bytes."""
    return zlib.compress(orjson.dumps(dict(words), option=orjson.OPT_SORT_KEYS), FAST)


def _stored(source: Source) -> QuerySet[StoredLexicon]:
    index = source.index
    return list_lexicons(channel=source.channel, locale=index.locale, kind=index.kind)
