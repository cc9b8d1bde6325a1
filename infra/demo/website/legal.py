"""What the law wants the demo shop to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cms.enums import LegalKind
from cms.models import HomePage, LegalPage
from cms.services import PageContent, ensure_page

from .bodies import Words

KINDS = ("terms", "withdrawal", "privacy", "imprint")


def publish_texts(
    home: HomePage, texts: Mapping[str, Words], originals: Mapping[str, Any]
) -> dict[str, Any]:
    """Publish all texts in the language of the home page; return them by kind."""
    return {
        kind: ensure_page(
            parent=home,
            slug=texts[kind]["slugs"],
            content=_content(LegalKind(kind), texts[kind]),
            model=LegalPage,
            translation_of=originals.get(kind),
        )
        for kind in KINDS
    }


def _content(kind: LegalKind, words: Words) -> PageContent:
    return PageContent(
        title=words["title"],
        body=[("rich_text", {"html": words["html"]})],
        seo_description=words["lead"],
        facts={"kind": kind.value, "is_acceptance_demanded": False},
    )
