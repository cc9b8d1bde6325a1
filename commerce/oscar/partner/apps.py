from oscar.apps.partner import apps


class PartnerConfig(apps.PartnerConfig):
    name = "commerce.oscar.partner"

    def ready(self):
        """Without upstream's receiver: alerts follow from StockChanged, and stock changes unsaved."""
