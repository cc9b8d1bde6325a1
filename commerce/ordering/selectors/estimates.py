"""When goods would arrive, and what that costs, before anybody has said who they are."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from commerce.cart.errors import ProductNotFoundError
from commerce.cart.pricing.baskets import PricedCart, price_basket
from commerce.cart.selectors.baskets import find_basket
from commerce.cart.selectors.carts import Json
from commerce.cart.shoppers import Shopper
from commerce.cart.statements import versions
from commerce.catalogue.selectors.listings import is_listed
from commerce.core.money import Money
from commerce.delivery.shapes import Consignment, Destination, Quotes
from commerce.ordering.errors import (
    CartEmptyError,
    CountryNotServedError,
    NoPickupPointsError,
    PostcodeOfAnotherCountryError,
    ShippingMethodUnavailableError,
)
from commerce.ordering.postcodes import is_postcode, normalise_postcode
from commerce.ordering.review import (
    RefusedMethod,
    ShippingMethod,
    list_methods,
    list_refused_methods,
    promise_of,
)
from commerce.oscar.catalogue.models import Product
from commerce.oscar.offer.models import OfferState
from commerce.oscar.partner.models import StockRecordPrice
from commerce.oscar.shipping.methods import consignment
from commerce.oscar.shipping.repository import Repository

from .checkout import methods_json

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


def destination_of(
    channel: Channel, *, country: str = "", postcode: str = "", region: str = ""
) -> Destination:
    """Return a place that the channel sends to; without a country it is the channel's first.

    Raises CountryNotServedError, and PostcodeOfAnotherCountryError for what cannot be one there.
    """
    country = country or channel.countries[0]
    if country not in channel.countries:
        raise CountryNotServedError(country=country, pointer="/country")
    code = normalise_postcode(country, postcode)
    if code and not is_postcode(country, code):
        raise PostcodeOfAnotherCountryError(postcode=code, country=country, pointer="/postcode")
    return Destination(country, code, region)


def pickup_of(shopper: Shopper, code: str) -> str:
    """Return whose pickup points a way of sending goes to.

    Raises ShippingMethodUnavailableError and NoPickupPointsError.
    """
    stamp = OfferState._base_manager.values_list("stamp", flat=True).first() or ""
    shelf = SimpleNamespace(
        channel_id=shopper.channel.pk, currency=shopper.currency, offer_stamp=stamp
    )
    found = {rate.pickup for rate in Repository().rates(shelf) if rate.code == code}
    if not found:
        raise ShippingMethodUnavailableError(pointer="/method")
    pickup: str = max(found)
    if not pickup:
        raise NoPickupPointsError(pointer="/method")
    return pickup


def price_cart(shopper: Shopper) -> PricedCart:
    """Return the shopper's cart with its prices; raise CartEmptyError."""
    basket = find_basket(shopper)
    if basket is None:
        raise CartEmptyError
    priced = price_basket(basket=basket, shopper=shopper)
    if not priced.lines:
        raise CartEmptyError
    return priced


def cart_estimate_json(priced: PricedCart, place: Destination, quotes: Quotes) -> Json:
    """Return the ways to send a priced cart there."""
    methods = list_methods(priced, place, quotes)
    return _answer(place, methods, list_refused_methods(priced, place))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Goods that lie in no cart; `shelf` is what rates are asked of in its place."""

    goods: Consignment
    shelf: SimpleNamespace


def find_wanted(shopper: Shopper, *, variant_id: str, quantity: int) -> Wanted:
    """Return so many pieces at prices before offers. At most two queries.

    Raises ProductNotFoundError for what the channel does not sell in the shopper's currency.
    """
    product = _find(shopper, variant_id)
    goods = consignment([(product, quantity)], product.price_amount * quantity)
    return Wanted(goods, _shelf(shopper, product))


def wanted_json(shopper: Shopper, wanted: Wanted, place: Destination, quotes: Quotes) -> Json:
    """Return the ways to send these goods there, at prices before offers."""
    goods = wanted.goods
    if not goods.pieces:
        return _answer(place, [], [])
    engines, refused = Repository(quotes).sort_out(wanted.shelf, goods, place)
    methods = [_method(engine, goods, shopper, place) for engine in engines]
    return _answer(
        place,
        methods,
        [RefusedMethod(r.method.code, str(r.method.name), r.obstacle) for r in refused],
    )


def _find(shopper: Shopper, variant_id: str) -> Product:
    price = StockRecordPrice._base_manager.filter(
        stockrecord__product=OuterRef("pk"), channel=shopper.channel, currency=shopper.currency
    )
    found = (
        Product._base_manager.filter(is_listed(channel=shopper.channel, product=""), is_public=True)
        .filter(tenant_id=shopper.channel.tenant_id, public_id=variant_id)
        .select_related("product_class", "parent__product_class")
        .annotate(
            price_amount=Subquery(price.order_by("amount").values("amount")[:1]),
            **versions(shopper.channel.pk),
        )
        .exclude(structure=Product.PARENT)
        .order_by("pk")
        .first()
    )
    if found is None or found.price_amount is None:
        raise ProductNotFoundError
    return found


def _shelf(shopper: Shopper, product: Product) -> SimpleNamespace:
    """What rates are asked of, where there is no cart."""
    return SimpleNamespace(
        channel_id=shopper.channel.pk, currency=shopper.currency, offer_stamp=product.offer_stamp
    )


def _method(
    engine: Any, goods: Consignment, shopper: Shopper, place: Destination
) -> ShippingMethod:
    price = Money(engine.price_of(goods, shopper.currency), shopper.currency)
    return ShippingMethod(
        code=engine.code,
        name=str(engine.name),
        description=str(engine.description),
        list_price=price,
        discounts=(),
        minimum_days=engine.minimum_days,
        maximum_days=engine.maximum_days,
        engine=engine,
        promise=promise_of(engine, channel_id=shopper.channel.pk, place=place),
        source=engine.price_source,
        pickup=engine.pickup,
    )


def _answer(
    place: Destination, methods: list[ShippingMethod], refused: list[RefusedMethod]
) -> Json:
    return {
        "country": place.country,
        "postcode": place.postcode,
        **methods_json(methods, refused),
    }
