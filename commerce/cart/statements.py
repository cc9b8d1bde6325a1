"""What a change of a cart says to the database, compiled once: these run with every change."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from commerce.cart.models import reserved_for
from commerce.catalogue.models import CatalogueState, ProductDocument
from commerce.catalogue.selectors.listings import is_listed
from commerce.core.prepared import PreparedInsert, PreparedRead, PreparedUpdate
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.catalogue.models import Product
from commerce.oscar.offer.models import OfferState
from commerce.oscar.partner.models import StockRecordPrice

_BASKET: Final = Basket._meta.get_field("id")
_CHANNEL: Final = Basket._meta.get_field("channel")
_CURRENCY: Final = Basket._meta.get_field("currency")
_OWNER: Final = Basket._meta.get_field("owner")
_TOKEN: Final = Basket._meta.get_field("token_hash")


def versions(channel: Any) -> dict[str, Any]:
    """What a stored cart depends on: the stamp of the offers and the version of the catalogue."""
    stamp = OfferState._base_manager.values("stamp")[:1]
    version = CatalogueState._base_manager.filter(channel=channel).values("version")
    return {
        "offer_stamp": Coalesce(Subquery(stamp), Value("")),
        "catalogue_version": Coalesce(Subquery(version), Value(0)),
    }


def _baskets(channel: Any, **whose: Any) -> QuerySet[Basket]:
    """One basket; the text of its last answer is long and not needed to change it."""
    baskets = Basket._base_manager.filter(channel=channel, **whose).order_by("pk")
    return baskets.annotate(**versions(OuterRef("channel"))).defer("snapshot")


def _of_guest(*, channel: Any, token: Any) -> QuerySet[Basket]:
    return _baskets(channel, token_hash=token)[:1]


def _of_user(*, channel: Any, user: Any) -> QuerySet[Basket]:
    return _baskets(channel, owner=user, status=Basket.OPEN)[:1]


# What answering with a stored cart needs: every page of a storefront asks for it.
_STORED: Final = (
    *("status", "owner", "expires_at", "version"),
    *("snapshot", "snapshot_key", "snapshot_until"),
)
STORED_OF_GUEST = PreparedRead(
    "stored cart of a guest",
    lambda **values: _of_guest(**values).defer(None).only(*_STORED),
    channel=_CHANNEL,
    token=_TOKEN,
)
STORED_OF_USER = PreparedRead(
    "stored cart of a customer",
    lambda **values: _of_user(**values).defer(None).only(*_STORED),
    channel=_CHANNEL,
    user=_OWNER,
)
FIND_OF_GUEST = PreparedRead("cart of a guest", _of_guest, channel=_CHANNEL, token=_TOKEN)
FIND_OF_USER = PreparedRead("cart of a customer", _of_user, channel=_CHANNEL, user=_OWNER)
LOCK_OF_GUEST = PreparedRead(
    "cart of a guest, locked",
    lambda **values: _of_guest(**values).select_for_update(),
    channel=_CHANNEL,
    token=_TOKEN,
)
LOCK_OF_USER = PreparedRead(
    "cart of a customer, locked",
    lambda **values: _of_user(**values).select_for_update(),
    channel=_CHANNEL,
    user=_OWNER,
)

LOCK_DRAFT = PreparedRead(
    "draft of an order, locked",
    lambda *, channel, basket: _baskets(channel, pk=basket)[:1].select_for_update(),
    channel=_CHANNEL,
    basket=_BASKET,
)
FIND_DRAFT = PreparedRead(
    "draft of an order",
    lambda *, channel, basket: _baskets(channel, pk=basket)[:1],
    channel=_CHANNEL,
    basket=_BASKET,
)

# What is saved for later. A guest's rows are kept apart by who has signed in since, as carts are.
SAVED_OF_GUEST = PreparedRead(
    "saved for later by a guest",
    lambda *, channel, token: _baskets(channel, token_hash=token, owner=None, status=Basket.SAVED)[
        :1
    ],
    channel=_CHANNEL,
    token=_TOKEN,
)
SAVED_OF_USER = PreparedRead(
    "saved for later by a customer",
    lambda *, channel, user: _baskets(channel, owner=user, status=Basket.SAVED)[:1],
    channel=_CHANNEL,
    user=_OWNER,
)


def _lines(*, basket: Any, channel: Any, currency: Any, locale: Any) -> QuerySet[Line]:
    """Everything that a line's price and look depend on: one statement for what were three.

    Whether the cart has vouchers is told by its lines, because this is read after the cart was locked.
    """
    price = FilteredRelation(
        "stockrecord__prices",
        condition=Q(stockrecord__prices__channel=channel, stockrecord__prices__currency=currency),
    )
    vouchers = Basket.vouchers.through._base_manager.filter(basket=OuterRef("basket"))
    documents = ProductDocument._base_manager.filter(
        product_id=Coalesce(OuterRef("product__parent_id"), OuterRef("product_id")),
        channel=channel,
        locale=locale,
    )
    return (
        Line._base_manager.filter(basket=basket)
        .select_related(
            "product__product_class", "product__parent__product_class", "stockrecord__partner"
        )
        .annotate(
            price_now=price,
            price_amount=F("price_now__amount"),
            price_compare_at=F("price_now__compare_at"),
            is_listed=is_listed(channel=channel, product="product"),
            has_vouchers=Exists(vouchers),
            document_card=Subquery(documents.values("card")),
            document_body=Subquery(documents.values("body")),
            reserved_here=reserved_for(
                basket=OuterRef("basket"), stockrecord=OuterRef("stockrecord")
            ),
        )
        .order_by("pk")
    )


READ_LINES = PreparedRead(
    "lines of a cart",
    _lines,
    basket=_BASKET,
    channel=_CHANNEL,
    currency=_CURRENCY,
    locale=ProductDocument._meta.get_field("locale"),
)


def _sellable(
    *, variant: Any, channel: Any, tenant: Any, currency: Any, basket: Any
) -> QuerySet[Product, tuple[Any, ...]]:
    """The seller of a variant who comes first, what the cart has of it, and the versions."""
    lines = Line._base_manager.order_by().filter(basket=basket)
    own_line = lines.filter(product_id=OuterRef("pk"))
    price = StockRecordPrice._base_manager.filter(
        stockrecord_id=OuterRef("stockrecords__pk"), channel=channel, currency=currency
    )
    count = lines.values("basket").annotate(n=Count("pk")).values("n")
    return (
        Product._base_manager.filter(is_listed(channel=channel, product=""), is_public=True)
        .filter(tenant_id=tenant, public_id=variant)
        .annotate(
            record_id=F("stockrecords__pk"),
            price_amount=Subquery(price.values("amount")),
            own_line_id=Subquery(own_line.values("pk")[:1]),
            line_quantity=Coalesce(Subquery(own_line.values("quantity")[:1]), Value(0)),
            line_count=Coalesce(Subquery(count), Value(0)),
            **versions(channel),
        )
        .annotate(offer_rank=_offer_rank(basket))
        .order_by("offer_rank", "stockrecords__pk")
        .values_list(
            "structure",
            "pk",
            "record_id",
            "price_amount",
            "own_line_id",
            "line_quantity",
            "line_count",
            "offer_stamp",
            "catalogue_version",
        )[:1]
    )


def _offer_rank(basket: Any) -> Case:
    """The rule of `policies.offer_rank` for one piece: who has it comes before who is sold out."""
    tracked = Q(product_class__track_stock=True) | Q(parent__product_class__track_stock=True)
    own = reserved_for(basket=basket, stockrecord=OuterRef("stockrecords__pk"))
    promised = Coalesce(F("stockrecords__num_allocated"), 0) + F("stockrecords__num_reserved") - own
    return Case(
        When(price_amount=None, then=Value(3)),
        When(~tracked | Q(stockrecords__num_in_stock__gt=promised), then=Value(0)),
        default=Value(2),
    )


FIND_SELLABLE = PreparedRead(
    "variant for a cart",
    _sellable,
    variant=Product._meta.get_field("public_id"),
    channel=_CHANNEL,
    tenant=Product._meta.get_field("tenant"),
    currency=_CURRENCY,
    basket=_BASKET,
)

INSERT_BASKET = PreparedInsert(Basket)
INSERT_LINE = PreparedInsert(Line)

KEEP_BASKET = PreparedUpdate(
    "cart as answered",
    lambda *, basket, **changes: (Basket._base_manager.filter(pk=basket), changes),
    basket=_BASKET,
    **{
        name: Basket._meta.get_field(name)
        for name in (
            *("version", "updated_at", "expires_at"),
            *("snapshot", "snapshot_until", "snapshot_key"),
        )
    },
)


def _more(*, line: Any, quantity: Any, now: Any) -> tuple[QuerySet[Line], dict[str, Any]]:
    changes = {"quantity": F("quantity") + quantity, "date_updated": now}
    return Line._base_manager.filter(pk=line), changes


def _quantity(
    *, basket: Any, line: Any, quantity: Any, now: Any
) -> tuple[QuerySet[Line], dict[str, Any]]:
    changes = {"quantity": quantity, "date_updated": now}
    return Line._base_manager.filter(basket=basket, public_id=line), changes


ADD_QUANTITY = PreparedUpdate(
    "more of a line",
    _more,
    line=Line._meta.get_field("id"),
    quantity=Line._meta.get_field("quantity"),
    now=Line._meta.get_field("date_updated"),
)
SET_QUANTITY = PreparedUpdate(
    "quantity of a line",
    _quantity,
    basket=_BASKET,
    line=Line._meta.get_field("public_id"),
    quantity=Line._meta.get_field("quantity"),
    now=Line._meta.get_field("date_updated"),
)
