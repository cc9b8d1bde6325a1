"""Staff see the vouchers of the tenant whose dashboard they are on."""

from oscar.apps.dashboard.vouchers import views
from oscar.apps.dashboard.vouchers.views import *

from commerce.tenancy.selectors import current_tenant_id


class VoucherListView(views.VoucherListView):
    def get_queryset(self):
        return super().get_queryset().filter(channel__tenant_id=current_tenant_id())
