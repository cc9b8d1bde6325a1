"""What the bell tells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from commerce.core.services.deletion import delete_in_steps
from commerce.notifications.errors import NoticeNotFoundError
from commerce.notifications.models import Notice
from commerce.notifications.selectors import centre as selectors

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

KEPT: Final = timedelta(days=180)


@transaction.atomic
def read_notice(*, user: User, channel: Channel, public_id: str) -> Notice:
    """Note that the person has read it. The first time counts. Raises NoticeNotFoundError."""
    notice = selectors.lock_notice(user=user, channel=channel, public_id=public_id)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


def read_all_notices(*, user: User, channel: Channel) -> int:
    """Note that the person has read everything there is by now; return how much was unread."""
    return selectors.list_unread(user=user, channel=channel).update(read_at=timezone.now())


def delete_notice(*, user: User, channel: Channel, public_id: str) -> None:
    """Take it off the person's list, with what it said. Raises NoticeNotFoundError."""
    now = timezone.now()
    deleted = selectors.list_notices(user=user, channel=channel).filter(public_id=public_id)
    if not deleted.update(title="", body="", url="", deleted_at=now, read_at=now):
        raise NoticeNotFoundError


def forget_old_notices() -> int:
    """Delete what is half a year old, read or not; return how much that was."""
    return delete_in_steps(Notice.objects.filter(created_at__lt=timezone.now() - KEPT))


def read_all_at_work(*, user: User, tenant_id: int) -> int:
    """Note that a member of staff has read everything there is by now; return how much was unread."""
    unread = selectors.list_notices_at_work(user=user, tenant_id=tenant_id).filter(read_at=None)
    return unread.update(read_at=timezone.now())
