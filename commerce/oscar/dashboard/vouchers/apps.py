from oscar.apps.dashboard.vouchers import apps
from oscar.core.loading import get_class


class VouchersDashboardConfig(apps.VouchersDashboardConfig):
    name = "commerce.oscar.dashboard.vouchers"

    def get_url_decorator(self, pattern):
        """What these pages write is one transaction that gives all offers a new stamp."""
        renewing_offers = get_class("offer.utils", "renewing_offers")
        return renewing_offers(super().get_url_decorator(pattern))
