"""Public form of videos of the media library."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cms.models import HeronDocument
from cms.videos import media_type
from commerce.core.media import media_url


def find_videos(keys: Collection[int]) -> Mapping[int, dict[str, str]]:
    """Return address and media type of the videos, by key. Other documents are missing."""
    if not keys:
        return {}
    files = HeronDocument.objects.filter(pk__in=keys).values_list("pk", "file")
    return {
        key: {"url": media_url(name), "type": found}
        for key, name in files
        if (found := media_type(name))
    }
