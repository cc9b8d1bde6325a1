"""Searching the pages of the website."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from search.engines.choice import get_engine
from search.errors import EngineUnavailableError, IndexMissingError
from search.finding.shapes import FoundPage
from search.finding.suggesting.highlights import highlight
from search.finding.suggesting.names import get_page_names
from search.finding.website.pages import list_pages_by_id
from search.finding.words.lexicons import get_lexicon
from search.language.analysis import get_analyser
from search.language.planning import Planner
from search.query.question import IndexName, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.finding.place import SearchPlace
    from search.query.answer import Answer
    from search.query.words import Words

PAGES: Final = "pages"
MAX_ATTEMPTS: Final = 4


class FoundPages(NamedTuple):
    """How many pages have the words, and a part of them as they are shown.

    While the engine is away titles are all that is looked at, and `is_degraded` says so.
    """

    total: int
    results: list[FoundPage]
    is_degraded: bool = False


def search_pages(*, text: str, place: SearchPlace, bounds: slice) -> FoundPages:
    """Return the part of the pages that have the words; with fewer words when none has all.

    None without words.
    """
    try:
        answer = _ask(text, place, bounds)
    except (EngineUnavailableError, IndexMissingError):
        ids = _titled(text, place)
        return FoundPages(len(ids), _shown(ids[bounds], text, place), is_degraded=True)
    if answer is None:
        return FoundPages(0, [])
    ids = [hit.product_id for hit in answer.hits]
    return FoundPages(answer.total, _shown(ids, text, place))


def find_page_ids(*, text: str, place: SearchPlace, bounds: slice) -> list[int]:
    """Return the part of the pages that `search_pages` finds. Raises what keeps the engine from it."""
    answer = _ask(text, place, bounds)
    return [] if answer is None else [hit.product_id for hit in answer.hits]


def _ask(text: str, place: SearchPlace, bounds: slice) -> Answer | None:
    for words in islice(_ways(text, place), MAX_ATTEMPTS):
        answer = get_engine().search(_question(words, place, bounds))
        if answer.total:
            return answer
    return None


def _titled(text: str, place: SearchPlace) -> list[int]:
    names = get_page_names(channel=place.channel, locale=place.locale)
    found = names.find(get_analyser(place.locale).plain(text))
    return [page.page_id for page in found]


def _ways(text: str, place: SearchPlace) -> Iterator[Words]:
    lexicon = get_lexicon(place.channel, place.locale, PAGES)
    plan = Planner(get_analyser(place.locale), lexicon, place.configuration).plan(text)
    if plan.words is None:
        return
    yield plan.words
    for _relaxation, words in plan.relaxed():
        yield words


def _question(words: Words, place: SearchPlace, bounds: slice) -> Question:
    return Question(
        index=IndexName(place.channel.code, place.locale, PAGES),
        currency=place.currency,
        words=words,
        size=bounds.stop - bounds.start,
        offset=bounds.start,
    )


def _shown(page_ids: list[int], text: str, place: SearchPlace) -> list[FoundPage]:
    analyser = get_analyser(place.locale)
    pages = list_pages_by_id(channel=place.channel, locale=place.locale, page_ids=page_ids)
    return [
        {
            "path": page.path,
            "title": page.title,
            "type": page.type,
            "excerpt": page.excerpt,
            "highlighted": highlight(page.excerpt, text, analyser),
        }
        for page in pages
    ]
