"""What tenders offer elsewhere."""

from django.utils.translation import gettext_lazy as _

from commerce.notifications.registry import register_kind
from commerce.payments.registry import register_gateway

from .enums import GIFT_CARD, STORE_CREDIT
from .gateways.purses import PurseGateway
from .kinds import GIFT_CARD_ISSUED

register_kind(GIFT_CARD_ISSUED)
register_gateway(PurseGateway(GIFT_CARD, _("Gift card"), _("Paid with what is on the gift card.")))
register_gateway(
    PurseGateway(STORE_CREDIT, _("Store credit"), _("Paid with what the shop owes you."))
)
