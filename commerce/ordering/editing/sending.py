"""How an edited order would be sent, and what that costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.utils import translation

from commerce.cart.enums import TotalKind
from commerce.cart.pricing.totals import TotalLine
from commerce.core.money import Money
from commerce.delivery.selectors.points import find_point
from commerce.delivery.shapes import Destination
from commerce.ordering.errors import (
    AddressNotServedError,
    PickupPointUnavailableError,
    ShippingMethodUnavailableError,
)
from commerce.ordering.review import promise_of
from commerce.ordering.selectors.estimates import destination_of
from commerce.ordering.selectors.orders import totals_of
from commerce.oscar.offer.models import OfferState
from commerce.oscar.order.models import OrderDiscount
from commerce.oscar.shipping.methods import consignment
from commerce.oscar.shipping.repository import Repository

from .goods import PlannedLine

if TYPE_CHECKING:
    from commerce.delivery.selectors.points import Said
    from commerce.delivery.shapes import Promise
    from commerce.oscar.order.models import Order
    from commerce.tax.shapes.taxation import Taxation

    from .wishes import EditWish


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """The way of sending; `discounts` has what is taken off by the key of the order's row.

    `point` is where it waits; empty, it goes to the address.
    """

    code: str
    name: str
    price: Money
    discounts: dict[int, Money]
    promise: Promise | None = None
    is_new: bool = False
    point: Said = field(default_factory=dict)

    def lines(self, names: dict[int, OrderDiscount]) -> Iterator[TotalLine]:
        yield TotalLine(TotalKind.SHIPPING, self.name, self.price, source=self.code)
        for pk, amount in self.discounts.items():
            row = names[pk]
            source = str(row.offer_id)
            yield TotalLine(TotalKind.SHIPPING_DISCOUNT, row.offer_name, -amount, source=source)


def plan_sending(
    order: Order, lines: Iterable[PlannedLine], wish: EditWish, taxation: Taxation | None
) -> Sending:
    """Return how it would be sent: anew where the address or the way is another one.

    Otherwise the price stays what it was. Raises CountryNotServedError, PostcodeOfAnotherCountryError,
    ShippingMethodUnavailableError, AddressNotServedError where the way does not go there or not with
    these goods, and PickupPointUnavailableError where a way to pickup points has none of its own in the
    country of the address.
    """
    goods = [(row.product, row.figures) for row in lines if row.figures and row.product]
    value = sum((figures.total.amount for _product, figures in goods), Decimal(0))
    sent = consignment([(product, figures.quantity) for product, figures in goods], value)
    engines, refused = _ways(order, sent, _destination(order, wish))
    code = wish.method or order.shipping_code
    obstacles = {each.method.code: each.obstacle for each in refused}
    if sent.pieces and code in obstacles:
        reason = str(obstacles[code].label)
        raise AddressNotServedError(method=_name(code, engines, refused), reason=reason)
    engine = next((each for each in engines if each.code == code), None)
    if not _is_new(order, wish) or not sent.pieces:
        return replace(_as_it_is(order), point=_point(order, wish, engine))
    if engine is None:
        raise ShippingMethodUnavailableError
    planned = _anew(order, engine, sent, taxation, _destination(order, wish))
    return replace(planned, point=_point(order, wish, engine))


def list_ways(order: Order) -> list[tuple[str, str]]:
    """Return the codes and names of the ways that the channel has, in the language at hand."""
    found: dict[str, str] = {order.shipping_code: order.shipping_method}
    for rate in Repository().rates(_shelf(order)):
        found.setdefault(rate.code, str(rate.text("name", translation.get_language())))
    return [(code, name) for code, name in found.items() if code]


def pickup_of_way(order: Order, code: str) -> str:
    """Return whose pickup points a way of sending goes to; empty for one to the address."""
    rates = Repository().rates(_shelf(order))
    return max((rate.pickup for rate in rates if rate.code == code), default="")


def _point(order: Order, wish: EditWish, engine: Any) -> Said:
    """Where it waits. A point is kept as it was, unless the address is one in another country."""
    code, pickup = wish.method or order.shipping_code, engine.pickup if engine else ""
    kept: Said = order.pickup_point if code == order.shipping_code else {}
    point: Said | None = kept
    if wish.pickup_point and wish.pickup_point != kept.get("id"):
        point = find_point(channel_id=order.channel_id, pickup=pickup, point_id=wish.pickup_point)
    is_there = bool(point) and (point or {})["country"] == _destination(order, wish).country
    is_needed = bool(wish.pickup_point) or (bool(pickup) and _is_new(order, wish))
    if is_needed and not is_there:
        raise PickupPointUnavailableError
    return point or {}


def _is_new(order: Order, wish: EditWish) -> bool:
    return wish.address is not None or wish.method not in ("", order.shipping_code)


def _destination(order: Order, wish: EditWish) -> Destination:
    if wish.address is not None:
        place = wish.address
        return destination_of(
            order.channel,
            country=place["country"],
            postcode=place["postcode"],
            region=place["region"],
        )
    address = order.shipping_address
    if address is None:
        return Destination("", "", "")
    return Destination(address.country_id, address.postcode or "", address.state or "")


def _ways(order: Order, sent: Any, place: Destination) -> tuple[list[Any], list[Any]]:
    with translation.override(order.locale):
        return Repository().sort_out(_shelf(order), sent, place)


def _shelf(order: Order) -> SimpleNamespace:
    """What rates are asked of, where there is no cart."""
    stamp = OfferState._base_manager.values_list("stamp", flat=True).first() or ""
    return SimpleNamespace(channel_id=order.channel_id, currency=order.currency, offer_stamp=stamp)


def _name(code: str, engines: list[Any], refused: list[Any]) -> str:
    known = [*engines, *(each.method for each in refused)]
    return next((str(each.name) for each in known if each.code == code), code)


def _as_it_is(order: Order) -> Sending:
    return Sending(
        code=order.shipping_code,
        name=order.shipping_method,
        price=totals_of(order).of(TotalKind.SHIPPING),
        discounts=_discounts(order),
    )


def _anew(
    order: Order, engine: Any, sent: Any, taxation: Taxation | None, place: Destination
) -> Sending:
    price = engine.price_of(sent, order.currency)
    paid = taxation.price_of(price, order.currency) if taxation else price
    with translation.override(order.locale):
        name = str(engine.name)
    return Sending(
        code=engine.code,
        name=name,
        price=Money(paid, order.currency),
        discounts=dict(_at_most(_discounts(order), Money(paid, order.currency))),
        promise=promise_of(engine, channel_id=order.channel_id, place=place),
        is_new=True,
    )


def _at_most(discounts: dict[int, Money], price: Money) -> Iterator[tuple[int, Money]]:
    """What offers gave is kept, as far as the price has room for it."""
    for pk, amount in discounts.items():
        taken = min(amount, price)
        price -= taken
        if taken:
            yield pk, taken


def _discounts(order: Order) -> dict[int, Money]:
    rows = (row for row in order.discounts.all() if row.category == OrderDiscount.SHIPPING)
    return {row.pk: Money(row.amount, order.currency) for row in rows if row.amount}
