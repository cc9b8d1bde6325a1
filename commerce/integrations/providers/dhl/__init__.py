"""DHL in Germany: labels (Parcel DE Shipping), the course of parcels (Tracking), and where they can wait
(Location Finder).

DHL knows no key that would make one shipment of two requests, and its shipping service finds shipments
by its own numbers only: whether a request whose answer was lost has made one cannot be asked. It is said,
and people decide; the shop's reference, which stands on the label, is looked for in DHL's own portal.
What it pushes comes in other shapes than what it answers and unsigned, so parcels are asked for.
DHL Parcel has no service that tells prices: business customers agree on theirs, and the shop enters them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.integrations.errors import LabelUnknownError
from commerce.integrations.registry import (
    PICKUP_POINTS,
    CarrierProvider,
    PickupPlace,
    register_provider,
    setting,
)
from commerce.integrations.shapes import LabelMade, ParcelFacts, TrackingNews

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CONSOLE = "https://developer.dhl.com/user/apps"
PRODUCTS = (("V01PAK", _("DHL Paket")), ("V62KP", _("DHL Kleinpaket")))
FORMATS = (("PDF", _("Document (PDF)")), ("ZPL2", _("Label printer (ZPL)")))
UNKNOWN = _(
    "DHL finds no shipment by the shop's own reference. Look for %(reference)s in DHL's portal for"
    " business customers."
)


@dataclass(frozen=True, slots=True)
class DhlSettings:
    api_key: str = setting(_("API key"), is_secret=True, link=CONSOLE)
    api_secret: str = setting(_("API secret"), is_secret=True, link=CONSOLE)
    user: str = setting(_("User"), help=_("Of the portal for business customers."))
    password: str = setting(_("Password"), is_secret=True)
    account: str = setting(_("Customer number (EKP)"), help=_("Ten digits."))
    sender_name: str = setting(_("Sender"))
    sender_street: str = setting(_("Street and number"))
    sender_postcode: str = setting(_("Postcode"))
    sender_city: str = setting(_("City"))
    participation: str = setting(
        _("Participation"),
        default="01",
        help=_("The last two signs of the billing number."),
    )
    product: str = setting(_("Service within Germany"), default="V01PAK", choices=PRODUCTS)
    label_format: str = setting(_("Form of labels"), default="PDF", choices=FORMATS)

    def __post_init__(self) -> None:
        if len(self.account) != 10 or not self.account.isdecimal():
            raise ValidationError({"account": _("Ten digits.")})
        if len(self.participation) != 2 or not self.participation.isalnum():
            raise ValidationError({"participation": _("Two letters or digits.")})


@register_provider
class Dhl(CarrierProvider[DhlSettings]):
    code = "dhl"
    name = "DHL"
    description = _(
        "Makes and cancels labels of parcels from Germany, and tells where they are. It tells no prices:"
        " ways of sending cost what the shop says."
    )
    website = "https://www.dhl.de"
    settings_type = DhlSettings
    tracking_page = (
        "https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode={number}"
    )
    capabilities = frozenset({"labels", "tracking", PICKUP_POINTS})
    finds_labels = False
    # A usual key may ask 250 times a day.
    follow_every = timedelta(hours=3)

    @property
    def sender_country(self) -> str:
        return "DE"

    def test_connection(self) -> str | _StrPromise:
        from .wire import test_account

        return test_account(self)

    def pickup_points(self, *, country: str, postcode: str) -> Sequence[PickupPlace]:
        from .points import ask_points

        return ask_points(self, country=country, postcode=postcode)

    def make_label(self, parcel: ParcelFacts, *, key: str) -> LabelMade:
        from .labels import make

        return make(self, parcel, key=key)

    def find_label(self, *, key: str) -> LabelMade | None:
        raise LabelUnknownError(UNKNOWN % {"reference": key})

    def cancel_label(self, reference: str) -> None:
        from .labels import cancel

        cancel(self, reference)

    def track(self, tracking_number: str) -> list[TrackingNews]:
        from .tracking import ask_course

        return ask_course(self, tracking_number)
