"""Which cart a shopper has, and what is for sale to them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone

from commerce.cart import statements
from commerce.cart.errors import (
    CartExpiredError,
    CartNotFoundError,
    ChooseVariantError,
    ProductNotFoundError,
)
from commerce.cart.shoppers import Shopper
from commerce.core.media import with_public_addresses
from commerce.core.prepared import PreparedRead
from commerce.oscar.basket.models import Basket
from commerce.oscar.catalogue.models import Product

# Grows when the public form of a cart gets other members: what was stored before is made anew.
SNAPSHOT_SHAPE = 4


# Who comes back to a cart that has expired hears so for a while.
KEEP_ABANDONED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StoredCart:
    """A cart as it was last answered, and whether that answer is still true."""

    text: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """Something that can be put into a cart, what the cart has of it already, and the versions."""

    product_id: int
    stockrecord_id: int
    amount: Decimal | None
    line_id: int | None
    quantity_in_cart: int
    lines_in_cart: int
    offer_stamp: str
    catalogue_version: int


def new_token() -> str:
    """Return a fresh opaque cart token of 256 random bits; only its hash is ever stored."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def snapshot_key(*, version: int, catalogue_version: int, offer_stamp: str, locale: str) -> str:
    """Return what a stored cart depends on, besides time: its own members, too."""
    return f"{SNAPSHOT_SHAPE}:{version}:{catalogue_version}:{offer_stamp}:{locale}"


def language_of(basket: Basket) -> str:
    """Return the language in which the cart was answered last; empty when that is not known."""
    return basket.snapshot_key.rpartition(":")[2]


def find_basket(shopper: Shopper) -> Basket | None:
    """Return the shopper's open cart; None when there is none yet, or it has become an order.

    Raises CartNotFoundError for a token that was never given out in this channel, and
    CartExpiredError for a cart whose time is over.
    """
    if shopper.draft is not None:
        return _read_draft(shopper, statements.FIND_DRAFT)
    return _read_basket(shopper, statements.FIND_OF_GUEST, statements.FIND_OF_USER)


def lock_basket(shopper: Shopper) -> Basket | None:
    """Like `find_basket`, and the row stays locked until the end of the transaction."""
    if shopper.draft is not None:
        return _read_draft(shopper, statements.LOCK_DRAFT)
    return _read_basket(shopper, statements.LOCK_OF_GUEST, statements.LOCK_OF_USER)


def find_stored_cart(shopper: Shopper) -> StoredCart | None:
    """Return the cart as last answered, with one query; None when there is no open cart."""
    basket = _read_basket(shopper, statements.STORED_OF_GUEST, statements.STORED_OF_USER)
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


def saved_hash(cart_token_hash: str) -> str:
    """Return what finds the guest's list for later: whoever holds the cart's token holds both."""
    return token_hash(f"saved:{cart_token_hash}")


def find_saved(shopper: Shopper) -> Basket | None:
    """Return what the shopper has saved for later in the channel; None when that is nothing.

    It is not locked: whoever changes it has locked the cart.
    """
    channel = shopper.channel.pk
    if shopper.user is not None:
        saved = statements.SAVED_OF_USER.first(channel=channel, user=shopper.user.pk)
    elif shopper.token is not None:
        token = saved_hash(token_hash(shopper.token))
        saved = statements.SAVED_OF_GUEST.first(channel=channel, token=token)
    else:
        return None
    if saved is not None:
        saved.channel = shopper.channel
    return saved


def list_abandoned_baskets(*, now: datetime) -> QuerySet[Basket]:
    """Carts and lists for later that expired or were merged, so long ago that nobody asks for them."""
    long_ago = now - KEEP_ABANDONED
    expired = Q(status__in=(Basket.OPEN, Basket.SAVED), expires_at__lt=long_ago)
    merged = Q(status=Basket.MERGED, updated_at__lt=long_ago)
    return Basket.objects.filter(expired | merged)


def get_variant(*, shopper: Shopper, basket: Basket, variant_id: str) -> Variant:
    """Return what that id stands for in the shopper's channel. One query.

    Raises ChooseVariantError for a product that has variants, ProductNotFoundError for whatever
    this channel does not sell.
    """
    row = statements.FIND_SELLABLE.first(
        variant=variant_id,
        channel=shopper.channel.pk,
        tenant=shopper.channel.tenant_id,
        currency=basket.currency,
        basket=basket.pk,
    )
    if row is None:
        raise ProductNotFoundError(pointer="/variant_id")
    structure, *columns = row
    if structure == Product.PARENT:
        raise ChooseVariantError(pointer="/variant_id")
    variant = Variant(*columns)
    if variant.stockrecord_id is None:
        raise ProductNotFoundError(pointer="/variant_id")
    return variant


def _read_draft(shopper: Shopper, of_draft: PreparedRead[Basket]) -> Basket | None:
    basket = of_draft.first(channel=shopper.channel.pk, basket=shopper.draft)
    if basket is None or basket.status != Basket.DRAFT:
        return None
    basket.channel = shopper.channel
    return basket


def _has_key(shopper: Shopper) -> bool:
    return shopper.user is not None or shopper.token is not None


def _read_basket(
    shopper: Shopper, of_guest: PreparedRead[Basket], of_user: PreparedRead[Basket]
) -> Basket | None:
    if not _has_key(shopper):
        return None
    if shopper.user is not None:
        basket = of_user.first(channel=shopper.channel.pk, user=shopper.user.pk)
    else:
        token = token_hash(shopper.token or "")
        basket = of_guest.first(channel=shopper.channel.pk, token=token)
    return _checked(basket, shopper)


def _checked(basket: Basket | None, shopper: Shopper) -> Basket | None:
    if basket is None:
        if shopper.user is None:
            raise CartNotFoundError
        return None
    if basket.status != Basket.OPEN or (shopper.user is None and basket.owner_id is not None):
        return None
    if has_expired(basket.expires_at):
        raise CartExpiredError
    basket.channel = shopper.channel
    return basket


def has_expired(expires_at: datetime | None) -> bool:
    """Whether that moment, of a cart that has one, is over."""
    return expires_at is not None and expires_at <= timezone.now()
