"""What payments listen to, and the gateways that need nobody outside."""

from django.utils.translation import gettext_lazy as _

from commerce.core.bus import after_commit
from commerce.notifications.registry import register_kind

from .events import PaymentInstructed, PaymentSuspected
from .gateways import BankTransfer, Invoice
from .kinds import KINDS
from .registry import register_gateway
from .services.instructions import carry_out
from .services.notices import tell_of_suspicious_fact

for kind in KINDS:
    register_kind(kind)

register_gateway(
    Invoice(
        code="offline",
        name=_("Invoice"),
        description=_("The invoice comes with the goods and is due within 14 days."),
    )
)
register_gateway(
    BankTransfer(
        code="bank-transfer",
        name=_("Bank transfer"),
        description=_("The order is packed as soon as the money has arrived."),
    )
)


@after_commit(PaymentInstructed, external=True)
def ask_gateway(event: PaymentInstructed) -> None:
    """The request that instructed has asked already, unless it ended before it could."""
    carry_out(instruction_id=event.instruction_id)


@after_commit(PaymentSuspected, ordered=False)
def tell_who_looks_after_money(event: PaymentSuspected) -> None:
    """One notice for each fact, however often it is told."""
    tell_of_suspicious_fact(fact_id=event.fact_id)
