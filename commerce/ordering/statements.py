"""What the way to an order says to the database, compiled once: these run with every order."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from commerce.cart.models import StockReservation
from commerce.cart.statements import versions
from commerce.core.prepared import PreparedInsert, PreparedRead, PreparedUpdate
from commerce.ordering.enums import CompletionState
from commerce.ordering.models import Completion, OrderTax
from commerce.oscar.address.models import Country
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.order.models import BillingAddress, ShippingAddress
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.payment.models import Source, SourceType
from commerce.oscar.voucher.models import Voucher
from commerce.payments.selectors import rows_of_session

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
END_RESERVATIONS = PreparedUpdate(
    "reservations of a payment, deleted",
    lambda *, completion: (StockReservation._base_manager.filter(completion_id=completion), None),
    completion=_COMPLETION,
)
LOCK_OPEN = PreparedRead(
    "payment of a cart under way, locked",
    lambda *, basket: (
        Completion._base_manager.select_for_update(of=("self",))
        .filter(basket=basket, state=CompletionState.OPEN)
        .order_by("pk")
    ),
    basket=_BASKET,
)


def _open_of(*, channel: Any, **whose: Any) -> QuerySet[Completion, tuple[Any, ...]]:
    """The payment under way of a cart that is no order yet."""
    of_cart = {f"basket__{name}": value for name, value in whose.items()}
    open_ones = Completion._base_manager.filter(
        basket__channel=channel, basket__status=Basket.OPEN, state=CompletionState.OPEN, **of_cart
    )
    return open_ones.order_by("pk").values_list("pk")[:1]


FIND_OPEN_OF_GUEST = PreparedRead(
    "payment under way of a guest's cart",
    lambda *, channel, token: _open_of(channel=channel, token_hash=token, owner=None),
    channel=Basket._meta.get_field("channel"),
    token=Basket._meta.get_field("token_hash"),
)
FIND_OPEN_OF_USER = PreparedRead(
    "payment under way of a customer's cart",
    lambda *, channel, user: _open_of(channel=channel, owner=user),
    channel=Basket._meta.get_field("channel"),
    user=Basket._meta.get_field("owner"),
)


def _of_a_cart(*, completion: Any) -> QuerySet[Basket]:
    """The cart that is to become an order, while it has not."""
    open_ones = Completion._base_manager.order_by().filter(pk=completion, order=None)
    carts = Basket._base_manager.select_for_update(of=("self",)).select_related("owner")
    carts = carts.annotate(**versions(OuterRef("channel")))
    return carts.filter(pk__in=open_ones.values("basket")).order_by("pk")


def _to_complete(*, completion: Any) -> QuerySet[Completion]:
    rows = Completion._base_manager.select_for_update(of=("self",)).select_related("channel")
    return rows.filter(pk=completion).order_by("pk")


LOCK_CART_OF = PreparedRead(
    "cart of a payment, locked", _of_a_cart, completion=Completion._meta.get_field("id")
)
LOCK_COMPLETION = PreparedRead(
    "payment under way, locked", _to_complete, completion=Completion._meta.get_field("id")
)
FIND_COMPLETION = PreparedRead(
    "payment under way by its name",
    lambda *, public_id, channel: (
        Completion._base_manager.select_related("basket", "channel")
        .filter(public_id=public_id, channel=channel)
        .order_by("pk")
    ),
    public_id=Completion._meta.get_field("public_id"),
    channel=Completion._meta.get_field("channel"),
)
NOTE_PLACED = PreparedUpdate(
    "payment under way that became an order",
    lambda *, completion, **changes: (Completion._base_manager.filter(pk=completion), changes),
    completion=Completion._meta.get_field("id"),
    state=Completion._meta.get_field("state"),
    order=Completion._meta.get_field("order"),
    updated_at=Completion._meta.get_field("updated_at"),
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
INSERT_TAXES = PreparedInsert(OrderTax)
INSERT_SHIPPING_ADDRESS = PreparedInsert(ShippingAddress)
INSERT_BILLING_ADDRESS = PreparedInsert(BillingAddress)

FIND_SOURCE_TYPE = PreparedRead(
    "kind of payment by its code",
    lambda *, code: SourceType._base_manager.filter(code=code).order_by("pk"),
    code=SourceType._meta.get_field("code"),
)
INSERT_SOURCE = PreparedInsert(Source)


def _sums(*, session: Any, order: Any) -> tuple[QuerySet[Source], dict[str, Any]]:
    """Oscar's row of a payment, and what its ledger comes to."""
    payment = rows_of_session(session).order_by()
    gone = payment.annotate(gone=F("refunded") + F("lost")).values("gone")
    rows = Source._base_manager.filter(order=order, reference__in=payment.values("public_id"))
    sums = {"amount_debited": payment.values("captured"), "amount_refunded": gone}
    return rows, {name: Subquery(sum_of) for name, sum_of in sums.items()}


SUM_UP_SOURCE = PreparedUpdate(
    "Oscar's summary of a payment",
    _sums,
    session=Source._meta.get_field("id"),
    order=Source._meta.get_field("order"),
)
