"""What vouchers cost: per currency, without cancelled orders."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.voucher import reports
from oscar.apps.voucher.reports import *
from oscar.core.loading import get_class


class VoucherReportCSVFormatter(reports.VoucherReportCSVFormatter):
    def generate_csv(self, response, vouchers):
        writer = self.get_csv_writer(response)
        used = [_("Voucher code"), _("Added to a basket"), _("Used in an order")]
        writer.writerow([*used, _("Currency"), _("Total discount")])
        for voucher in vouchers:
            counts = [voucher.code, voucher.num_basket_additions, voucher.num_orders]
            for money in voucher.total_discount or [None]:
                amount = (money.currency, money.rounded().amount) if money else ("", "")
                writer.writerow([*counts, *amount])


class VoucherReportGenerator(reports.VoucherReportGenerator):
    description = _("Voucher performance, without cancelled orders")
    formatters = {
        **reports.VoucherReportGenerator.formatters,
        "CSV_formatter": VoucherReportCSVFormatter,
    }

    def filter_with_date_range(self, queryset):
        """Return the vouchers with what they took off, as they are shown."""
        costs = get_class("order.reports", "given")("voucher_id")
        vouchers = list(super().filter_with_date_range(queryset))
        for voucher in vouchers:
            voucher.total_discount = costs[voucher.pk]
        return vouchers
