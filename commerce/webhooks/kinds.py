"""What people are told about endpoints."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.enums import Audience, Medium
from commerce.notifications.registry import Draft, Kind, Variable, button, note, text

_VARIABLES: Final = (
    Variable("endpoint", _("What the endpoint is called"), "Orders into the ERP"),
    Variable("address", _("Where it receives"), "https://erp.example.com/hooks/shop"),
    Variable("what", _("Sentence about what has happened"), "It has not taken anything for days."),
    Variable("url", _("Page of the endpoint in the back office"), "https://shop.example/cms/"),
)
_SUBJECT: Final = _("Nothing is sent to “{{ endpoint }}” any more")

WEBHOOK_PAUSED: Final = Kind(
    code="webhook_paused",
    name=_("Webhook paused"),
    description=_("Sent to who looks after an endpoint when nothing is sent to it any more."),
    audience=Audience.STAFF,
    is_mandatory=True,
    variables=_VARIABLES,
    draft=Draft(
        subject=_SUBJECT,
        parts=(
            text(_("{{ shop }} sends nothing to {{ address }} any more.")),
            text("{{ what }}"),
            text(_("When it works again, resume it in the back office.")),
            button(_("See the endpoint"), "url"),
            note(_("What happens meanwhile is kept for 30 days.")),
        ),
        short="{{ what }}",
        url="url",
    ),
)
WEBHOOK_PAUSED_NOTICE: Final = Kind(
    code="webhook_paused_notice",
    name=_("Webhook paused, for staff"),
    description=_("Shown to staff who may change endpoints."),
    audience=Audience.STAFF,
    is_mandatory=True,
    variables=_VARIABLES,
    media=frozenset({Medium.IN_APP}),
    draft=Draft(subject=_SUBJECT, short="{{ what }}", url="url"),
)
KINDS: Final = (WEBHOOK_PAUSED, WEBHOOK_PAUSED_NOTICE)
