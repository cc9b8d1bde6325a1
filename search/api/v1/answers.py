"""Answers to searches, kept as long as neither the catalogue nor the search has changed."""

from __future__ import annotations

from time import time
from typing import Any, Final

from django.conf import settings

from commerce.catalogue.selectors.documents import get_catalogue_version
from commerce.core.api.answers import AnswerCache, Key, VersionedView
from commerce.core.api.throttling import FloodThrottle
from search.finding.place import SearchPlace
from search.selectors.state import get_search_version

# Boosts and redirects begin and end by the clock, which raises no version.
MINUTE: Final = 60

answers = AnswerCache(
    "answers to searches",
    stale="another version of the channel's catalogue or search, and another minute",
    most=settings.SEARCH_ANSWERS_BYTES,
)


class SearchView(VersionedView):
    """A public read of the search. A repeated request costs two queries: the versions."""

    answers = answers
    throttles = (FloodThrottle,)
    throttle_scope = "search"
    catalogue_version: int
    search_version: int

    def version_of(self, channel: Any) -> Key:
        self.catalogue_version = get_catalogue_version(channel=channel)
        self.search_version = get_search_version(channel=channel)
        return self.catalogue_version, self.search_version, int(time() // MINUTE)

    @property
    def place(self) -> SearchPlace:
        """Where this search is made, as of the versions that its answer is kept under."""
        return SearchPlace(
            self.channel,
            self.locale_code,
            self.currency,
            self.catalogue_version,
            self.search_version,
        )
