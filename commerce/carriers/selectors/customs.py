"""What customs want to know of a parcel, where it meets any."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from commerce.carriers.errors import CustomsDataMissingError
from commerce.core.money import Money
from commerce.integrations.shapes import CustomsFacts, CustomsItem
from commerce.tax.shapes.rates import UNION

if TYPE_CHECKING:
    from commerce.ordering.models import Fulfilment, FulfilmentLine
    from commerce.oscar.order.models import Line, Order

# Countries without customs between them.
TERRITORIES: Final = (
    frozenset({*UNION, "MC"}),
    frozenset({"CH", "LI"}),
    frozenset({"GB", "IM", "JE", "GG"}),
)
# By how their postcodes begin: parts of the Union that lie outside of its customs or tax territory, for
# which carriers want a declaration. Canary Islands, Ceuta and Melilla; Heligoland and Büsingen; Livigno and
# Campione; Mount Athos; Åland.
OUTSIDE: Final = {
    "ES": ("35", "38", "51", "52"),
    "DE": ("27498", "78266"),
    "IT": ("23041", "22061"),
    "GR": ("63086",),
    "FI": ("22",),
}
# Goods between the Union and Northern Ireland meet no customs.
NORTHERN_IRELAND: Final = "BT"


def crosses_border(*, origin: str, country: str, postcode: str) -> bool:
    """Whether a parcel from a country to that place has to be declared."""
    start = postcode.replace(" ", "").upper()
    if start.startswith(OUTSIDE.get(country, ())):
        return True
    if country == "GB" and start.startswith(NORTHERN_IRELAND) and origin in UNION:
        return False
    return origin != country and not any({origin, country} <= each for each in TERRITORIES)


def customs_of(order: Order, parcel: Fulfilment) -> CustomsFacts:
    """Return what customs are told of a parcel. Raises CustomsDataMissingError."""
    contents = list(parcel.lines.select_related("line__product__parent"))
    missing = "; ".join(filter(None, map(_what_lacks, contents)))
    if missing:
        raise CustomsDataMissingError(missing=missing)
    return CustomsFacts(
        invoice=order.number,
        postage=_postage(order, sum(each.quantity for each in contents)),
        items=tuple(_item(each, order.currency) for each in contents),
    )


def _what_lacks(content: FulfilmentLine) -> str:
    product: Any = content.line.product
    told = {
        _("HS code"): product and product.hs_code_to_send,
        _("country of origin"): product and product.origin_to_send,
        _("weight"): product and product.weight_to_send,
    }
    names = [name for name, value in told.items() if not value]
    return f"{content.line.title} ({', '.join(names)})" if names else ""


def _item(content: FulfilmentLine, currency: str) -> CustomsItem:
    product: Any = content.line.product
    return CustomsItem(
        description=content.line.title,
        hs_code=product.hs_code_to_send,
        origin=product.origin_to_send,
        quantity=content.quantity,
        value=_value(content.line, currency),
        weight=product.weight_to_send,
    )


def _value(line: Line, currency: str) -> Money:
    """What one piece was sold for, without tax and after discounts."""
    each = Decimal(line.line_price_excl_tax) / line.quantity
    return Money(each, currency).rounded()


def _postage(order: Order, pieces: int) -> Money:
    """The part of what sending costs that falls to so many pieces of an order."""
    total = sum(line.quantity for line in order.lines.all())
    return Money(order.shipping_excl_tax * pieces / total, order.currency).rounded()
