"""What others may hear of the website."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from wagtail.models import Page

from commerce.core.shapes import component
from commerce.webhooks.registry import Fact, PublicEvent, register_public_event

from .events import PagePublished
from .models import HeronPage
from .shapes import PublishedPage

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

EXAMPLE: Final[dict[str, Any]] = {
    "id": "page_2YJ7Q0T1D8N4V8K6W1R3M5B9ZC",
    "title": "About us",
    "path": "/about/",
    "locale": "en",
}


def tell_page(event: PagePublished, channel: Channel) -> Iterator[Fact]:
    """Nothing of a page that was withdrawn meanwhile, or that has no public form."""
    page = Page.objects.live().filter(pk=event.page_id).specific().first()
    if isinstance(page, HeronPage):
        told: PublishedPage = {
            "id": page.public_id,
            "title": page.title,
            "path": event.path,
            "locale": event.locale,
        }
        yield Fact(page.public_id, {**told})


register_public_event(
    PublicEvent(
        "page.published",
        PagePublished,
        component(PublishedPage),
        "A page of the website went live, or a live one has changed.",
        tell_page,
        f"{__name__}.EXAMPLE",
    )
)
