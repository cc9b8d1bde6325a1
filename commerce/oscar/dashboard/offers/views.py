"""Staff see the offers of the tenant whose dashboard they are on."""

from oscar.apps.dashboard.offers import views
from oscar.apps.dashboard.offers.views import *

from commerce.tenancy.selectors import current_tenant_id


class OfferListView(views.OfferListView):
    def get_queryset(self):
        return super().get_queryset().filter(channel__tenant_id=current_tenant_id())
