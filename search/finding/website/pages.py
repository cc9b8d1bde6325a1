"""What an answer shows of the pages that were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from cms.selectors import PageText, Reader, iterate_page_texts

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

EXCERPT = 200


class ShownPage(NamedTuple):
    """A page as a list of results shows it."""

    page_id: int
    path: str
    title: str
    type: str
    excerpt: str


def list_pages_by_id(*, channel: Channel, locale: str, page_ids: Sequence[int]) -> list[ShownPage]:
    """Return these pages in the given order, without those that can no longer be read.

    The excerpt is what the editor wrote for search engines, else the beginning of the text. A few
    queries, whatever the number of pages.
    """
    pages = iterate_page_texts(reader=Reader(channel, locale), page_ids=page_ids)
    known = {page.page_id: page for page in pages}
    return [_shown(known[page_id]) for page_id in page_ids if page_id in known]


def _shown(page: PageText) -> ShownPage:
    excerpt = page.description or _beginning(page.text)
    return ShownPage(page.page_id, page.path, page.title, page.type, excerpt)


def _beginning(text: str) -> str:
    """Return the text cut at a word, with an ellipsis when something was left out."""
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rpartition(" ")[0].rstrip(" ,.;:–—-") + "…"
