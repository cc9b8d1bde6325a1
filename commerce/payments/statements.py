"""What payments say to the database with every order, compiled once."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from commerce.core.prepared import PreparedInsert, PreparedRead, PreparedUpdate

from .enums import InstructionState, Mismatch
from .models import Instruction, LedgerEntry, PaymentSession, SuspiciousFact

_SESSIONS: Final = PaymentSession._base_manager
_COMPLETION: Final = PaymentSession._meta.get_field("completion_id")
_INSTRUCTION: Final = Instruction._meta.get_field("id")
_CLAIMED: Final = Instruction._meta.get_field("claimed_until")


def _named(*, session: Any, gateway: Any, reference: Any) -> QuerySet[PaymentSession]:
    known = Q(gateway=gateway, reference=reference) & ~Q(reference="")
    return _SESSIONS.select_for_update().filter(Q(public_id=session) | known).order_by("pk")


def _claim(*, instruction: Any, now: Any, until: Any) -> tuple[QuerySet[Instruction], Any]:
    """Those that are open, that nobody has claimed, and that no earlier one has to come before."""
    rows = Instruction._base_manager.filter(pk=instruction, state=InstructionState.OPEN)
    earlier = Instruction._base_manager.order_by().filter(
        session=OuterRef("session"), state=InstructionState.OPEN, pk__lt=OuterRef("pk")
    )
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return rows.filter(~Exists(earlier), free), {"claimed_until": until}


SESSIONS_OF = PreparedRead(
    "payments of a completion",
    lambda *, completion: _SESSIONS.filter(completion_id=completion).order_by("pk"),
    completion=_COMPLETION,
)
LOCK_SESSIONS_OF = PreparedRead(
    "payments of a completion, locked",
    lambda *, completion: (
        _SESSIONS.select_for_update().filter(completion_id=completion).order_by("pk")
    ),
    completion=_COMPLETION,
)
LOCK_NAMED = PreparedRead(
    "payments that are named, locked",
    _named,
    session=PaymentSession._meta.get_field("public_id"),
    gateway=PaymentSession._meta.get_field("gateway"),
    reference=PaymentSession._meta.get_field("reference"),
)
ENTRIES_OF = PreparedRead(
    "ledger of a payment",
    lambda *, session: LedgerEntry._base_manager.filter(session=session).order_by("pk"),
    session=LedgerEntry._meta.get_field("session"),
)
EARLY_FACTS_OF = PreparedRead(
    "what was told of a payment too early",
    lambda *, session: SuspiciousFact._base_manager.filter(
        session=session, reason=Mismatch.EARLY, closed_at=None
    ).order_by("pk"),
    session=SuspiciousFact._meta.get_field("session"),
)

INSERT_INSTRUCTION = PreparedInsert(Instruction)
CLAIM_INSTRUCTION = PreparedUpdate(
    "claim of an instruction", _claim, instruction=_INSTRUCTION, now=_CLAIMED, until=_CLAIMED
)
READ_INSTRUCTION = PreparedRead(
    "instruction with its payment",
    lambda *, instruction: (
        Instruction._base_manager.select_related("session").filter(pk=instruction).order_by("pk")
    ),
    instruction=_INSTRUCTION,
)
LOCK_INSTRUCTION = PreparedRead(
    "instruction with its payment, locked",
    lambda *, instruction: (
        Instruction._base_manager.select_for_update()
        .select_related("session")
        .filter(pk=instruction)
        .order_by("pk")
    ),
    instruction=_INSTRUCTION,
)
ANSWER_INSTRUCTION = PreparedUpdate(
    "answer to an instruction",
    lambda *, instruction, state: (
        Instruction._base_manager.filter(pk=instruction),
        {"state": state},
    ),
    instruction=_INSTRUCTION,
    state=Instruction._meta.get_field("state"),
)
