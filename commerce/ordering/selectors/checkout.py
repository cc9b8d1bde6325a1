"""Where a shopper stands on the way to an order."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import orjson
from django.utils.translation import gettext as _

from commerce.cart.selectors.baskets import find_basket
from commerce.cart.selectors.carts import Json, cart_json, discount_json, totals_json
from commerce.cart.selectors.recovery import offers_reminders
from commerce.cart.shoppers import Shopper
from commerce.core.money import Money
from commerce.core.process_cache import ProcessCache
from commerce.ordering.errors import CartEmptyError
from commerce.ordering.payment_methods import fee_of, list_open_methods, payer_of
from commerce.ordering.registry import find_terms
from commerce.ordering.review import RefusedMethod, Review, ShippingMethod, review_basket
from commerce.payments.registry import PaymentGateway, name_for_shoppers
from commerce.tax.enums import Treatment, VatIdState
from commerce.tenders.selectors import find_store_credit, takes_with_payment
from commerce.tenders.shapes import Conditions, Payer

from .fingerprints import sign_review
from .sending import point_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commerce.delivery.shapes import Promise
    from commerce.oscar.basket.models import Basket
    from commerce.tax.shapes.taxation import Taxation

# The page that follows a change of the checkout reads what was priced for the change.
REVIEWED: Final[ProcessCache[int, tuple[float, Review]]] = ProcessCache(
    "checkouts just changed",
    stale="five seconds; reading it; a change of the cart; a try to order",
    most=64,
)
JUST_NOW: Final = 5.0


def get_review(shopper: Shopper) -> Review:
    """Return what would be ordered now, freshly priced; raise CartEmptyError."""
    return review_basket(basket=_basket(shopper), shopper=shopper)


def keep_review(review: Review, shopper: Shopper) -> None:
    """Have what was priced for a change at hand for who reads it next."""
    basket = review.priced.basket
    version = _made_of(basket, shopper)
    REVIEWED.keep(basket.pk, (time.monotonic(), review), version=version)


def drop_review(basket: Basket) -> None:
    """Price anew for whoever reads the checkout next."""
    REVIEWED.drop(basket.pk)


def last_review(shopper: Shopper) -> Review:
    """Return what was priced just now for a change, once, else what is true now.

    Raises CartEmptyError.
    """
    basket = _basket(shopper)
    kept = REVIEWED.find(basket.pk, version=_made_of(basket, shopper))
    drop_review(basket)
    if kept is not None and time.monotonic() - kept[0] < JUST_NOW:
        return kept[1]
    return review_basket(basket=basket, shopper=shopper)


def _basket(shopper: Shopper) -> Basket:
    basket = find_basket(shopper)
    if basket is None:
        raise CartEmptyError
    return basket


def _made_of(basket: Basket, shopper: Shopper) -> Hashable:
    versions = (basket.version, basket.catalogue_version, basket.offer_stamp)
    said = orjson.dumps(basket.checkout, option=orjson.OPT_SORT_KEYS)
    return basket.owner_id, shopper.locale, *versions, said


def checkout_json(review: Review) -> Json:
    """Return the whole checkout, with a fingerprint of what it shows.

    `discounts` are those of the goods. What is paid for shipping is told after its own discounts,
    so the totals add up with or without their rows.
    """
    payer = payer_of(review)
    return {
        "cart": cart_json(review.priced, review.looks),
        "email": review.email,
        "offers_reminders": offers_reminders(review.priced.basket),
        "shipping_address": review.shipping_address,
        "billing_address": review.billing_address,
        "shipping_method": method_json(review.method) if review.method else None,
        "pickup_point": point_json(review.pickup_point),
        "vat_id": vat_id_json(review),
        "payment_method": review.payment_method,
        "payment_methods": [
            payment_method_json(gateway, conditions, payer, fee_of(review, gateway.code))
            for gateway, conditions in list_open_methods(payer)
        ],
        "store_credit": store_credit_json(payer),
        "discounts": [discount_json(discount) for discount in review.priced.discounts],
        "shipping_discounts": [discount_json(row) for row in review.shipping_discounts],
        "totals": totals_json(review.totals),
        "missing": review.missing,
        "terms": terms_json(review),
        "fingerprint": sign_review(review),
    }


def terms_json(review: Review) -> Json | None:
    """Return the terms that the channel sells on; null where it has published none."""
    terms = find_terms(review.priced.basket.channel, review.priced.locale)
    return {**asdict(terms), "dated": terms.dated.isoformat()} if terms else None


def vat_id_json(review: Review) -> Json | None:
    """Return the VAT id that was named, and what follows from it; null where none was."""
    taxation: Taxation | None = review.priced.basket.taxation
    if taxation is None or not taxation.buyer.vat_id:
        return None
    buyer = taxation.buyer
    is_free = taxation.treatment is Treatment.REVERSE_CHARGE
    return {
        "id": buyer.vat_id,
        "state": buyer.vat_id_state,
        "is_reverse_charge": is_free,
        "detail": _vat_sentence(buyer.vat_id_state, is_free=is_free),
    }


def _vat_sentence(state: str, *, is_free: bool) -> str:
    if is_free:
        return _("Confirmed: you owe the tax yourself in your country, and none is charged.")
    if state == VatIdState.UNAVAILABLE:
        return _(
            "The register of VAT ids does not answer, so tax is charged. You can order now, or try"
            " again later."
        )
    if state == VatIdState.INVALID:
        return _("The register does not know it any more, so tax is charged.")
    return _("Confirmed. Tax is charged, because the goods do not cross a border within the EU.")


def payment_method_json(
    gateway: PaymentGateway, conditions: Conditions, payer: Payer, fee: Money | None = None
) -> Json:
    """Return the public form of a way to pay the payer's amount, and what that costs."""
    can, decline = gateway.can, gateway.refusal_of(payer.amount)
    return {
        "code": gateway.code,
        "name": name_for_shoppers(gateway),
        "description": conditions.text or str(gateway.description),
        "script": gateway.code if can.has_script else None,
        "client": _client_facts(gateway, payer.channel_id),
        "saves_methods": can.saves_methods,
        "wallets": can.has_wallets,
        "fee": fee.as_json() if fee else None,
        "refusal": {"code": decline.value, "message": str(decline.label)} if decline else None,
    }


def _client_facts(gateway: PaymentGateway, channel_id: int) -> dict[str, str]:
    """What a script in the browser has to know; its fields are to say when money is taken."""
    facts = dict(gateway.client_facts())
    if gateway.can.has_script and takes_with_payment(channel_id):
        facts["capture"] = "with_payment"
    return facts


def store_credit_json(payer: Payer) -> Json | None:
    """Return what the shop owes the payer and takes for payment. No query for a guest."""
    purse = find_store_credit(
        channel_id=payer.channel_id, user_id=payer.user_id, currency=payer.amount.currency
    )
    return {**purse.available.as_json()} if purse else None


def methods_json(methods: Sequence[ShippingMethod], refused: Sequence[RefusedMethod]) -> Json:
    """Return ways to send, and those that are not offered, each with the reason in words."""
    return {
        "results": [method_json(method) for method in methods],
        "unavailable": [
            {
                "code": each.code,
                "name": each.name,
                "reason": each.obstacle.value,
                "message": str(each.obstacle.label),
            }
            for each in refused
        ],
    }


def method_json(method: ShippingMethod) -> Json:
    return {
        "code": method.code,
        "name": method.name,
        "description": method.description,
        "price": method.price.as_json(),
        "price_before_discount": method.list_price.as_json(),
        "minimum_days": method.minimum_days,
        "maximum_days": method.maximum_days,
        "delivery": promise_json(method.promise),
        "price_source": method.source.value,
        "has_pickup_points": bool(method.pickup),
    }


def promise_json(promise: Promise | None) -> Json | None:
    """Return the dates as the API writes them; the moment keeps the warehouse's own offset."""
    if promise is None:
        return None
    return {
        "order_by": promise.order_by.isoformat(),
        "earliest": promise.earliest.isoformat(),
        "latest": promise.latest.isoformat(),
    }
