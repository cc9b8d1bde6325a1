"""What the way to an order says to the database, compiled once: these run with every order."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from commerce.cart.models import StockReservation
from commerce.core.prepared import PreparedInsert, PreparedRead, PreparedUpdate
from commerce.ordering.enums import CompletionState
from commerce.ordering.models import Completion
from commerce.oscar.address.models import Country
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.order.models import BillingAddress, ShippingAddress
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.payment.models import Source, SourceType
from commerce.oscar.voucher.models import Voucher

_BASKET: Final = Basket._meta.get_field("id")

NOTE_CHECKOUT = PreparedUpdate(
    "what a shopper said at the checkout",
    lambda *, basket, **changes: (Basket._base_manager.filter(pk=basket), changes),
    basket=_BASKET,
    checkout=Basket._meta.get_field("checkout"),
    expires_at=Basket._meta.get_field("expires_at"),
)


def _vouchers(*, basket: Any) -> QuerySet[Voucher, tuple[Any, ...]]:
    vouchers = Voucher._base_manager.select_for_update(of=("self",)).filter(basket=basket)
    return vouchers.order_by("pk").values_list("pk")


def _records(*, basket: Any) -> QuerySet[StockRecord, tuple[Any, ...]]:
    """Those of all sellers, because who serves a line is decided by what they have then; and those
    that are held for the cart, whatever lies in it now.
    """
    lines = Line._base_manager.order_by().filter(basket=basket)
    offers = StockRecord._base_manager.order_by().filter(product__in=lines.values("product_id"))
    held = StockReservation._base_manager.filter(basket=basket)
    keys = offers.values("pk").union(held.values("stockrecord"), all=True)
    records = StockRecord._base_manager.select_for_update()
    return records.filter(pk__in=keys).order_by("pk").values_list("pk")


def _held(*, completion: Any) -> QuerySet[StockRecord, tuple[Any, ...]]:
    held = StockReservation._base_manager.filter(completion_id=completion)
    records = StockRecord._base_manager.select_for_update()
    records = records.filter(pk__in=held.values("stockrecord"))
    return records.order_by("pk").values_list("pk", "product_id")


def _reservation(completion: Any) -> tuple[QuerySet[StockRecord], Coalesce]:
    """The records of a payment under way, and what it holds of each."""
    rows = StockReservation._base_manager.filter(completion_id=completion)
    own = rows.filter(stockrecord=OuterRef("pk")).values("quantity")[:1]
    records = StockRecord._base_manager.filter(pk__in=rows.values("stockrecord"))
    return records, Coalesce(Subquery(own), Value(0))


def _hold(*, completion: Any) -> tuple[QuerySet[StockRecord], dict[str, Any]]:
    """The condition is part of the statement: nothing is held that somebody else has."""
    records, quantity = _reservation(completion)
    reserved = F("num_reserved") + quantity
    promised = Coalesce(F("num_allocated"), 0)
    return records.filter(num_in_stock__gte=promised + reserved), {"num_reserved": reserved}


def _free(*, completion: Any) -> tuple[QuerySet[StockRecord], dict[str, Any]]:
    records, quantity = _reservation(completion)
    return records, {"num_reserved": F("num_reserved") - quantity}


LOCK_VOUCHERS = PreparedRead("vouchers of a cart, locked", _vouchers, basket=_BASKET)
LOCK_RECORDS = PreparedRead("stock of a cart, locked", _records, basket=_BASKET)

_COMPLETION: Final = StockReservation._meta.get_field("completion_id")
LOCK_HELD = PreparedRead("stock that a payment holds, locked", _held, completion=_COMPLETION)
INSERT_RESERVATIONS = PreparedInsert(StockReservation)
HOLD_STOCK = PreparedUpdate("stock held for a payment", _hold, completion=_COMPLETION)
FREE_STOCK = PreparedUpdate("stock given back by a payment", _free, completion=_COMPLETION)
LOCK_OPEN = PreparedRead(
    "payment of a cart under way, locked",
    lambda *, basket: (
        Completion._base_manager.select_for_update(of=("self",))
        .filter(basket=basket, state=CompletionState.OPEN)
        .order_by("pk")
    ),
    basket=_BASKET,
)
INSERT_COMPLETION = PreparedInsert(Completion)


def _submit(*, basket: Any, moment: Any) -> tuple[QuerySet[Basket], dict[str, Any]]:
    """The text of the last answer is of no use any more."""
    changes = {"date_submitted": moment, "snapshot": "", "snapshot_key": ""}
    return Basket._base_manager.filter(pk=basket), {"status": Basket.SUBMITTED, **changes}


SUBMIT_BASKET = PreparedUpdate(
    "cart that became an order",
    _submit,
    basket=_BASKET,
    moment=Basket._meta.get_field("date_submitted"),
)

FIND_COUNTRY = PreparedRead(
    "country by its code",
    lambda *, code: Country._base_manager.filter(pk=code).order_by("pk"),
    code=Country._meta.pk,
)
INSERT_SHIPPING_ADDRESS = PreparedInsert(ShippingAddress)
INSERT_BILLING_ADDRESS = PreparedInsert(BillingAddress)

FIND_SOURCE_TYPE = PreparedRead(
    "kind of payment by its code",
    lambda *, code: SourceType._base_manager.filter(code=code).order_by("pk"),
    code=SourceType._meta.get_field("code"),
)
INSERT_SOURCE = PreparedInsert(Source)
