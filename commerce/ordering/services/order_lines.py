"""A seller's part of an order: packed and sent on its own, paid and cancelled as a whole."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from commerce.core.errors import NotFoundError
from commerce.ordering.enums import ParcelState
from commerce.ordering.errors import StatusChangeRefusedError
from commerce.ordering.models import Fulfilment
from commerce.ordering.policies import STATUS_LABELS
from commerce.oscar.order.models import Line, OrderStatus

from .fulfilments import create_fulfilments, ship_fulfilment


@transaction.atomic
def change_line_status(*, order_id: int, line_ids: Collection[int], status: str) -> None:
    """Pack what is left of these lines, or ship the parcels that they are packed in.

    Takes lines that the person at work may see; raises NotFoundError for others, and
    StatusChangeRefusedError for a step that is not next.
    """
    lines = list(Line.objects.filter(order_id=order_id, pk__in=line_ids))
    if not lines or len(lines) != len(set(line_ids)):
        raise NotFoundError
    for line in lines:
        if status not in line.available_statuses():
            raise StatusChangeRefusedError(
                current=str(STATUS_LABELS.get(line.status, line.status)),
                wanted=str(STATUS_LABELS.get(status, status)),
            )
    if status == OrderStatus.PACKED:
        rest = {line.pk: line.quantity - line.num_packed - line.num_cancelled for line in lines}
        create_fulfilments(order_id=order_id, quantities=rest)
    elif status == OrderStatus.SHIPPED:
        packed = Fulfilment.objects.filter(state=ParcelState.PACKED, lines__line__in=lines)
        for pk in packed.distinct().values_list("pk", flat=True):
            ship_fulfilment(fulfilment_id=pk)
    else:
        raise StatusChangeRefusedError(current="", wanted=str(STATUS_LABELS.get(status, status)))
