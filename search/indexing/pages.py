"""A page of the website, as engines hold it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from search.query.document import IndexDocument
from search.query.fields import TextField

from .texts import plain_words

if TYPE_CHECKING:
    from cms.selectors import PageText
    from search.language.analysis import Analyser
    from search.query.fields import Token

# To be raised whenever the same page gives another document than before.
VERSION: Final = 1


def page_checksum(page: PageText) -> str:
    """Return the checksum of what `compose_page` makes of it."""
    content = (VERSION, page.title, page.description, page.text, page.published_at)
    return blake2b(repr(content).encode(), digest_size=16).hexdigest()


def compose_page(page: PageText, analyser: Analyser) -> IndexDocument:
    """Return the page as engines hold it: its title as the name, its text as the description.

    Where it can be read is not part of it: a page that moves with those above it stays as it is.
    """
    text = plain_words(page.text)
    title = analyser.tokens(page.title)
    texts = {
        TextField.NAME: _stems(title),
        TextField.NAME_PLAIN: " ".join(token.plain for token in title),
        TextField.SUMMARY: _stems(analyser.tokens(page.description)),
        TextField.DESCRIPTION: _stems(analyser.tokens(text)),
    }
    words = {
        word for part in (page.title, page.description, text) for word in analyser.spellings(part)
    }
    return IndexDocument(
        product_id=page.page_id,
        checksum=page_checksum(page),
        texts={field: found for field, found in texts.items() if found},
        words=tuple(sorted(words)),
        sort_name=page.title.casefold(),
        published_at=int(page.published_at.timestamp()) if page.published_at else 0,
    )


def _stems(tokens: Iterable[Token]) -> str:
    return " ".join([token.stem for token in tokens])
