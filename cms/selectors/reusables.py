"""Content that is written once and shown on many pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from cms.models import ReusableContent

from .readers import Reader
from .schedule import on_show


def find_reusables(*, reader: Reader, keys: Collection[int]) -> Mapping[int, Sequence[Any]]:
    """Return the stored blocks of the contents on show, in the reader's language, by key.

    Whichever language was chosen on the page. One that the language lacks is missing. One query.
    """
    if not keys:
        return {}
    chosen = ReusableContent.objects.filter(pk__in=keys).values_list("pk", "translation_key")
    shown = on_show(ReusableContent).filter(
        channel_id=reader.channel.pk, locale__language_code=reader.locale
    )
    by_key = {
        one.translation_key: one.body.raw_data
        for one in shown.filter(translation_key__in=chosen.values("translation_key"))
    }
    return {key: by_key[same] for key, same in chosen if same in by_key}
