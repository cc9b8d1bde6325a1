"""Goods that have come back: counted, looked at, and put on the shelf again or scrapped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from commerce.core.points import reach
from commerce.ordering.services.stock import take_back
from commerce.returns.enums import ReturnState
from commerce.returns.errors import (
    InspectionIncompleteError,
    NothingToReturnError,
    TooManyReceivedError,
)
from commerce.returns.events import ReturnReceived
from commerce.returns.models import ReturnLine, ReturnRequest
from commerce.returns.selectors.returns import lock_return

from .steps import move, refuse_step

if TYPE_CHECKING:
    from commerce.accounts.models import User


@transaction.atomic
def receive_return(
    *, return_id: int, pieces: Mapping[int, int], actor: User | None = None
) -> ReturnRequest:
    """Note that so many pieces have arrived, by the keys of the return's lines; more may follow.

    Publishes ReturnReceived. Raises ReturnNotFoundError, ReturnStepRefusedError,
    NothingToReturnError, and TooManyReceivedError for more than was announced.
    """
    request = lock_return(return_id)
    refuse_step(request, ReturnState.RECEIVED)
    rows = _lines(request)
    if not any(pieces.get(row.pk, 0) > 0 for row in rows):
        raise NothingToReturnError
    for row in rows:
        _receive(row, pieces.get(row.pk, 0))
    told = ", ".join(f"{pieces[row.pk]} × {row.line.title}" for row in rows if pieces.get(row.pk))
    move(request, ReturnState.RECEIVED, event=ReturnReceived, actor=actor, note=told)
    return request


@transaction.atomic
def inspect_return(
    *, return_id: int, results: Mapping[int, tuple[int, int]], actor: User | None = None
) -> ReturnRequest:
    """Say of all pieces that have arrived how many are sold again and how many are scrapped.

    `results` are both numbers by the keys of the return's lines. What is sold again is in stock with
    it; publishes StockChanged. Raises ReturnNotFoundError, ReturnStepRefusedError and
    InspectionIncompleteError.
    """
    request = lock_return(return_id)
    refuse_step(request, ReturnState.INSPECTED)
    rows = _lines(request)
    for row in rows:
        row.restocked, row.scrapped = results.get(row.pk, (0, 0))
        if min(row.restocked, row.scrapped) < 0 or row.restocked + row.scrapped != row.received:
            raise InspectionIncompleteError(name=row.line.title, received=row.received)
        row.save(update_fields=["restocked", "scrapped"])
    take_back(pieces={row.line: row.restocked for row in rows})
    reach("return.restocked")
    move(request, ReturnState.INSPECTED, actor=actor)
    return request


def _lines(request: ReturnRequest) -> list[ReturnLine]:
    return list(request.lines.select_related("line").order_by("line_id"))


def _receive(row: ReturnLine, number: int) -> None:
    left = row.quantity - row.received
    if not 0 <= number <= left:
        raise TooManyReceivedError(name=row.line.title, left=left)
    row.received += number
    row.save(update_fields=["received"])
