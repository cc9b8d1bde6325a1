"""What orders are worth: per currency, because sums of two mean nothing, and without cancelled ones."""

from collections import defaultdict
from typing import Any

from django.db.models import Avg, Sum
from django.utils.translation import gettext_lazy as _
from oscar.apps.order import reports
from oscar.apps.order.reports import *
from oscar.apps.order.reports import Order
from oscar.core.loading import get_model

from commerce.core.money import Money

from .models import status_label

CANCELLED = "cancelled"


def kept(orders: Any) -> Any:
    """Orders that count."""
    return orders.exclude(status=CANCELLED)


def worth(orders: Any, user: Any) -> list[Money]:
    """Amounts of the orders per currency; for a seller, of their own lines only."""
    rows = Order.objects.filter(pk__in=kept(orders).order_by().values("pk")).order_by("currency")
    if user.is_staff:
        sums = rows.values_list("currency").annotate(Sum("total_incl_tax"))
    else:
        lines = get_model("order", "Line").objects.filter(
            order__in=rows.order_by().values("pk"), partner__users=user
        )
        by_currency = lines.order_by("order__currency").values_list("order__currency")
        sums = by_currency.annotate(Sum("line_price_incl_tax"))
    return [Money(amount, currency) for currency, amount in sums]


def average(orders):
    """The average order per currency."""
    rows = kept(orders).order_by("currency").values_list("currency")
    return [Money(amount, currency) for currency, amount in rows.annotate(Avg("total_incl_tax"))]


def given(key, keys=None):
    """What offers (`offer_id`) or vouchers (`voucher_id`) took off, as a list of Money by key."""
    rows = get_model("order", "OrderDiscount").objects.exclude(order__status=CANCELLED)
    if keys is not None:
        rows = rows.filter(**{f"{key}__in": list(keys)})
    found = defaultdict(list)
    grouped = rows.order_by("order__currency").values_list(key, "order__currency")
    for pk, currency, amount in grouped.annotate(Sum("amount")):
        found[pk].append(Money(amount, currency))
    return found


class OrderReportCSVFormatter(reports.OrderReportCSVFormatter):
    def generate_csv(self, response, orders):
        writer = self.get_csv_writer(response)
        writer.writerow(
            [
                _("Order number"),
                _("Name"),
                _("Email"),
                _("Currency"),
                _("Total incl. tax"),
                _("Order status"),
                _("Date placed"),
            ]
        )
        for order in orders:
            name = "-" if order.is_anonymous else order.user.get_full_name()
            total = Money(order.total_incl_tax, order.currency).rounded()
            told = [order.number, name, order.email, total.currency, total.amount]
            writer.writerow([*told, status_label(order.status), order.date_placed])


class OrderReportGenerator(reports.OrderReportGenerator):
    description = _("Orders placed, without cancelled ones")
    formatters = {
        **reports.OrderReportGenerator.formatters,
        "CSV_formatter": OrderReportCSVFormatter,
    }

    def get_queryset(self):
        return kept(super().get_queryset())
