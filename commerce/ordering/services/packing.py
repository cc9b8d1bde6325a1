"""Many orders packed at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from commerce.core.errors import DomainError
from commerce.ordering.selectors.picking import left_of, unpacked_lines

from .fulfilments import create_fulfilments

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.ordering.models import Fulfilment
    from commerce.oscar.order.models import Order


@dataclass(slots=True)
class Packed:
    """What became of each order: its parcels, or the words that say why it was left as it is."""

    parcels: list[Fulfilment] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def pack_orders(*, orders: QuerySet[Order]) -> Packed:
    """Pack all that is left of each order and that the person at work may see.

    Each order commits on its own, as `create_fulfilments` does; one that cannot be packed any more
    does not keep the others.
    """
    done = Packed()
    for order in orders:
        try:
            done.parcels += create_fulfilments(order_id=order.pk, quantities=_left_of(order))
        except DomainError as refused:
            done.refused.append((order.number, refused.detail))
    return done


def _left_of(order: Order) -> dict[int, int]:
    return {line.pk: left_of(line) for line in unpacked_lines().filter(order=order)}
