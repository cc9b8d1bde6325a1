"""UPS: labels, cancelling them, prices, and the course of parcels, by its REST services with OAuth.

UPS knows no key that would make one shipment of two requests. The shop's own key stands as a reference
on each package, and a label whose answer was lost is looked for by it before another one is made.
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

CONSOLE = "https://developer.ups.com/apps"
SERVICES = (
    ("11", _("Standard")),
    ("65", _("Express Saver")),
    ("07", _("Express")),
    ("03", _("Ground (United States)")),
)
FORMATS = (("GIF", _("Picture (GIF)")), ("ZPL", _("Label printer (ZPL)")))


@dataclass(frozen=True, slots=True)
class UpsSettings:
    client_id: str = setting(_("Client ID"), link=CONSOLE)
    client_secret: str = setting(_("Client secret"), is_secret=True, link=CONSOLE)
    account: str = setting(_("Account number"), help=_("Six letters and digits."))
    sender_name: str = setting(_("Sender"))
    sender_phone: str = setting(_("Telephone of the sender"))
    sender_street: str = setting(_("Street and number"))
    sender_postcode: str = setting(_("Postcode"))
    sender_city: str = setting(_("City"))
    sender_country: str = setting(_("Country"), help=_("Two letters, such as DE."))
    service: str = setting(_("Service"), default="11", choices=SERVICES)
    label_format: str = setting(_("Form of labels"), default="GIF", choices=FORMATS)
    news_secret: str = setting(
        _("Credential of news"),
        default="",
        is_secret=True,
        help=_("What UPS sends along with news of parcels; without one they are asked for."),
    )

    def __post_init__(self) -> None:
        if len(self.sender_country) != 2:
            raise ValidationError({"sender_country": _("Two letters, such as DE.")})


@register_provider
class Ups(CarrierProvider[UpsSettings]):
    code = "ups"
    name = "UPS"
    description = _("Makes and cancels labels, and tells what sending costs and where parcels are.")
    website = "https://www.ups.com"
    settings_type = UpsSettings
    tracking_page = "https://www.ups.com/track?tracknum={number}"
    capabilities = frozenset({"labels", "tracking", "tracking_news", RATES})
    services = SERVICES

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
        from .labels import find

        return find(self, key=key)

    def cancel_label(self, reference: str) -> None:
        from .labels import cancel

        cancel(self, reference)

    def track(self, tracking_number: str) -> list[TrackingNews]:
        from .tracking import ask_course

        return ask_course(self, tracking_number)

    def read_news(self, headers: Mapping[str, str], body: bytes) -> list[TrackingNews]:
        from .tracking import read_pushed

        return read_pushed(self.settings.news_secret, headers, body)
