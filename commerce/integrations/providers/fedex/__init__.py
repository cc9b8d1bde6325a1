"""FedEx: labels, cancelling them, prices, and the course of parcels, by its REST services with OAuth.

FedEx knows no key that would make one shipment of two requests, and prints no label a second time. The
shop's own key stands as the customer's reference on the parcel: a shipment whose answer was lost is looked
for by it in tracking, and cancelled, so that another one may be made. Until it is in those books, which
takes from minutes to hours, nobody can say whether there is one: people decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.integrations.registry import (
    RATES,
    CarrierProvider,
    CarrierRate,
    ParcelToRate,
    register_provider,
    setting,
)
from commerce.integrations.shapes import LabelMade, ParcelFacts, TrackingNews

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CONSOLE = "https://developer.fedex.com/api/en-us/project.html"
HOME = (
    ("FEDEX_REGIONAL_ECONOMY", _("Regional Economy (Europe)")),
    ("PRIORITY_OVERNIGHT", _("Priority Overnight")),
    ("FEDEX_GROUND", _("Ground (United States)")),
    ("GROUND_HOME_DELIVERY", _("Home Delivery (United States)")),
)
ABROAD = (
    ("INTERNATIONAL_ECONOMY", _("International Economy")),
    ("FEDEX_INTERNATIONAL_PRIORITY", _("International Priority")),
)
FORMATS = (("PDF", _("Document (PDF)")), ("ZPLII", _("Label printer (ZPL)")))


@dataclass(frozen=True, slots=True)
class FedexSettings:
    client_id: str = setting(_("API key"), link=CONSOLE)
    client_secret: str = setting(_("API secret"), is_secret=True, link=CONSOLE)
    account: str = setting(_("Account number"), help=_("Nine digits."))
    sender_name: str = setting(_("Sender"))
    sender_phone: str = setting(_("Telephone of the sender"))
    sender_street: str = setting(_("Street and number"))
    sender_postcode: str = setting(_("Postcode"))
    sender_city: str = setting(_("City"))
    sender_country: str = setting(_("Country"), help=_("Two letters, such as DE."))
    sender_region: str = setting(
        _("State or province"), default="", help=_("Two letters, in the United States and Canada.")
    )
    service: str = setting(
        _("Service within the country"), default="FEDEX_REGIONAL_ECONOMY", choices=HOME
    )
    service_abroad: str = setting(
        _("Service to other countries"), default="INTERNATIONAL_ECONOMY", choices=ABROAD
    )
    label_format: str = setting(_("Form of labels"), default="PDF", choices=FORMATS)
    news_secret: str = setting(
        _("Security token of news"),
        default="",
        is_secret=True,
        help=_("What FedEx signs news of parcels with; without one they are asked for."),
    )

    def __post_init__(self) -> None:
        if len(self.sender_country) != 2:
            raise ValidationError({"sender_country": _("Two letters, such as DE.")})


@register_provider
class Fedex(CarrierProvider[FedexSettings]):
    code = "fedex"
    name = "FedEx"
    description = _("Makes and cancels labels, and tells what sending costs and where parcels are.")
    website = "https://www.fedex.com"
    settings_type = FedexSettings
    tracking_page = "https://www.fedex.com/fedextrack/?trknbr={number}"
    capabilities = frozenset({"labels", "tracking", "tracking_news", RATES})
    finds_labels = False
    services = (*HOME, *ABROAD)

    def test_connection(self) -> str | _StrPromise:
        from .wire import test_account

        return test_account(self)

    @property
    def origin(self) -> str:
        settings = self.settings
        return f"{settings.account} {settings.sender_country} {settings.sender_postcode}"

    def rate(self, parcel: ParcelToRate) -> Sequence[CarrierRate]:
        from .rates import ask_rates

        return ask_rates(self, parcel)

    def make_label(self, parcel: ParcelFacts, *, key: str) -> LabelMade:
        from .labels import make

        return make(self, parcel, key=key)

    def find_label(self, *, key: str) -> LabelMade | None:
        from .labels import undo

        undo(self, key=key)
        return None

    def cancel_label(self, reference: str) -> None:
        from .labels import cancel

        cancel(self, reference)

    def track(self, tracking_number: str) -> list[TrackingNews]:
        from .tracking import ask_course

        return ask_course(self, tracking_number)

    def read_news(self, headers: Mapping[str, str], body: bytes) -> list[TrackingNews]:
        from .tracking import read_pushed

        return read_pushed(self.settings.news_secret, headers, body)
