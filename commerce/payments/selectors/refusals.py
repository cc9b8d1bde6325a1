"""What payment services were asked for and did not do."""

from __future__ import annotations

from typing import Final

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from commerce.payments.enums import EntryKind, InstructionKind, InstructionState, SessionState
from commerce.payments.errors import RefusalNotFoundError
from commerce.payments.models import Instruction, LedgerEntry, PaymentSession

_IS_OPEN: Final = ~Q(session__state__in=[SessionState.FAILED, SessionState.CANCELLED])
_GONE: Final = F("session__refunded") + F("session__disputed") + F("session__lost")
# What is refused still matters while there is something left that it was asked for.
_MATTERS: Final = (
    Q(kind=InstructionKind.REFUND, session__captured__gt=_GONE)
    | Q(kind=InstructionKind.CAPTURE, session__captured__lt=F("session__amount")) & _IS_OPEN
    | Q(kind=InstructionKind.CANCEL) & _IS_OPEN
)


def list_refused() -> QuerySet[Instruction]:
    """Return what was refused and nobody has settled, newest first, with its payment and a `reason`.

    Beginning a payment is not among it: that is for the customer.
    """
    said = LedgerEntry.objects.filter(
        session=OuterRef("session"), kind=EntryKind.FAILED, reference=OuterRef("public_id")
    )
    rows = Instruction.objects.filter(_MATTERS, state=InstructionState.REFUSED, closed_at=None)
    own = rows.filter(session__in=PaymentSession.objects.order_by())
    told = own.annotate(reason=Subquery(said.values("note")[:1]))
    return told.select_related("session").order_by("-pk")


def is_refused(name: str) -> bool:
    """Whether something of that public id was refused, settled or not."""
    rows = Instruction.objects.filter(public_id=name, state=InstructionState.REFUSED)
    return rows.filter(session__in=PaymentSession.objects.order_by()).exists()


def lock_refused(name: str) -> Instruction:
    """Return the one of that public id, locked until the transaction ends.

    Raises RefusalNotFoundError, also for one that is settled.
    """
    rows = list_refused().select_for_update(of=("self",))
    found: Instruction | None = rows.filter(public_id=name).first()
    if found is None:
        raise RefusalNotFoundError
    return found
