from oscar.apps.dashboard.offers import apps
from oscar.core.loading import get_classes


class OffersDashboardConfig(apps.OffersDashboardConfig):
    name = "commerce.oscar.dashboard.offers"

    def get_url_decorator(self, pattern):
        """Pages are about the tenant's own rows; a write is one transaction with a new stamp."""
        renewing_offers, of_own_tenant = get_classes(
            "offer.utils", ["renewing_offers", "of_own_tenant"]
        )
        decorate = renewing_offers(super().get_url_decorator(pattern))
        return lambda view: decorate(of_own_tenant(view, "offer", "ConditionalOffer"))
