"""What offers cost: one row per offer and currency, without cancelled orders."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from oscar.apps.offer import reports
from oscar.apps.offer.reports import *
from oscar.core.loading import get_class

from commerce.core.money import Money

CANCELLED = get_class("order.reports", "CANCELLED")


class OfferReportCSVFormatter(reports.OfferReportCSVFormatter):
    def generate_csv(self, response, offer_discounts):
        writer = self.get_csv_writer(response)
        writer.writerow([_("Offer"), _("Currency"), _("Total discount")])
        for row in offer_discounts:
            money = Money(row["total_discount"], row["currency"]).rounded()
            writer.writerow([row["display_offer_name"], money.currency, money.amount])


class OfferReportGenerator(reports.OfferReportGenerator):
    description = _("Offer performance, without cancelled orders")
    formatters = {
        **reports.OfferReportGenerator.formatters,
        "CSV_formatter": OfferReportCSVFormatter,
    }

    def get_queryset(self):
        rows = super().get_queryset().exclude(order__status=CANCELLED)
        names = ("offer_id", "offer", "total_discount", "display_offer_name", "currency")
        return rows.annotate(currency=F("order__currency")).values(*names)
