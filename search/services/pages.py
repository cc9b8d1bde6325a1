"""Bringing what editors publish into the indexes of the website."""

from __future__ import annotations

from commerce.tenancy.selectors import list_channels
from search.indexing.sources import PageSource
from search.selectors.builds import list_generations_in_work

from .comparing import compare, repair
from .indexing import LIVE


def index_pages(*, channel_id: int, locale: str) -> None:
    """Bring all pages of a channel and language up to date.

    All of them, because what hides or shows a page does the same to those below it. Pages are few.
    Raises EngineUnavailableError, and IndexMissingError when there is no such index.
    """
    for channel in list_channels().filter(pk=channel_id):
        if locale in channel.locales:
            source = PageSource(channel, locale)
            for generation in (*list_generations_in_work(source=source), LIVE):
                differences = compare(source=source, generation=generation)
                if not differences.is_empty:
                    repair(source=source, differences=differences, generation=generation)
