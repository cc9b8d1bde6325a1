"""Shipping methods are the channel's rates for the address's country and the basket's currency."""

from oscar.apps.shipping import repository
from oscar.core.loading import get_class, get_model

from commerce.core.process_cache import ProcessCache
from commerce.oscar.offer.applicator import stamp_of

RateMethod = get_class("shipping.methods", "RateMethod")
ShippingRate = get_model("shipping", "ShippingRate")
RATES = ProcessCache("rates of shipping", stale="another stamp of all offers", most=256)


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
        """Those to the country, kept under the stamp that each change of a rate renews."""
        rates = RATES.get(
            (basket.channel_id, basket.currency),
            lambda: _read_rates(basket),
            version=lambda: stamp_of(basket),
        )
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


def _read_rates(basket):
    rates = ShippingRate._base_manager.filter(
        channel=basket.channel_id, currency=basket.currency, is_active=True
    )
    return tuple(rates.order_by("position", "code", "pk"))


def _with_days(choice, method):
    """Upstream's discount wrapper forwards only what upstream's methods have.

    A method that costs nothing stays as it is.
    """
    if choice is not method:
        choice.minimum_days = method.minimum_days
        choice.maximum_days = method.maximum_days
    return choice
