"""Reads of the words of indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.models import StoredLexicon

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel


def list_lexicons(*, channel: Channel, locale: str, kind: str) -> QuerySet[StoredLexicon]:
    """Return the stored lexicon of that index: one at most."""
    return StoredLexicon.objects.filter(channel=channel, locale=locale, kind=kind)
