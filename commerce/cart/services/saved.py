"""What a shopper puts aside for later: kept beside the cart, counted in no total and held in no stock.

All raise CartNotFoundError or CartExpiredError for a token that opens no cart, and every refusal
leaves the cart and what is saved as they were.
"""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from commerce.cart import statements
from commerce.cart.enums import LineProblem
from commerce.cart.errors import (
    LineNotFoundError,
    QuantityTooLargeError,
    TooManyLinesError,
    TooManySavedLinesError,
)
from commerce.cart.policies import MAX_LINES, MAX_QUANTITY, MAX_SAVED, SAVED_LIFETIME
from commerce.cart.pricing.baskets import price_basket
from commerce.cart.selectors.baskets import find_saved, saved_hash
from commerce.cart.shoppers import Shopper
from commerce.oscar.basket.models import Basket, Line

from .basket_merge import change_basket, pour_lines
from .baskets import CartAnswer, keep_priced, lock_cart, lock_or_create, refuse_unbuyable


@transaction.atomic
def save_line(*, shopper: Shopper, line_id: str) -> CartAnswer:
    """Put a line of the cart aside, whether or not it can be bought; return the cart without it.

    It joins what is saved of the same product. Raises LineNotFoundError, TooManySavedLinesError or
    QuantityTooLargeError.
    """
    basket = lock_cart(shopper, missing=LineNotFoundError)
    line = _get_line(basket, line_id)
    saved = find_saved(shopper) or _create_saved(shopper, basket)
    _move(line, saved, TooManySavedLinesError(maximum=MAX_SAVED), room=MAX_SAVED)
    _renew(saved)
    return CartAnswer(keep_priced(price_basket(basket=basket, shopper=shopper), shopper))


@transaction.atomic
def restore_line(*, shopper: Shopper, line_id: str) -> CartAnswer:
    """Put a saved line back into the cart, which is made if there is none; return the cart.

    Where fewer are left than are wanted the line comes back with its problem, for the quantity is
    the shopper's to lower. Raises LineNotFoundError, ProductNotFoundError, NotForSaleError,
    InsufficientStockError where nothing is left, QuantityTooLargeError or TooManyLinesError.
    """
    basket, token = lock_or_create(shopper)
    if token is not None:
        shopper = replace(shopper, token=token)
    if (saved := find_saved(shopper)) is None:
        raise LineNotFoundError
    line = _get_line(saved, line_id)
    product = line.product_id
    # Of a cart that was made just now nothing has been read yet.
    basket.offer_stamp, basket.catalogue_version = saved.offer_stamp, saved.catalogue_version
    _move(line, basket, TooManyLinesError(maximum=MAX_LINES), room=MAX_LINES)
    priced = price_basket(basket=basket, shopper=shopper)
    back = next(item for item in priced.lines if item.line.product_id == product)
    if back.problem != LineProblem.INSUFFICIENT_STOCK:
        refuse_unbuyable(back, basket)
    return CartAnswer(keep_priced(priced, shopper), token)


@transaction.atomic
def forget_line(*, shopper: Shopper, line_id: str) -> None:
    """Take a line out of what is saved; raise LineNotFoundError when it is not there."""
    _get_line(find_saved(shopper), line_id).delete()


@transaction.atomic
def merge_saved(*, user_id: int, channel_id: int, token_hash: str) -> None:
    """Make what a guest has saved the user's own, joined with what they had; never asks twice.

    Quantities of the same product are added up to the limit of a line, and lines are joined up to
    the limit of a list. Doing it twice changes nothing.
    """
    baskets = Basket.objects.select_for_update().filter(channel=channel_id, status=Basket.SAVED)
    guests = baskets.filter(token_hash=saved_hash(token_hash), owner=None)
    found = list((guests | baskets.filter(owner=user_id)).order_by("pk"))
    guest = next((basket for basket in found if basket.owner_id is None), None)
    own = next((basket for basket in found if basket.owner_id == user_id), None)
    if guest is not None and own is None:
        change_basket(guest, owner_id=user_id)
    elif guest is not None and own is not None:
        pour_lines(guest, own, maximum=MAX_SAVED)
        change_basket(guest, status=Basket.MERGED, date_merged=timezone.now())


def _create_saved(shopper: Shopper, basket: Basket) -> Basket:
    token = None if shopper.user else saved_hash(basket.token_hash or "")
    saved = Basket(
        channel=shopper.channel,
        currency=basket.currency,
        owner=shopper.user,
        token_hash=token,
        status=Basket.SAVED,
    )
    statements.INSERT_BASKET.insert(saved)
    return saved


def _get_line(basket: Basket | None, line_id: str) -> Line:
    line = basket and Line.objects.filter(basket=basket, public_id=line_id).first()
    if not line:
        raise LineNotFoundError
    return line


def _move(line: Line, target: Basket, full: Exception, *, room: int) -> None:
    lines = Line.objects.filter(basket=target)
    if (same := lines.filter(product_id=line.product_id).first()) is None:
        if lines.count() >= room:
            raise full
        Line.objects.filter(pk=line.pk).update(basket=target)
        return
    if same.quantity + line.quantity > MAX_QUANTITY:
        raise QuantityTooLargeError(maximum=MAX_QUANTITY)
    same_now = {"line": same.pk, "quantity": line.quantity, "now": timezone.now()}
    statements.ADD_QUANTITY.run(**same_now)
    line.delete()


def _renew(saved: Basket) -> None:
    expires_at = None if saved.owner_id else timezone.now() + SAVED_LIFETIME
    Basket.objects.filter(pk=saved.pk).update(expires_at=expires_at, updated_at=timezone.now())
