"""What setting the demo shop up again would change, without doing it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from commerce.cart.models import ChargeRate, ReminderRule
from commerce.exchange.reports import ImportReport, Outcome
from commerce.oscar.offer.models import ConditionalOffer
from commerce.oscar.shipping.models import ShippingRate
from commerce.oscar.voucher.models import Voucher
from infra.demo.catalogue import load
from infra.demo.goods import import_catalogue
from infra.demo.promotions import CHARGES, SHIPPING, missing_reviews

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

WRITTEN = (Outcome.CREATED, Outcome.CHANGED, Outcome.REMOVED)
WEBSITE = "Pages, menus and banners that no editor has worked on would get the demo's texts."
STOCK = "Stock, orders and customers would stay as they are."


def describe_repetition(channel: Channel, folder: Path) -> list[str]:
    """One line for each kind of thing that would be made or changed."""
    report = import_catalogue(channel, folder, is_dry_run=True)
    return [*_written(report), *_made_again(channel), WEBSITE, STOCK]


def _written(report: ImportReport) -> Iterator[str]:
    for kind, outcomes in sorted(report.counts.items()):
        told = [f"{outcomes[each]} {each}" for each in WRITTEN if outcomes[each]]
        if told:
            yield f"Catalogue, {kind}: {', '.join(told)}"


def _made_again(channel: Channel) -> Iterator[str]:
    catalogue = load()
    offers = ConditionalOffer.objects.filter(channel=channel).values_list("name", flat=True)
    codes = Voucher.objects.filter(channel=channel).values_list("code", flat=True)
    rates = ShippingRate.objects.filter(channel=channel).values_list("code", "currency")
    charges = ChargeRate.objects.filter(channel=channel).values_list("kind", "currency")
    charged = {(kind, currency) for kind in CHARGES for currency in channel.currencies}
    wanted = {(rate.code, currency) for rate in SHIPPING for currency in channel.currencies}
    missing = {
        "offers": len({each.names["en"] for each in catalogue.offers} - set(offers)),
        "vouchers": len({each.code for each in catalogue.vouchers} - set(codes)),
        "reviews": len(list(missing_reviews(channel, catalogue.reviews))),
        "shipping rates": len(wanted - set(rates)),
        "charges": len(charged - set(charges)),
        "rules of reminders": int(not ReminderRule.objects.filter(channel=channel).exists()),
    }
    return (f"{number} {name} would be made again" for name, number in missing.items() if number)
