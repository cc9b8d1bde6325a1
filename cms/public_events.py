"""What others may hear of the website."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from wagtail.models import Page

from commerce.core.shapes import component
from commerce.webhooks.registry import Fact, PublicEvent, register_public_event

from . import selectors
from .events import FormSubmitted, PagePublished
from .models import HeronPage
from .shapes import PublishedPage, SubmittedForm

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


FORM_EXAMPLE: Final[dict[str, Any]] = {
    "id": "sub_01JD40AAAABBBBCCCCDDDDFFFF",
    "form": "page_2YJ7Q0T1D8N4V8K6W1R3M5B9ZC",
    "title": "Write to us",
    "locale": "en",
    "submitted_at": "2026-11-28T09:12:00Z",
    "values": {"name": ["Ada"], "topic": ["Delivery"]},
}


def tell_form(event: FormSubmitted, channel: Channel) -> Iterator[Fact]:
    """Nothing of what was deleted meanwhile."""
    submission = selectors.find_submission(submission_id=event.submission_id)
    page = submission and submission.page.specific
    if submission is None or not isinstance(page, HeronPage):
        return
    told: SubmittedForm = {
        "id": submission.public_id,
        "form": page.public_id,
        "title": page.title,
        "locale": submission.locale_code,
        "submitted_at": submission.submit_time.isoformat().replace("+00:00", "Z"),
        "values": {
            name: value if isinstance(value, list) else [value]
            for name, value in submission.form_data.items()
            if value
        },
    }
    yield Fact(submission.public_id, {**told})


register_public_event(
    PublicEvent(
        "form.submitted",
        FormSubmitted,
        component(SubmittedForm),
        "A reader of the website has sent a form.",
        tell_form,
        f"{__name__}.FORM_EXAMPLE",
    )
)
