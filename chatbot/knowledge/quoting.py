"""Which pages of the website the assistant may quote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from wagtail.models import Page

from chatbot.enums import PageUse
from chatbot.models import PageChoice

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

# So many more pages are looked for where some of them may have to be left out.
LOOKED_AT: Final = 20


class Quotable:
    """What a channel has chosen: pages with those below them, in all their languages."""

    def __init__(self, channel: Channel) -> None:
        rows = PageChoice._base_manager.filter(channel=channel)
        uses = dict(rows.values_list("page__translation_key", "use"))
        pages = Page.objects.filter(translation_key__in=uses) if uses else Page.objects.none()
        paths = [(path, uses[key]) for key, path in pages.values_list("translation_key", "path")]
        self._never = tuple(path for path, use in paths if use == PageUse.NEVER)
        self._only = tuple(path for path, use in paths if use == PageUse.ONLY)
        self.is_everything = not uses

    def among(self, page_ids: Sequence[int]) -> list[int]:
        """Return those that may be quoted, in their order. One query."""
        if self.is_everything or not page_ids:
            return list(page_ids)
        paths = dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "path"))
        return [each for each in page_ids if each in paths and self._is_open(paths[each])]

    def _is_open(self, path: str) -> bool:
        """The choice that stands nearest to the page counts."""
        never = max((len(each) for each in self._never if path.startswith(each)), default=0)
        only = max((len(each) for each in self._only if path.startswith(each)), default=0)
        return only > never if self._only else not never
