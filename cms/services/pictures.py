"""Rendering pictures before the first reader asks for them."""

from __future__ import annotations

from collections.abc import Collection

from wagtail.models import Page

from cms import selectors
from cms.documents import page_references
from cms.models import HeronPage
from cms.references import Kind, References


def render_page_pictures(*, page_id: int) -> None:
    """Render what is missing of the pictures on a page. A page that is gone has none."""
    page = Page.objects.filter(pk=page_id).first()
    specific = page and page.specific
    if isinstance(specific, HeronPage):
        references = References.collect(page_references(specific))
        render_pictures(image_ids=references.keys[Kind.IMAGE])


def render_pictures(*, image_ids: Collection[int]) -> None:
    """Render what is missing of these pictures."""
    selectors.find_images(image_ids)
