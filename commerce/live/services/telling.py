"""Telling, and giving what was told its place."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction

from commerce.core.events import JsonObject
from commerce.live import selectors
from commerce.live.models import LiveHead, LiveMessage
from commerce.live.shapes import Topic

# Messages that are given their places in one transaction.
BATCH = 1000
HEAD = 1


def tell(*, topic: Topic, kind: str, body: JsonObject) -> None:
    """Have everybody who listens to the topic hear this, soon after the commit. One query.

    What was told about the same topic with the same kind and is not on its way yet is replaced, so
    `body` is the whole present state. Must run in the transaction of what it tells about.
    """
    tell_all(kind=kind, bodies={topic: body})


def tell_all(*, kind: str, bodies: Mapping[Topic, JsonObject]) -> None:
    """Tell of many topics at once, as `tell` does of one. One query for each 1000."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{kind} was told without atomic().")
    rows = (
        LiveMessage(channel_id=topic.channel_id, topic=topic.name, kind=kind, body=body)
        for topic, body in bodies.items()
    )
    LiveMessage.objects.bulk_create(rows, batch_size=BATCH)


def place_messages() -> int:
    """Give what was committed its place, and return how many messages got one.

    Without any it costs one query. Any number of processes may do this at once; each message gets
    one place. Of several that say the same of a topic the last one stays.
    """
    if not selectors.has_unplaced():
        return 0
    with transaction.atomic():
        LiveHead.objects.get_or_create(pk=HEAD)
        head = LiveHead.objects.select_for_update().get(pk=HEAD)
        rows = list(LiveMessage.objects.filter(position=None).order_by("pk")[:BATCH])
        newest = {(row.channel_id, row.topic, row.kind): row for row in rows}
        kept = sorted(newest.values(), key=lambda row: row.pk)
        for number, row in enumerate(kept, start=head.position + 1):
            row.position = number
        LiveMessage.objects.filter(
            pk__in={row.pk for row in rows} - {row.pk for row in kept}
        ).delete()
        LiveMessage.objects.bulk_update(kept, ["position"], batch_size=200)
        head.position += len(kept)
        head.save(update_fields=["position"])
    return len(kept)
