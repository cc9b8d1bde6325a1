"""What is on show now: live, and not past its end even if nobody has withdrawn it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q
from django.utils import timezone

from cms.models import ChannelSnippet

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

S = TypeVar("S", bound=ChannelSnippet)


def of_channel(channel: Channel) -> Q:
    """The condition of menus and banners that are the channel's, or shared by one of its tenant."""
    shared = Q(is_shared=True, channel__tenant_id=channel.tenant_id)
    return Q(channel_id=channel.pk) | shared


def on_show(model: type[S]) -> QuerySet[S]:
    not_over = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
    return model._default_manager.filter(not_over, live=True)
