"""How the copilot is reached from what it writes about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from chatbot.copilot.pages import find_page
from chatbot.copilot.pictures import find_picture
from chatbot.copilot.products import find_product
from chatbot.copilot.subjects import Subject

from .showing import find_usable_voice, setup_address, subject_address

PRIORITY = 45


def product_tool(request: Any, product: Any) -> tuple[str, str] | None:
    """Return the link of a product's page in the dashboard, if there is something behind it."""
    return _link("dashboard", find_product(request.user, product.pk), request.user)


def page_buttons(page: Any, user: Any, view_name: str, next_url: Any = None) -> Iterator[Button]:
    """Yield the entry of the menu beside a page's title."""
    if (
        view_name == "edit"
        and page.pk
        and (link := _link("wagtail", find_page(user, page.pk), user))
    ):
        yield Button(link[1], link[0], icon_name="edit", priority=PRIORITY)


def picture_link(image: Any, user: Any) -> tuple[str, str] | None:
    """Return the link of a picture's page, if there is something behind it."""
    return _link("wagtail", find_picture(user, image.pk), user)


def _link(frame: str, subject: Subject | None, user: Any) -> tuple[str, str] | None:
    if subject is None:
        return None
    if find_usable_voice(subject) is not None:
        return subject_address(frame, subject.kind, subject.pk), _("Have texts proposed")
    if address := setup_address(user, subject.channel.tenant_id):
        return address, _("Set up a language model, which proposes texts")
    return None
