"""Shipping methods are the channel's rates for the address and the basket's currency and goods."""

from dataclasses import dataclass
from typing import Any

from oscar.apps.shipping import repository
from oscar.core.loading import get_class, get_model

from commerce.core.process_cache import ProcessCache
from commerce.delivery.enums import Obstacle
from commerce.delivery.selectors.bounds import find_obstacle, goes_to, precision
from commerce.delivery.shapes import NO_QUOTES, Destination, Quotes
from commerce.oscar.offer.applicator import stamp_of

RateMethod = get_class("shipping.methods", "RateMethod")
consignment_of = get_class("shipping.methods", "consignment_of")
is_free = get_class("shipping.methods", "is_free")
ShippingRate = get_model("shipping", "ShippingRate")
RATES = ProcessCache("rates of shipping", stale="another stamp of all offers", most=256)


@dataclass(frozen=True, slots=True)
class Refused:
    """A way of sending that goes to the country, and why it is not offered now."""

    method: Any
    obstacle: Obstacle


class Repository(repository.Repository):
    """`quotes` are what carriers have said, for the rates that are priced by them."""

    def __init__(self, quotes: Quotes = NO_QUOTES):
        self.quotes = quotes

    def get_available_shipping_methods(self, basket, shipping_addr=None, **kwargs):
        """One method per code, in the rates' order; none without an address."""
        if shipping_addr is None:
            return []
        return self.sort_out(basket, consignment_of(basket), place_of(shipping_addr))[0]

    def refused_methods(self, basket: Any, shipping_addr: Any) -> list[Refused]:
        """What goes to the country of the address, but not to it or not with these goods."""
        if not basket.is_shipping_required():
            return []
        return self.sort_out(basket, consignment_of(basket), place_of(shipping_addr))[1]

    def sort_out(
        self, basket: Any, goods: Any, place: Destination
    ) -> tuple[list[Any], list[Refused]]:
        """The methods that take the goods there, and those that do not.

        Of several rates with one code the one counts whose zone is drawn closest. `basket` may be
        anything that has a channel and a currency.
        """
        rates = [r for r in self.rates(basket) if _knows_country(r, place)]
        reaching = _closest(rate for rate in rates if goes_to(rate, place))
        methods, refused = [], []
        for rate in reaching.values():
            method = RateMethod(rate, self.quotes, is_free=is_free(rate, goods))
            obstacle = find_obstacle(rate, goods)
            if obstacle is None:
                methods.append(method)
            else:
                refused.append(Refused(method, obstacle))
        for code, rate in _closest(rates).items():
            if code not in reaching:
                refused.append(Refused(RateMethod(rate), Obstacle.PLACE))
        methods.sort(key=_place)
        refused.sort(key=lambda each: _place(each.method))
        return methods, refused

    def carrier_services(self, basket: Any, goods: Any, place: Destination) -> frozenset[str]:
        """The services whose prices carriers are to be asked for: of what takes the goods, and costs."""
        if not any(rate.carrier_service for rate in self.rates(basket)):
            return frozenset()
        rates = [method.rate for method in self.sort_out(basket, goods, place)[0]]
        return frozenset(r.carrier_service for r in rates if not is_free(r, goods)) - {""}

    def rates(self, basket: Any) -> Any:
        """All of the channel and currency, kept under the stamp that each change of a rate renews."""
        return RATES.get(
            (basket.channel_id, basket.currency),
            lambda: _read_rates(basket),
            version=lambda: stamp_of(basket),
        )

    def apply_shipping_offers(self, basket, methods):
        """Each method with the one offer that takes off most; upstream takes the first offer."""
        offers = [application["offer"] for application in basket.shipping_discounts]
        return [self._with_best_offer(basket, method, offers) for method in methods]

    def _with_best_offer(self, basket, method, offers):
        discounted = [self.apply_shipping_offer(basket, method, offer) for offer in offers]
        return max(discounted, key=lambda choice: choice.discount(basket))

    def apply_shipping_offer(self, basket, method, offer):
        return _with_days(super().apply_shipping_offer(basket, method, offer), method)


def place_of(address):
    """Where an address is, as zones ask it."""
    return Destination(address.country_id, address.postcode or "", address.state or "")


def _knows_country(rate, place):
    return not rate.countries or place.country in rate.countries


def _closest(rates):
    """By code; the first of those that are drawn alike."""
    best = {}
    for rate in rates:
        known = best.get(rate.code)
        if known is None or precision(rate) > precision(known):
            best[rate.code] = rate
    return best


def _place(method):
    return method.rate.position, method.rate.pk


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
        choice.carriage = method.carriage
        choice.price_source = method.price_source
        choice.pickup = method.pickup
        choice.quote, choice.service = method.quote, method.service
    return choice
