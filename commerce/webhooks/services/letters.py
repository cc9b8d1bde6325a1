"""Telling people that an endpoint is told nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.notifications.services import notify
from commerce.notifications.shapes import Recipient
from commerce.tenancy.selectors import read_channel
from commerce.webhooks.kinds import WEBHOOK_PAUSED, WEBHOOK_PAUSED_NOTICE
from commerce.webhooks.models import Endpoint
from commerce.webhooks.permissions import list_who_may_change

from .addresses import without_query

if TYPE_CHECKING:
    from commerce.webhooks.events import EndpointSilenced


def tell_silenced(*, event: EndpointSilenced) -> None:
    """Write to the owner, and put a notice before the staff of the tenant who may change it."""
    endpoint = Endpoint.objects.filter(pk=event.endpoint_id).first()
    if endpoint is None:
        return
    channel = read_channel(channel_id=event.channel_id)
    with translation.override(channel.default_locale):
        values = _values(endpoint, is_gone=event.is_gone)
    locale, about = channel.default_locale, endpoint.public_id
    owner = Recipient(locale=locale, email=endpoint.owner_email)
    staff = list_who_may_change(tenant_id=channel.tenant_id)
    people = [(WEBHOOK_PAUSED, owner)]
    people += [(WEBHOOK_PAUSED_NOTICE, Recipient(locale=locale, user_id=each)) for each in staff]
    for kind, recipient in people:
        notify(
            kind=kind.code,
            recipient=recipient,
            channel_id=channel.pk,
            event_id=f"{endpoint.public_id}/{event.silenced_at}",
            values=values,
            about=about,
        )


def _values(endpoint: Endpoint, *, is_gone: bool) -> dict[str, str]:
    page = reverse("webhooks_endpoints:inspect", args=[endpoint.pk])
    gone = _("The receiver has answered that it is gone for good.")
    failing = _("It has taken nothing for five days.")
    return {
        "endpoint": str(endpoint),
        "address": without_query(endpoint.url),
        "what": gone if is_gone else failing,
        "url": f"{settings.WAGTAILADMIN_BASE_URL}{page}",
    }
