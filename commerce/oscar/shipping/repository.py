"""Shipping methods are the channel's rates for the address's country and the basket's currency."""

from oscar.apps.shipping import repository
from oscar.core.loading import get_class, get_model

from commerce.core.prepared import PreparedRead

RateMethod = get_class("shipping.methods", "RateMethod")
ShippingRate = get_model("shipping", "ShippingRate")
RATES = PreparedRead(
    "rates of shipping",
    lambda **where: ShippingRate._base_manager.filter(**where, is_active=True).order_by(
        "position", "code", "pk"
    ),
    channel=ShippingRate._meta.get_field("channel"),
    currency=ShippingRate._meta.get_field("currency"),
)


class Repository(repository.Repository):
    def get_available_shipping_methods(self, basket, shipping_addr=None, **kwargs):
        """One method per code, in the rates' order; none without an address."""
        if shipping_addr is None:
            return []
        best = {}
        for rate in self.rates(basket, shipping_addr.country_id):
            known = best.get(rate.code)
            if known is None or (rate.countries and not known.countries):
                best[rate.code] = rate
        ordered = sorted(best.values(), key=lambda rate: (rate.position, rate.pk))
        return [RateMethod(rate) for rate in ordered]

    def rates(self, basket, country):
        rates = RATES.all(channel=basket.channel_id, currency=basket.currency)
        return [rate for rate in rates if not rate.countries or country in rate.countries]

    def apply_shipping_offers(self, basket, methods):
        """Each method with the one offer that takes off most; upstream takes the first offer."""
        offers = [application["offer"] for application in basket.shipping_discounts]
        return [self._with_best_offer(basket, method, offers) for method in methods]

    def _with_best_offer(self, basket, method, offers):
        discounted = [self.apply_shipping_offer(basket, method, offer) for offer in offers]
        return max(discounted, key=lambda choice: choice.discount(basket))

    def apply_shipping_offer(self, basket, method, offer):
        return _with_days(super().apply_shipping_offer(basket, method, offer), method)


def _with_days(choice, method):
    """Upstream's discount wrapper forwards only what upstream's methods have.

    A method that costs nothing stays as it is.
    """
    if choice is not method:
        choice.minimum_days = method.minimum_days
        choice.maximum_days = method.maximum_days
    return choice
