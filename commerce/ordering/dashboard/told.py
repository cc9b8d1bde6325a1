"""What a person, or the customer of an order, was told: listed for staff, and sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from commerce.core.errors import DomainError
from commerce.notifications.services import can_be_sent_again, send_again

if TYPE_CHECKING:
    from django.db.models import QuerySet

ACTION = "send_again"
MOST_SHOWN = 50


def told_rows(told: QuerySet[Any]) -> list[tuple[Any, bool]]:
    """Return the newest messages, each with whether it can be sent again."""
    rows = told.select_related("user")[:MOST_SHOWN]
    return [(message, can_be_sent_again(message)) for message in rows]


def send_one_again(request: HttpRequest, told: QuerySet[Any]) -> None:
    """Send the message that the form names, if it is one of these, and say what came of it."""
    message = told.filter(public_id=request.POST.get(ACTION, "")).first()
    if message is None:
        messages.error(request, _("There is no such message."))
        return
    try:
        send_again(message=message)
    except DomainError as refused:
        messages.error(request, refused.detail)
        return
    messages.success(request, _("The message is sent once more."))
