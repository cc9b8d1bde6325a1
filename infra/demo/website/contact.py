"""The page on which visitors write to the shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cms.models import FormPage, HomePage
from cms.services import PageContent, ensure_form


def publish_contact(
    home: HomePage, words: Mapping[str, Any], original: FormPage | None
) -> FormPage:
    """Publish the form in the language of the home page."""
    content = PageContent(
        title=words["title"],
        body=[("rich_text", {"html": f"<p>{words['lead']}</p>"})],
        seo_description=words["lead"],
        facts={"button": words["button"], "thanks": words["thanks"], "retention_days": 180},
    )
    return ensure_form(
        parent=home,
        slug=words["slugs"],
        content=content,
        fields=words["fields"],
        translation_of=original,
    )
