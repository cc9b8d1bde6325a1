"""Which cart a shopper has, and what is for sale to them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from commerce.cart.errors import (
    CartExpiredError,
    CartNotFoundError,
    ChooseVariantError,
    ProductNotFoundError,
)
from commerce.cart.shoppers import Shopper
from commerce.catalogue.models import CatalogueState
from commerce.catalogue.selectors.listings import is_listed
from commerce.core.media import with_public_addresses
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.catalogue.models import Product
from commerce.oscar.offer.models import OfferState
from commerce.oscar.partner.models import StockRecordPrice

STORED_CART = """
    SELECT id, status, owner_id, expires_at, version, snapshot, snapshot_key, snapshot_until,
           COALESCE((SELECT stamp FROM offer_offerstate LIMIT 1), '') AS offer_stamp,
           COALESCE((SELECT state.version FROM shop_cataloguestate AS state
                     WHERE state.channel_id = basket_basket.channel_id), 0) AS catalogue_version
    FROM basket_basket
    WHERE channel_id = %s AND """
# Grows when the public form of a cart gets other members: what was stored before is made anew.
SNAPSHOT_SHAPE = 3
OF_GUEST = "token_hash = %s"
OF_USER = "owner_id = %s AND status = %s"


# Who comes back to a cart that has expired hears so for a while.
KEEP_ABANDONED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StoredCart:
    """A cart as it was last answered, and whether that answer is still true."""

    text: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """Something that can be put into a cart, and what the cart has of it already."""

    product_id: int
    stockrecord_id: int
    amount: Decimal | None
    line_id: int | None
    quantity_in_cart: int
    lines_in_cart: int


def new_token() -> str:
    """Return a fresh opaque cart token of 256 random bits; only its hash is ever stored."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def snapshot_key(*, version: int, catalogue_version: int, offer_stamp: str, locale: str) -> str:
    """Return what a stored cart depends on, besides time: its own members, too."""
    return f"{SNAPSHOT_SHAPE}:{version}:{catalogue_version}:{offer_stamp}:{locale}"


def find_basket(shopper: Shopper) -> Basket | None:
    """Return the shopper's open cart; None when there is none yet, or it has become an order.

    Raises CartNotFoundError for a token that was never given out in this channel, and
    CartExpiredError for a cart whose time is over.
    """
    return _open_basket(shopper, list_baskets(shopper)) if _has_key(shopper) else None


def lock_basket(shopper: Shopper) -> Basket | None:
    """Like `find_basket`, and the row stays locked until the end of the transaction."""
    if not _has_key(shopper):
        return None
    return _open_basket(shopper, list_baskets(shopper).select_for_update())


def find_stored_cart(shopper: Shopper) -> StoredCart | None:
    """Return the cart as last answered, with one query; None when there is no open cart."""
    if not _has_key(shopper):
        return None
    # Every page of a storefront asks for the cart: the query is not put together anew each time.
    rows = Basket.objects.raw(*_stored_cart_query(shopper))
    basket = _checked(next(iter(rows), None), shopper)
    if basket is None:
        return None
    key = snapshot_key(
        version=basket.version,
        catalogue_version=basket.catalogue_version,
        offer_stamp=basket.offer_stamp,
        locale=shopper.locale,
    )
    is_in_time = basket.snapshot_until is None or basket.snapshot_until > timezone.now()
    text = with_public_addresses(basket.snapshot)
    return StoredCart(text, is_current=basket.snapshot_key == key and is_in_time)


def list_baskets(shopper: Shopper) -> QuerySet[Basket]:
    """Return the baskets this shopper may mean, with the versions a snapshot depends on."""
    baskets = _with_versions(Basket.objects.filter(channel=shopper.channel))
    if shopper.user is not None:
        return baskets.filter(owner=shopper.user, status=Basket.OPEN)
    return baskets.filter(token_hash=token_hash(shopper.token or ""))


def list_abandoned_baskets(*, now: datetime) -> QuerySet[Basket]:
    """Carts that expired, or were merged into another one, so long ago that nobody asks for them."""
    long_ago = now - KEEP_ABANDONED
    expired = Q(status=Basket.OPEN, expires_at__lt=long_ago)
    merged = Q(status=Basket.MERGED, updated_at__lt=long_ago)
    return Basket.objects.filter(expired | merged)


def read_versions(basket: Basket) -> tuple[str, int]:
    """Return the stamp of the offers and the version of the catalogue that are in force now."""
    baskets = _with_versions(Basket.objects.filter(pk=basket.pk))
    return baskets.values_list("offer_stamp", "catalogue_version").get()


def get_variant(*, shopper: Shopper, basket: Basket, variant_id: str) -> Variant:
    """Return what that id stands for in the shopper's channel. One query.

    Raises ChooseVariantError for a product that has variants, ProductNotFoundError for whatever
    this channel does not sell.
    """
    row = _sellable_rows(shopper, basket).filter(public_id=variant_id).first()
    if row is None:
        raise ProductNotFoundError(pointer="/variant_id")
    if row["structure"] == Product.PARENT:
        raise ChooseVariantError(pointer="/variant_id")
    if row["record_id"] is None:
        raise ProductNotFoundError(pointer="/variant_id")
    return Variant(
        product_id=row["pk"],
        stockrecord_id=row["record_id"],
        amount=row["price_amount"],
        line_id=row["own_line_id"],
        quantity_in_cart=row["line_quantity"],
        lines_in_cart=row["line_count"],
    )


def _with_versions(baskets: QuerySet[Basket]) -> QuerySet[Basket]:
    stamp = OfferState.objects.values("stamp")[:1]
    version = CatalogueState.objects.filter(channel=OuterRef("channel")).values("version")
    return baskets.annotate(
        offer_stamp=Coalesce(Subquery(stamp), Value("")),
        catalogue_version=Coalesce(Subquery(version), Value(0)),
    )


def _sellable_rows(shopper: Shopper, basket: Basket) -> QuerySet[Any, Any]:
    lines = Line.objects.order_by().filter(basket=basket)
    own_line = lines.filter(product_id=OuterRef("pk"))
    price = StockRecordPrice.objects.filter(
        stockrecord_id=OuterRef("stockrecords__pk"),
        channel=shopper.channel,
        currency=basket.currency,
    )
    return (
        Product.objects.filter(is_listed(channel=shopper.channel, product=""), is_public=True)
        .filter(tenant_id=shopper.channel.tenant_id)
        .annotate(
            record_id=F("stockrecords__pk"),
            price_amount=Subquery(price.values("amount")),
            own_line_id=Subquery(own_line.values("pk")[:1]),
            line_quantity=Coalesce(Subquery(own_line.values("quantity")[:1]), Value(0)),
            line_count=Coalesce(
                Subquery(lines.values("basket").annotate(n=Count("pk")).values("n")), Value(0)
            ),
        )
        .annotate(offer_rank=_offer_rank())
        .order_by("offer_rank", "stockrecords__pk")
        .values(
            "pk",
            "structure",
            "record_id",
            "price_amount",
            "own_line_id",
            "line_quantity",
            "line_count",
        )
    )


def _offer_rank() -> Case:
    """The rule of `policies.offer_rank` for one piece: who has it comes before who is sold out."""
    tracked = Q(product_class__track_stock=True) | Q(parent__product_class__track_stock=True)
    promised = Coalesce(F("stockrecords__num_allocated"), 0)
    return Case(
        When(price_amount=None, then=Value(3)),
        When(~tracked | Q(stockrecords__num_in_stock__gt=promised), then=Value(0)),
        default=Value(2),
    )


def _has_key(shopper: Shopper) -> bool:
    return shopper.user is not None or shopper.token is not None


def _stored_cart_query(shopper: Shopper) -> tuple[str, list[Any]]:
    if shopper.user is not None:
        return STORED_CART + OF_USER, [shopper.channel.pk, shopper.user.pk, Basket.OPEN]
    return STORED_CART + OF_GUEST, [shopper.channel.pk, token_hash(shopper.token or "")]


def _open_basket(shopper: Shopper, baskets: QuerySet[Basket]) -> Basket | None:
    return _checked(baskets.first(), shopper)


def _checked(basket: Basket | None, shopper: Shopper) -> Basket | None:
    if basket is None:
        if shopper.user is None:
            raise CartNotFoundError
        return None
    if basket.status != Basket.OPEN or (shopper.user is None and basket.owner_id is not None):
        return None
    if _has_expired(basket.expires_at):
        raise CartExpiredError
    basket.channel = shopper.channel
    return basket


def _has_expired(expires_at: datetime | None) -> bool:
    return expires_at is not None and expires_at <= timezone.now()
