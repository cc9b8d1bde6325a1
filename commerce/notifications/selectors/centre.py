"""Reads of what people are told by the bell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Subquery

from commerce.notifications.errors import NoticeNotFoundError
from commerce.notifications.models import Notice, PushAddress

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel


def list_notices(*, user: User, channel: Channel) -> QuerySet[Notice]:
    """Return the person's own notices in the channel, the newest first."""
    rows = Notice.objects.filter(user=user, channel=channel, deleted_at=None)
    return rows.order_by("-pk")


def list_unread(*, user: User, channel: Channel) -> QuerySet[Notice]:
    return list_notices(user=user, channel=channel).filter(read_at=None)


def list_notices_before(
    *, user: User, channel: Channel, before: str, most: int
) -> tuple[list[Notice], bool]:
    """Return the newest notices that are older than the person's own of that public id, deleted or
    not, and whether there are more. Without an id from the newest on; none for one that is unknown.
    """
    rows = list_notices(user=user, channel=channel)
    if before:
        own = Notice.objects.filter(user=user, channel=channel, public_id=before)
        rows = rows.filter(pk__lt=Subquery(own.values("pk")))
    found = list(rows[: most + 1])
    return found[:most], len(found) > most


def lock_notice(*, user: User, channel: Channel, public_id: str) -> Notice:
    """Return one of the person's own, locked. Raises NoticeNotFoundError for all others."""
    rows = list_notices(user=user, channel=channel).select_for_update()
    if (notice := rows.filter(public_id=public_id).first()) is None:
        raise NoticeNotFoundError
    return notice


def list_push_addresses(*, user_id: int, channel_id: int) -> QuerySet[PushAddress]:
    """Return the person's browsers, in the order in which they were added."""
    return PushAddress.objects.filter(user=user_id, channel=channel_id).order_by("pk")


def list_notices_at_work(*, user: User, tenant_id: int) -> QuerySet[Notice]:
    """Return what the person was told in any channel of the tenant, the newest first."""
    rows = Notice.objects.filter(user=user, channel__tenant=tenant_id, deleted_at=None)
    return rows.order_by("-pk")


def count_unread_at_work(*, user: User, tenant_id: int) -> int:
    return list_notices_at_work(user=user, tenant_id=tenant_id).filter(read_at=None).count()
