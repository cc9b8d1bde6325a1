"""What follows a return."""

from __future__ import annotations

from ulid import ULID

from commerce.accounts.events import AccountClosed
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.core.bus import after_commit, on
from commerce.notifications.registry import register_kind
from commerce.ordering.registry import tells_timeline

from . import kinds
from .events import (
    ReturnApproved,
    ReturnDeclined,
    ReturnReceived,
    ReturnRequested,
    ReturnSettled,
    WithdrawalDeclared,
)
from .selectors.timeline import moments_of
from .services.letters import send_receipt, tell_of_return, tell_staff_of_return
from .services.privacy import export_person, forget_person

tells_timeline("returns")(moments_of)
for kind in kinds.KINDS:
    register_kind(kind)


@after_commit(ReturnRequested)
def tell_requested(event: ReturnRequested) -> None:
    tell_of_return(
        kind=kinds.RETURN_REQUESTED,
        return_id=event.return_id,
        event_id=f"return/{event.return_id}",
    )
    tell_staff_of_return(return_id=event.return_id)


@after_commit(ReturnApproved)
def tell_approved(event: ReturnApproved) -> None:
    tell_of_return(
        kind=kinds.RETURN_APPROVED, return_id=event.return_id, event_id=f"return/{event.return_id}"
    )


@after_commit(ReturnDeclined)
def tell_declined(event: ReturnDeclined) -> None:
    tell_of_return(
        kind=kinds.RETURN_DECLINED, return_id=event.return_id, event_id=f"return/{event.return_id}"
    )


@after_commit(ReturnReceived)
def tell_received(event: ReturnReceived) -> None:
    """Each part that arrives is told; the receipt commits with the letter."""
    tell_of_return(kind=kinds.RETURN_RECEIVED, return_id=event.return_id, event_id=str(ULID()))


@after_commit(ReturnSettled)
def tell_settled(event: ReturnSettled) -> None:
    tell_of_return(
        kind=kinds.RETURN_SETTLED, return_id=event.return_id, event_id=f"return/{event.return_id}"
    )


@after_commit(WithdrawalDeclared)
def confirm_withdrawal(event: WithdrawalDeclared) -> None:
    send_receipt(withdrawal_id=event.withdrawal_id)


@keeps("returns")
def read_person(person: Person) -> Kept:
    return export_person(person)


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    forget_person(get_person(user_id=event.user_id, tenant_id=event.tenant_id))
