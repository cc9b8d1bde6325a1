from oscar.apps.dashboard.ranges import apps
from oscar.core.loading import get_class


class RangesDashboardConfig(apps.RangesDashboardConfig):
    name = "commerce.oscar.dashboard.ranges"

    def get_url_decorator(self, pattern):
        """What these pages write is one transaction that gives all offers a new stamp."""
        renewing_offers = get_class("offer.utils", "renewing_offers")
        return renewing_offers(super().get_url_decorator(pattern))
