"""What tenders offer elsewhere."""

from django.utils.translation import gettext_lazy as _

from commerce.accounts.events import AccountClosed
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.core.bus import on
from commerce.notifications.registry import register_kind
from commerce.payments.registry import FREE, register_gateway

from .enums import (
    BANK_TRANSFER,
    CASH_ON_DELIVERY,
    GIFT_CARD,
    INVOICE,
    PAYMENT_LINK,
    STORE_CREDIT,
)
from .gateways.by_hand import BankTransfer, ByHand, Invoice, NothingToPay, PaymentLink
from .gateways.purses import PurseGateway
from .kinds import GIFT_CARD_ISSUED
from .services.privacy import export_person, forget_person

register_kind(GIFT_CARD_ISSUED)
register_gateway(PurseGateway(GIFT_CARD, _("Gift card"), _("Paid with what is on the gift card.")))
register_gateway(
    PurseGateway(STORE_CREDIT, _("Store credit"), _("Paid with what the shop owes you."))
)
register_gateway(
    Invoice(INVOICE, _("Invoice"), _("The invoice comes with the goods and is due within 14 days."))
)
register_gateway(
    BankTransfer(
        BANK_TRANSFER,
        _("Bank transfer"),
        _("The order is packed as soon as the money has arrived."),
    )
)
register_gateway(
    ByHand(CASH_ON_DELIVERY, _("Cash on delivery"), _("Paid in cash to whoever brings the parcel."))
)
register_gateway(
    PaymentLink(PAYMENT_LINK, _("Still to be paid"), _("By the link that the customer is sent."))
)
register_gateway(NothingToPay(FREE, _("Nothing to pay"), ""))


@keeps("tenders")
def read_person(person: Person) -> Kept:
    return export_person(person)


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    forget_person(get_person(user_id=event.user_id, tenant_id=event.tenant_id))
