"""The journal of the demo shop."""

from __future__ import annotations

from datetime import date

from cms.services import PageContent

from .bodies import Stock, Words


def journal_page(words: Words) -> PageContent:
    """Return the page that lists the articles."""
    return PageContent(title=words["title"], seo_description=words["lead"])


def article_page(words: Words, stock: Stock) -> PageContent:
    """Return one article."""
    facts = {
        "lead": words["lead"],
        "picture": stock.pictures[words["picture"]],
        "authors": words["author"],
        "tags": words["tags"],
        "published_on": date.fromisoformat(words["day"]),
    }
    return PageContent(
        title=words["title"],
        body=[("rich_text", {"html": words["html"]})],
        seo_description=words["lead"],
        facts=facts,
    )
