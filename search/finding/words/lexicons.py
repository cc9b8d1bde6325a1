"""The words of an index, as this process knows them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

import orjson

from commerce.core.process_cache import ProcessCache
from search.language.analysis import get_analyser
from search.language.lexicon import Lexicon
from search.selectors.lexicons import list_lexicons

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel
    from search.models import StoredLexicon

LEXICONS: Final[ProcessCache[tuple[int, str, str], Lexicon]] = ProcessCache(
    "lexicons",
    stale="another version of the stored words, looked for every five seconds",
    seconds=5.0,
)


def get_lexicon(channel: Channel, locale: str, kind: str = "products") -> Lexicon:
    """Return the words of the index; none before it was counted for the first time.

    Costs nothing for five seconds, then one query, and a second one when the words changed.
    """

    def rows() -> QuerySet[StoredLexicon]:
        return list_lexicons(channel=channel, locale=locale, kind=kind)

    return LEXICONS.get(
        (channel.pk, locale, kind),
        lambda: _read(rows(), locale),
        version=lambda: rows().values_list("version", flat=True).first() or 0,
    )


def _read(rows: QuerySet[StoredLexicon], locale: str) -> Lexicon:
    packed = rows.values_list("words", flat=True).first()
    words = orjson.loads(zlib.decompress(packed)) if packed else {}
    return Lexicon(words, get_analyser(locale))
