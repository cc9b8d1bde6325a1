"""What the way to an order says to the database, compiled once: these run with every order."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet

from commerce.core.prepared import PreparedInsert, PreparedRead, PreparedUpdate
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
    """Those of all sellers: who serves a line is decided by what they have then."""
    lines = Line._base_manager.order_by().filter(basket=basket)
    records = StockRecord._base_manager.select_for_update()
    return records.filter(product__in=lines.values("product_id")).order_by("pk").values_list("pk")


LOCK_VOUCHERS = PreparedRead("vouchers of a cart, locked", _vouchers, basket=_BASKET)
LOCK_RECORDS = PreparedRead("stock of a cart, locked", _records, basket=_BASKET)


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
