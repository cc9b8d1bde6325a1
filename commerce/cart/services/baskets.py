"""Changes of a cart. Each locks the cart, applies the change, prices it anew and keeps the result.

All raise CartNotFoundError or CartExpiredError for a token that opens no cart, and every refusal
leaves the cart as it was.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.cart import statements
from commerce.cart.enums import LineProblem
from commerce.cart.errors import (
    ExtraUnavailableError,
    InsufficientStockError,
    LineNotFoundError,
    MessageTooLongError,
    NotForSaleError,
    ProductNotFoundError,
    QuantityTooLargeError,
    TooManyLinesError,
    TooManyVouchersError,
    UnknownVoucherError,
    VoucherUnavailableError,
)
from commerce.cart.policies import (
    MAX_LINES,
    MAX_QUANTITY,
    MAX_VOUCHERS,
    SAVED_LIFETIME,
    available_quantity,
    cart_expiry,
)
from commerce.cart.pricing.baskets import PricedCart, PricedLine, PricedVoucher, price_basket
from commerce.cart.pricing.charges import CHOSEN, chosen_charges
from commerce.cart.selectors.baskets import (
    Variant,
    get_variant,
    lock_basket,
    new_token,
    saved_hash,
    snapshot_key,
    token_hash,
)
from commerce.cart.selectors.carts import cart_text, empty_cart, explain_refusal
from commerce.cart.shoppers import Shopper
from commerce.core.media import with_stored_addresses
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.voucher.models import Voucher


@dataclass(frozen=True, slots=True)
class CartAnswer:
    """The cart after a change, as JSON text; `token` is set when the cart is new and a guest's."""

    text: str
    token: str | None = None


@transaction.atomic
def add_line(*, shopper: Shopper, variant_id: str, quantity: int) -> CartAnswer:
    """Put that many of a variant into the cart, on top of what is there; create the cart if needed.

    Raises ChooseVariantError, ProductNotFoundError, NotForSaleError, InsufficientStockError,
    QuantityTooLargeError or TooManyLinesError.
    """
    basket, token = lock_or_create(shopper)
    variant = get_variant(shopper=shopper, basket=basket, variant_id=variant_id)
    basket.offer_stamp, basket.catalogue_version = variant.offer_stamp, variant.catalogue_version
    _write_line(basket, variant, quantity)
    priced = price_basket(basket=basket, shopper=shopper)
    line = next(item for item in priced.lines if item.line.product_id == variant.product_id)
    refuse_unbuyable(line, basket)
    return CartAnswer(keep_priced(priced, shopper), token)


@transaction.atomic
def change_quantity(*, shopper: Shopper, line_id: str, quantity: int) -> CartAnswer:
    """Set the quantity of a line. Raises LineNotFoundError or what stands against that quantity."""
    basket = lock_cart(shopper, missing=LineNotFoundError)
    changed = statements.SET_QUANTITY.run(
        basket=basket.pk, line=line_id, quantity=quantity, now=timezone.now()
    )
    if not changed:
        raise LineNotFoundError
    priced = price_basket(basket=basket, shopper=shopper)
    line = next(item for item in priced.lines if item.line.public_id == line_id)
    refuse_unbuyable(line, basket)
    return CartAnswer(keep_priced(priced, shopper))


@transaction.atomic
def remove_line(*, shopper: Shopper, line_id: str) -> CartAnswer:
    """Take a line out of the cart; raise LineNotFoundError when it is not there."""
    basket = lock_cart(shopper, missing=LineNotFoundError)
    deleted, _by_model = Line.objects.filter(basket=basket, public_id=line_id).delete()
    if not deleted:
        raise LineNotFoundError
    return CartAnswer(keep_priced(price_basket(basket=basket, shopper=shopper), shopper))


@transaction.atomic
def clear_cart(*, shopper: Shopper) -> CartAnswer:
    """Take out all lines, vouchers and extras. Clearing a cart that does not exist changes nothing."""
    basket = lock_basket(shopper)
    if basket is None:
        return CartAnswer(empty_cart(shopper.currency))
    Line.objects.filter(basket=basket).delete()
    basket.vouchers.clear()
    return _choose(basket, shopper, {})


@transaction.atomic
def apply_voucher(*, shopper: Shopper, code: str) -> CartAnswer:
    """Attach a voucher that gives something now; attaching it twice changes nothing.

    Raises UnknownVoucherError, or VoucherUnavailableError with the reason.
    """
    basket = lock_cart(shopper, missing=UnknownVoucherError)
    voucher = _find_voucher(shopper, code)
    if voucher is None:
        raise UnknownVoucherError(pointer="/code")
    basket.vouchers.add(voucher)
    priced = price_basket(basket=basket, shopper=shopper)
    if len(priced.vouchers) > MAX_VOUCHERS:
        raise TooManyVouchersError(maximum=MAX_VOUCHERS)
    applied = next(item for item in priced.vouchers if item.voucher == voucher)
    if applied.refusal is not None:
        raise voucher_unavailable(applied)
    return CartAnswer(keep_priced(priced, shopper))


@transaction.atomic
def remove_voucher(*, shopper: Shopper, code: str) -> CartAnswer:
    """Detach a voucher; raise UnknownVoucherError when the cart does not have it."""
    basket = lock_cart(shopper, missing=UnknownVoucherError)
    voucher = _find_voucher(shopper, code)
    links = basket.vouchers.through.objects.filter(basket=basket, voucher=voucher)
    if voucher is None or not links.delete()[0]:
        raise UnknownVoucherError
    return CartAnswer(keep_priced(price_basket(basket=basket, shopper=shopper), shopper))


@transaction.atomic
def change_currency(*, shopper: Shopper, currency: str) -> CartAnswer:
    """Price the cart in another of the channel's currencies.

    Lines without a price there stay, with a problem; going back restores everything.
    """
    basket = lock_basket(shopper)
    if basket is None:
        return CartAnswer(empty_cart(currency))
    basket.currency = currency
    Basket.objects.filter(pk=basket.pk).update(currency=currency)
    return CartAnswer(keep_priced(price_basket(basket=basket, shopper=shopper), shopper))


@transaction.atomic
def choose_extra(*, shopper: Shopper, kind: str, message: str) -> CartAnswer:
    """Ask for a charge that is the shopper's choice; asking again changes the message.

    Raises ExtraUnavailableError for what is not on offer here, and MessageTooLongError.
    """
    basket = lock_cart(shopper, missing=ExtraUnavailableError)
    priced = price_basket(basket=basket, shopper=shopper)
    extra = next((one for one in priced.extras if one.kind.code == kind), None)
    if extra is None:
        raise ExtraUnavailableError
    if len(message) > extra.message_length:
        raise MessageTooLongError(maximum=extra.message_length, pointer="/message")
    return _choose(basket, shopper, {**chosen_charges(basket), kind: message})


@transaction.atomic
def drop_extra(*, shopper: Shopper, kind: str) -> CartAnswer:
    """Ask for a charge no longer; raise ExtraUnavailableError when the cart does not have it."""
    basket = lock_cart(shopper, missing=ExtraUnavailableError)
    chosen = dict(chosen_charges(basket))
    if chosen.pop(kind, None) is None:
        raise ExtraUnavailableError
    return _choose(basket, shopper, chosen)


def _choose(basket: Basket, shopper: Shopper, chosen: dict[str, str]) -> CartAnswer:
    basket.checkout = {**basket.checkout, CHOSEN: chosen}
    Basket.objects.filter(pk=basket.pk).update(checkout=basket.checkout)
    return CartAnswer(keep_priced(price_basket(basket=basket, shopper=shopper), shopper))


def voucher_unavailable(item: PricedVoucher) -> VoucherUnavailableError:
    """Return the error that tells why a voucher cannot be used."""
    return VoucherUnavailableError(
        voucher=item.voucher.code,
        reason=item.refusal,
        explanation=explain_refusal(item),
        conflicts_with=list(item.rivals),
        pointer="/code",
    )


def lock_cart(shopper: Shopper, *, missing: type[Exception]) -> Basket:
    """Return the shopper's cart, locked; raise what is given when there is none."""
    basket = lock_basket(shopper)
    if basket is None:
        raise missing
    return basket


def lock_or_create(shopper: Shopper) -> tuple[Basket, str | None]:
    """Return the shopper's cart, locked, and the token of a guest's that has been made."""
    if (basket := lock_basket(shopper)) is not None:
        return basket, None
    token = None if shopper.user else new_token()
    try:
        basket = _create(shopper, token)
    except IntegrityError:
        # The same person's other request was first.
        return lock_cart(shopper, missing=LineNotFoundError), None
    if token is not None and shopper.token is not None:
        _carry_saved(shopper.token, token)
    return basket, token


def _carry_saved(spent: str, token: str) -> None:
    """Have what a guest saved follow them from the cart that became an order to their new one."""
    old, new = (saved_hash(token_hash(each)) for each in (spent, token))
    saved = Basket.objects.filter(token_hash=old, owner=None, status=Basket.SAVED)
    saved.update(token_hash=new, expires_at=timezone.now() + SAVED_LIFETIME)


def _create(shopper: Shopper, token: str | None) -> Basket:
    """Create the cart; the savepoint is there for a race only a signed-in shopper can lose."""
    basket = Basket(
        channel=shopper.channel,
        currency=shopper.currency,
        owner=shopper.user,
        token_hash=token_hash(token) if token else None,
    )
    if shopper.user is None:
        statements.INSERT_BASKET.insert(basket)
    else:
        with transaction.atomic():
            statements.INSERT_BASKET.insert(basket)
    return basket


def _write_line(basket: Basket, variant: Variant, quantity: int) -> None:
    if variant.quantity_in_cart + quantity > MAX_QUANTITY:
        raise QuantityTooLargeError(maximum=MAX_QUANTITY, pointer="/quantity")
    if variant.line_id is not None:
        statements.ADD_QUANTITY.run(line=variant.line_id, quantity=quantity, now=timezone.now())
        return
    if variant.lines_in_cart >= MAX_LINES:
        raise TooManyLinesError(maximum=MAX_LINES)
    statements.INSERT_LINE.insert(
        Line(
            basket=basket,
            product_id=variant.product_id,
            stockrecord_id=variant.stockrecord_id,
            line_reference=f"{variant.product_id}_{variant.stockrecord_id}",
            quantity=quantity,
            price_currency=basket.currency,
            price_excl_tax=variant.amount,
            price_incl_tax=variant.amount,
        )
    )


def refuse_unbuyable(item: PricedLine, basket: Basket) -> None:
    """Raise what keeps a line from being ordered, if anything does."""
    sku = item.line.stockrecord.partner_sku
    match item.problem:
        case LineProblem.UNAVAILABLE:
            raise ProductNotFoundError
        case LineProblem.NO_PRICE:
            raise NotForSaleError(name=item.line.product.get_title(), currency=basket.currency)
        case LineProblem.OUT_OF_STOCK | LineProblem.INSUFFICIENT_STOCK:
            available = available_quantity(item.line)
            raise InsufficientStockError(available=available, sku=sku, pointer="/quantity")


def _find_voucher(shopper: Shopper, code: str) -> Voucher | None:
    vouchers = Voucher.objects.filter(channel=shopper.channel, code=code.strip().upper())
    return vouchers.first()


def keep_priced(priced: PricedCart, shopper: Shopper) -> str:
    """Store the cart as it will be answered until something it depends on changes. One query."""
    basket, now = priced.basket, timezone.now()
    basket.version += 1
    basket.updated_at = now
    is_owned = basket.owner_id is not None or shopper.draft is not None
    basket.expires_at = cart_expiry(is_owned=is_owned, now=now)
    text = cart_text(priced)
    statements.KEEP_BASKET.run(
        basket=basket.pk,
        version=basket.version,
        updated_at=basket.updated_at,
        expires_at=basket.expires_at,
        snapshot=with_stored_addresses(text),
        snapshot_until=priced.valid_until,
        snapshot_key=snapshot_key(
            version=basket.version,
            catalogue_version=basket.catalogue_version,
            offer_stamp=basket.offer_stamp,
            locale=shopper.locale,
        ),
    )
    return text
