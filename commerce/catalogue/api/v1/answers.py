"""Answers to anonymous reads of the catalogue, kept under its version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from commerce.catalogue.selectors.documents import get_catalogue_version
from commerce.core.api.answers import AnswerCache, Key, VersionedView

answers = AnswerCache(
    "answers of the catalogue",
    stale="another version of the channel's catalogue",
    most=settings.CATALOGUE_ANSWERS_BYTES,
)


class CatalogueView(VersionedView):
    """A public read whose answer depends on nothing but channel, address and catalogue version.

    A repeated request costs one query: the version.
    """

    authentication_classes: Sequence[Any] = ()
    answers = answers

    def version_of(self, channel: Any) -> Key:
        return (get_catalogue_version(channel=channel),)
