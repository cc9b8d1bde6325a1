"""What payments listen to."""

from commerce.accounts.events import AccountClosed
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.core.bus import after_commit, on
from commerce.notifications.registry import register_kind

from .events import (
    PaymentAgreed,
    PaymentInstructed,
    PaymentInstructionRefused,
    PaymentSuspected,
)
from .kinds import KINDS
from .services.instructions import carry_out
from .services.looking import look_at
from .services.notices import tell_of_refused_instruction, tell_of_suspicious_fact
from .services.privacy import export_person, forget_person, forget_saved_methods

for kind in KINDS:
    register_kind(kind)


@after_commit(PaymentInstructed, external=True)
def ask_gateway(event: PaymentInstructed) -> None:
    """The request that instructed has asked already, unless it ended before it could."""
    carry_out(instruction_id=event.instruction_id)


@after_commit(PaymentAgreed, external=True, awaited=True)
def look_at_agreed(event: PaymentAgreed) -> None:
    """The customer may be back already and have had it looked at, or never come back."""
    look_at(session_id=event.session_id)


@after_commit(PaymentSuspected, ordered=False)
def tell_who_looks_after_money(event: PaymentSuspected) -> None:
    """One notice for each fact, however often it is told."""
    tell_of_suspicious_fact(fact_id=event.fact_id)


@after_commit(PaymentInstructionRefused, ordered=False)
def tell_what_was_refused(event: PaymentInstructionRefused) -> None:
    """One notice for each instruction, however often it is told."""
    tell_of_refused_instruction(instruction_id=event.instruction_id)


@keeps("payments")
def read_person(person: Person) -> Kept:
    return export_person(person)


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    forget_person(get_person(user_id=event.user_id, tenant_id=event.tenant_id))


@after_commit(AccountClosed, ordered=False, external=True)
def forget_what_is_kept_elsewhere(event: AccountClosed) -> None:
    forget_saved_methods(Person(user_id=event.user_id, tenant_id=event.tenant_id))
