"""What staff are told about the website."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.enums import Audience, Medium
from commerce.notifications.registry import Draft, Kind, Variable, button, lines, text

FORM_SUBMITTED: Final = Kind(
    code="form_submitted",
    name=_("A form was sent"),
    description=_("Told when a reader of the website has sent a form."),
    audience=Audience.STAFF,
    media=frozenset({Medium.EMAIL, Medium.IN_APP}),
    variables=(
        Variable("form", _("Title of the form"), "Write to us"),
        Variable("lines", _("What was sent"), [{"title": "Your name", "note": "Ada"}]),
        Variable("url", _("Address of the list of submissions"), "https://shop.example/cms/forms/"),
    ),
    draft=Draft(
        subject=_("Somebody has sent “{{ form }}”"),
        parts=(
            text(_("This was sent with the form “{{ form }}” of the website:")),
            lines("lines"),
            button(_("See all submissions"), "url"),
        ),
        short=_("Somebody has sent “{{ form }}”."),
        url="url",
    ),
)
