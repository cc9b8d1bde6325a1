"""Telling the storefront which of its pages are out of date.

Tags wait in the database until the storefront has taken them, so none is lost when it is down, and
a tag that comes up again and again in a burst is sent once.
"""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commerce.core.bus import publish
from commerce.core.http import OutgoingError, post_json
from commerce.storefront.events import StorefrontAwaited, StorefrontWentStale
from commerce.storefront.models import RevalidationTag

logger = structlog.get_logger(__name__)

SECRET_HEADER = "X-Revalidate-Secret"  # noqa: S105 the header's name
TAGS_PER_POST = 500


@transaction.atomic
def revalidate(tags: Iterable[str], *, is_awaited: bool = False) -> None:
    """Have the storefront forget what it kept under these tags, soon after the commit.

    With `is_awaited` it is told before everything else that waits in the outbox: a person has changed
    something and looks for it.

    Tags are `product:<slug>`, `products` (lists of everything), `category:<slug>` (what is told of a
    category, and the list of its products), `categories` (all of them and their tree),
    `page:<path>`, `pages`, `menus`, `banners` and `channel`.
    """
    now = timezone.now()
    RevalidationTag.objects.bulk_create(
        # In one order for all, so that two writers never wait for each other.
        [RevalidationTag(tag=tag, requested_at=now) for tag in sorted(set(tags))],
        update_conflicts=True,
        unique_fields=["tag"],
        update_fields=["requested_at"],
    )
    publish(StorefrontAwaited() if is_awaited else StorefrontWentStale())


def flush_tags() -> int:
    """Send what waits and return how many tags the storefront took.

    A tag that was asked for again meanwhile stays. When the storefront does not answer, all stay
    for the next time. Must run outside of a transaction.
    """
    sent = 0
    while rows := list(RevalidationTag.objects.order_by("requested_at", "pk")[:TAGS_PER_POST]):
        if not _send([row.tag for row in rows]):
            return sent
        _forget(rows)
        sent += len(rows)
    return sent


def _send(tags: list[str]) -> bool:
    headers = {SECRET_HEADER: settings.STOREFRONT_REVALIDATE_SECRET}
    try:
        answer = post_json(settings.STOREFRONT_REVALIDATE_URL, {"tags": tags}, headers=headers)
    except OutgoingError as error:
        logger.info("storefront_not_reached", error=str(error), tags=len(tags))
        return False
    if not answer.is_success:
        logger.warning("storefront_refused_tags", status=answer.status, tags=len(tags))
    return answer.is_success


def _forget(rows: list[RevalidationTag]) -> None:
    by_moment: dict[object, list[int]] = {}
    for row in rows:
        by_moment.setdefault(row.requested_at, []).append(row.pk)
    as_read = Q()
    for moment, ids in by_moment.items():
        as_read |= Q(requested_at=moment, pk__in=ids)
    RevalidationTag.objects.filter(as_read).delete()
