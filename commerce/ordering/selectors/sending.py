"""How a checkout or an order is sent, and where it waits, in its public form."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from commerce.cart.enums import TotalKind
from commerce.cart.selectors.carts import Json
from commerce.delivery.enums import PointSource
from commerce.delivery.selectors.points import place_of

if TYPE_CHECKING:
    from commerce.cart.pricing.totals import Totals
    from commerce.delivery.selectors.points import Said
    from commerce.delivery.shapes import Points
    from commerce.integrations.registry import PickupPlace
    from commerce.oscar.order.models import Order

SHOPS: Final = _(
    "The carrier's pickup points cannot be asked for at the moment. These are the shop's own."
)
NONE: Final = _(
    "The carrier's pickup points cannot be asked for at the moment. Choose another way of sending, or try"
    " again in a minute."
)


def shipping_method_json(order: Order, totals: Totals) -> Json:
    """Return how an order is sent, and what that cost before offers."""
    return {
        "code": order.shipping_code,
        "name": order.shipping_method,
        "price_before_discount": totals.of(TotalKind.SHIPPING).as_json(),
        "delivery": _promised_json(order),
    }


def point_json(said: Said | None) -> Json | None:
    """Return the public form of a pickup point that a checkout or an order keeps."""
    return _point_json(place_of(said)) if said else None


def points_json(points: Points) -> Json:
    """Return pickup points, and in words where they are not those that were to be asked for."""
    is_fallback = points.source is PointSource.FALLBACK
    message = (SHOPS if points.places else NONE) if is_fallback else ""
    return {
        "results": [_point_json(each) for each in points.places],
        "source": points.source.value,
        "message": str(message),
    }


def _point_json(place: PickupPlace) -> Json:
    told = asdict(place)
    del told["reference"]
    return {**told, "opening_hours": [asdict(each) for each in place.opening_hours]}


def _promised_json(order: Order) -> Json | None:
    """What was promised when the order was placed."""
    if order.promised_from is None or order.promised_until is None:
        return None
    return {
        "earliest": order.promised_from.isoformat(),
        "latest": order.promised_until.isoformat(),
    }
