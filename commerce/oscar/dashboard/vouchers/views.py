"""Staff see the vouchers of the tenant whose dashboard they are on."""

from oscar.apps.dashboard.vouchers import views
from django.http import HttpResponse
from oscar.apps.dashboard.vouchers.views import *
from oscar.core.loading import get_class
from oscar.core.utils import slugify

from commerce.core.row_tools import list_row_tools
from commerce.core.spreadsheets import CsvWriter
from commerce.tenancy.selectors import current_tenant_id

given = get_class("order.reports", "given")


class VoucherListView(views.VoucherListView):
    def get_queryset(self):
        return super().get_queryset().filter(channel__tenant_id=current_tenant_id())


class VoucherStatsView(views.VoucherStatsView):
    def get_context_data(self, **kwargs):
        """What the voucher took off, per currency, and what can be done with it elsewhere."""
        ctx = super().get_context_data(**kwargs)
        ctx["row_tools"] = list_row_tools(self.request, self.object)
        self.object.total_discount = given("voucher_id", [self.object.pk])[self.object.pk]
        return ctx


class VoucherSetDownloadView(views.VoucherSetDownloadView):
    def get(self, request, *args, **kwargs):
        voucher_set = self.get_object()
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        name = slugify(voucher_set.name)
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        codes = voucher_set.vouchers.values_list("code")
        CsvWriter(response).writerows(codes)
        return response
