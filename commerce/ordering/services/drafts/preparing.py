"""Filling the draft of an order: for whom, what, at which price, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from commerce.cart.pricing.baskets import price_basket
from commerce.cart.pricing.taxes import VAT_ID
from commerce.cart.selectors.baskets import lock_basket
from commerce.cart.services.baskets import (
    add_line,
    apply_voucher,
    change_quantity,
    keep_priced,
    remove_line,
    remove_voucher,
)
from commerce.cart.services.drafts import DELIVERY_WAIVED, agree_price, begin_draft, copy_draft
from commerce.cart.shoppers import Shopper
from commerce.core.errors import DomainError
from commerce.core.money import Money
from commerce.delivery.selectors.points import find_point
from commerce.ordering.editing.wishes import MoreGoods, NewPrice
from commerce.ordering.enums import DraftState
from commerce.ordering.errors import (
    CountryNotServedError,
    DraftChangedMeanwhileError,
    DraftPlacedError,
    GiftCardsNotEditableError,
    PickupPointUnavailableError,
    PriceNotPermittedError,
    PriceNotPossibleError,
    ReasonMissingError,
    UnknownGoodsError,
)
from commerce.ordering.models import DraftOrder
from commerce.ordering.permissions import may_agree_on_prices
from commerce.ordering.selectors.drafts import lock_cart_of, lock_draft, shopper_of
from commerce.ordering.selectors.estimates import pickup_of
from commerce.ordering.statements import NOTE_CHECKOUT
from commerce.oscar.basket.models import Basket, Line
from commerce.oscar.partner.models import StockRecord
from commerce.tax.enums import VatIdState
from commerce.tax.services.asking import ask_rates
from commerce.tax.services.vat_ids import check_vat_id
from commerce.tax.shapes.rates import Place

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.delivery.selectors.points import Said
    from commerce.ordering.review import Address
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWish:
    """How a draft is to be. Lines are named by their public id; a price of None is the list price.

    `quantities` and `prices` name what is different, `vouchers` all there are to be; what is `added`
    costs the `price_of_added`. `pickup_point` is the id of one of the way of sending's. Without `billed`
    the address is billed that it goes to. Delivery that is waived costs nothing; None leaves that as it
    is.
    """

    email: str
    customer: User | None = None
    quantities: dict[str, int] = field(default_factory=dict)
    prices: dict[str, NewPrice | None] = field(default_factory=dict)
    added: tuple[MoreGoods, ...] = ()
    price_of_added: NewPrice | None = None
    address: Address | None = None
    billed: Address | None = None
    vat_id: str = ""
    method: str = ""
    pickup_point: str = ""
    is_delivery_waived: bool | None = None
    vouchers: tuple[str, ...] = ()
    note: str = ""


@transaction.atomic
def begin(*, channel: Channel, locale: str, currency: str, actor: User | None) -> DraftOrder:
    """Begin an empty draft; shoppers do not see it."""
    shopper = Shopper(channel=channel, locale=locale, currency=currency)
    draft: DraftOrder = DraftOrder._base_manager.create(
        channel=channel, basket=begin_draft(shopper=shopper), locale=locale, made_by=actor
    )
    return draft


def change(*, draft: DraftOrder, wish: DraftWish, version: int, actor: User | None) -> None:
    """Let the draft be as wished; the version is the one of the cart that was looked at.

    Raises DraftPlacedError, DraftChangedMeanwhileError, CountryNotServedError, UnknownGoodsError,
    ShippingMethodUnavailableError and NoPickupPointsError for a way of sending without pickup points,
    PickupPointUnavailableError for one that it does not go to, PriceNotPermittedError,
    PriceNotPossibleError, ReasonMissingError, GiftCardsNotEditableError, what `check_vat_id` raises, and
    what the cart raises for goods and vouchers; then nothing is changed. A channel's tax service is asked
    about the place, and the register about the VAT id, before anything is locked.
    """
    if _is_about_prices(draft, wish) and not may_agree_on_prices(actor):
        raise PriceNotPermittedError
    if wish.address is not None:
        _ask_about(draft, wish.address)
    business = _known_business(draft, wish)
    with transaction.atomic():
        _change(lock_draft(draft.pk), wish, version, business)


@transaction.atomic
def delete(*, draft_id: int) -> None:
    """Forget a draft; raise DraftPlacedError for one that has become an order."""
    draft = lock_draft(draft_id)
    basket = lock_cart_of(draft)
    draft.delete()
    Basket._base_manager.filter(pk=basket.pk).delete()


def copy(*, draft: DraftOrder, actor: User | None) -> DraftOrder:
    """Begin a draft of the same goods, such as after a link has expired. Prices are today's.

    The register is asked about its VAT id anew, before anything is locked: one that it does not confirm
    any more stays named, and tax is charged. Raises DraftNotFoundError.
    """
    business = _business_today(draft)
    with transaction.atomic():
        return _copy(lock_draft(draft.pk), business, actor)


def _copy(draft: DraftOrder, business: dict[str, str] | None, actor: User | None) -> DraftOrder:
    made: DraftOrder = DraftOrder._base_manager.create(
        channel=draft.channel,
        basket=copy_draft(shopper=shopper_of(draft), basket=draft.basket),
        locale=draft.locale,
        note=draft.note,
        state=DraftState.OPEN,
        made_by=actor,
    )
    said = {**made.basket.checkout, VAT_ID: business}
    NOTE_CHECKOUT.run(basket=made.basket_id, checkout=said, expires_at=None)
    _keep(shopper_of(made))
    return made


def _is_about_prices(draft: DraftOrder, wish: DraftWish) -> bool:
    is_waived = bool(draft.basket.checkout.get(DELIVERY_WAIVED))
    is_other = wish.is_delivery_waived not in (None, is_waived)
    return bool(wish.prices) or wish.price_of_added is not None or is_other


def _change(
    draft: DraftOrder, wish: DraftWish, version: int, business: dict[str, str] | None
) -> None:
    basket = lock_cart_of(draft)
    if basket.version != version:
        raise DraftChangedMeanwhileError
    draft.note = wish.note
    draft.save(update_fields=["note"])
    _note(draft, basket, wish, business)
    shopper = shopper_of(draft)
    _change_lines(draft, shopper, wish)
    _keep(shopper)
    _change_vouchers(basket, shopper, wish)


def _note(
    draft: DraftOrder, basket: Basket, wish: DraftWish, business: dict[str, str] | None
) -> None:
    """Whom it is for, and where it goes; a customer counts from now on for offers and vouchers."""
    draft.basket.owner = wish.customer
    Basket._base_manager.filter(pk=basket.pk).update(owner=wish.customer)
    said: dict[str, Any] = {
        **basket.checkout,
        "email": wish.email,
        "shipping_address": wish.address,
        "billing_address": wish.billed,
        VAT_ID: business,
        "shipping_method": wish.method,
        "pickup_point": _point(draft, basket, wish),
    }
    if wish.is_delivery_waived is not None:
        said[DELIVERY_WAIVED] = wish.is_delivery_waived
    NOTE_CHECKOUT.run(basket=basket.pk, checkout=said, expires_at=None)


def _point(draft: DraftOrder, basket: Basket, wish: DraftWish) -> Said | None:
    """Where it waits. One that is kept stays as it was kept; whether it still stands, the review says."""
    if not wish.pickup_point:
        return None
    pickup = pickup_of(shopper_of(draft), wish.method)
    kept: Said | None = basket.checkout.get("pickup_point")
    if kept and kept["id"] == wish.pickup_point:
        return kept
    point = find_point(channel_id=draft.channel_id, pickup=pickup, point_id=wish.pickup_point)
    if point is None:
        raise PickupPointUnavailableError
    return point


def _change_lines(draft: DraftOrder, shopper: Shopper, wish: DraftWish) -> None:
    for line_id, price in wish.prices.items():
        _agree(draft, shopper, line_id, price)
    for line_id, quantity in wish.quantities.items():
        if quantity:
            change_quantity(shopper=shopper, line_id=line_id, quantity=quantity)
        else:
            remove_line(shopper=shopper, line_id=line_id)
    for each in wish.added:
        variant = _variant(draft, each.sku)
        add_line(shopper=shopper, variant_id=variant, quantity=each.quantity)
        if wish.price_of_added is not None:
            added = Line._base_manager.get(basket=draft.basket_id, product__public_id=variant)
            _agree(draft, shopper, added.public_id, wish.price_of_added)


def _agree(draft: DraftOrder, shopper: Shopper, line_id: str, price: NewPrice | None) -> None:
    line = Line._base_manager.filter(basket=draft.basket_id, public_id=line_id).first()
    amount = None
    if price is not None and line is not None:
        name = line.product.get_title()
        if line.product.get_product_class().is_gift_card:
            raise GiftCardsNotEditableError(name=name)
        amount = Money(price.amount, shopper.currency)
        if price.amount < 0 or amount != amount.rounded():
            raise PriceNotPossibleError(amount=f"{price.amount} {shopper.currency}")
        if not price.reason.strip():
            raise ReasonMissingError(name=name)
    agree_price(
        shopper=shopper, line_id=line_id, price=amount, reason=price.reason if price else ""
    )


def _variant(draft: DraftOrder, sku: str) -> str:
    """The public id of what the tenant sells under a SKU; the cart decides whether it can be had."""
    records = StockRecord._base_manager.filter(
        partner__tenant=draft.channel.tenant_id, partner_sku__iexact=sku.strip()
    )
    found: str | None = records.order_by("pk").values_list("product__public_id", flat=True).first()
    if found is None:
        raise UnknownGoodsError(sku=sku)
    return found


def _change_vouchers(basket: Basket, shopper: Shopper, wish: DraftWish) -> None:
    """After the goods, which decide what a voucher gives."""
    wanted = {code.strip().upper() for code in wish.vouchers if code.strip()}
    known = set(basket.vouchers.values_list("code", flat=True))
    for code in sorted(known - wanted):
        remove_voucher(shopper=shopper, code=code)
    for code in sorted(wanted - known):
        apply_voucher(shopper=shopper, code=code)


def _keep(shopper: Shopper) -> None:
    """Whoever has the draft before them sees that it is another one now."""
    basket = lock_basket(shopper)
    if basket is None:
        raise DraftPlacedError
    keep_priced(price_basket(basket=basket, shopper=shopper), shopper)


def _known_business(draft: DraftOrder, wish: DraftWish) -> dict[str, str] | None:
    """What the register says of the VAT id, as the checkout keeps it."""
    return _asked_about(draft, wish.vat_id, wish.address) if wish.vat_id else None


def _business_today(draft: DraftOrder) -> dict[str, str] | None:
    """What the register says now of the VAT id that a draft has."""
    said = draft.basket.checkout
    named: dict[str, str] | None = said.get(VAT_ID)
    if not named:
        return None
    try:
        return _asked_about(draft, named["id"], said.get("shipping_address"))
    except DomainError:
        return {"id": named["id"], "state": VatIdState.INVALID, "check": ""}


def _asked_about(draft: DraftOrder, vat_id: str, address: Address | None) -> dict[str, str]:
    country = address["country"] if address else ""
    check = check_vat_id(channel=draft.channel, text=vat_id, country=country)
    return {"id": check.vat_id, "state": check.state, "check": check.public_id}


def _ask_about(draft: DraftOrder, address: Address) -> None:
    country = address["country"]
    if country not in draft.channel.countries:
        raise CountryNotServedError(country=country)
    place = Place(country, address["region"], address["postcode"])
    ask_rates(channel=draft.channel, place=place, currency=draft.channel.default_currency)
