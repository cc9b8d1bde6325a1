"""Reads of the words that messages are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.notifications.enums import Medium
from commerce.notifications.models import Template
from commerce.notifications.registry import Draft, Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet


def get_draft(*, kind: Kind, medium: Medium, channel_id: int, locale: str) -> Draft:
    """Return the words in force: those that the channel's editors have published, or the delivered
    ones. One query.
    """
    place = {"kind": kind.code, "medium": medium, "channel_id": channel_id, "locale": locale}
    written = Template.objects.filter(**place, live=True).first()
    return written.draft if written else kind.draft


def find_template(*, kind: Kind, medium: Medium, channel_id: int, locale: str) -> Template | None:
    """Return what editors have begun to write, published or not."""
    place = {"kind": kind.code, "medium": medium, "channel_id": channel_id, "locale": locale}
    found: Template | None = Template.objects.filter(**place).first()
    return found


def list_templates(*, kind: Kind, channel_id: int) -> QuerySet[Template]:
    """Return everything that was written for a kind in a channel."""
    return Template.objects.filter(kind=kind.code, channel_id=channel_id)
