"""Much work at once, one thing after the other: a worker that is killed loses at most the one at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from commerce.core.errors import DomainError
from commerce.core.locks import try_lock

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

LONGEST_PROBLEM = 300


class Progress(Enum):
    """How far working on a batch has come."""

    TAKEN = "somebody else is at it"
    HALFWAY = "some of it is left"
    DONE = "all of it was tried"


@dataclass(frozen=True, kw_only=True)
class Work:
    """How batches of one kind are worked off.

    A batch counts what is `done` of it; its items know their `batch`, `is_done` and the `problem` in
    words. `do` does one item, and is undone where it raises a DomainError. `reached` names the point
    behind each item, `finish` ends a batch that has nothing left and says whether it could.
    """

    name: str
    batches: type[Model]
    items: type[Model]
    do: Callable[[Any], object]
    reached: Callable[[], object]
    finish: Callable[[int], bool] = lambda _batch_id: True
    meanwhile: Mapping[str, Any] = field(default_factory=dict)

    def lock(self, batch_id: int) -> bool:
        """Keep others from the batch until the transaction ends; False while another one is at it."""
        return try_lock(f"{self.name}.{batch_id}")


def chosen(
    rows: QuerySet[Any], *, most: int, none: type[DomainError], too_many: type[DomainError]
) -> list[int]:
    """Return the keys of what was chosen, in order; raise what is given for none and too many."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[: most + 1])
    if not keys:
        raise none
    if len(keys) > most:
        raise too_many(most=most)
    return keys


def go_on(work: Work, *, batch_id: int, most: int | None = None) -> Progress:
    """Do what is left of a batch, `most` items of it at a time.

    Each item commits on its own, with what is counted of it, and none is tried twice. Of two workers
    at one batch the second goes away.
    """
    items = work.items._base_manager.filter(batch=batch_id, is_done=False).order_by("pk")
    for pk in list(items.values_list("pk", flat=True)[:most]):
        if not _do(work, pk, batch_id):
            return Progress.TAKEN
        work.reached()
    if items.exists():
        return Progress.HALFWAY
    with transaction.atomic():
        return Progress.DONE if work.finish(batch_id) else Progress.TAKEN


@transaction.atomic
def _do(work: Work, item_id: int, batch_id: int) -> bool:
    """Do one item; False while another worker is at the batch."""
    if not work.lock(batch_id):
        return False
    item: Any = work.items._base_manager.select_related("batch__asked_by").get(pk=item_id)
    if item.is_done:
        return True
    problem = ""
    try:
        with transaction.atomic():
            work.do(item)
    except DomainError as refused:
        problem = refused.detail[:LONGEST_PROBLEM]
    work.items._base_manager.filter(pk=item_id).update(is_done=True, problem=problem)
    changes = {"done": F("done") + 1, **work.meanwhile}
    work.batches._base_manager.filter(pk=batch_id).update(**changes)
    return True
