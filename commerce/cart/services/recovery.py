"""Writing to who left a cart, and putting the cart back on whichever device the link is opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation

from commerce.cart.enums import LineProblem
from commerce.cart.errors import CartBeingPaidError, CartNotFoundError
from commerce.cart.kinds import CART_LEFT
from commerce.cart.models import CartReminder, StockReservation
from commerce.cart.policies import MAX_LINES
from commerce.cart.pricing.baskets import price_basket, price_lines
from commerce.cart.selectors.appearances import describe_line
from commerce.cart.selectors.baskets import find_basket, language_of
from commerce.cart.selectors.recovery import (
    get_reminder,
    list_left_baskets,
    list_rules,
    offers_reminders,
    recovery_url,
)
from commerce.cart.shoppers import Shopper
from commerce.notifications.enums import Medium
from commerce.notifications.services import notify
from commerce.notifications.services.choices import Choice, choose
from commerce.notifications.services.consents import Circumstances
from commerce.notifications.shapes import Recipient, Row
from commerce.oscar.basket.models import Basket

from .basket_merge import change_basket, pour_lines, pour_vouchers
from .baskets import CartAnswer, keep_priced, lock_cart, lock_or_create

AT_ONCE = 200
GONE = (LineProblem.UNAVAILABLE, LineProblem.NO_PRICE, LineProblem.OUT_OF_STOCK)


def remind_of_left_carts(*, now: datetime) -> int:
    """Write to who left a cart for as long as its channel waits; return how many letters go out.

    Each cart is looked at once. At most `AT_ONCE` of a channel, the others the next time.
    """
    return sum(
        _remind(key, now)
        for rule in list_rules()
        for key in list_left_baskets(rule=rule, now=now).values_list("pk", flat=True)[:AT_ONCE]
    )


@transaction.atomic
def agree_to_reminders(*, shopper: Shopper, email: str, circumstances: Circumstances) -> None:
    """Write down that a guest wants to be told of a left cart at this address; twice is once.

    An account agrees in its preferences: for one nothing is written. Nor is it where the channel
    writes to nobody.
    """
    basket = find_basket(shopper)
    if basket is None or not offers_reminders(basket):
        return
    address = email.lower()
    choose(
        owner={"user": None, "address": address, "tenant_id": shopper.channel.tenant_id},
        address=address,
        choice=Choice(CART_LEFT.code, Medium.EMAIL, is_wanted=True),
        circumstances=circumstances,
    )


@transaction.atomic
def recover_cart(*, shopper: Shopper, token: str) -> CartAnswer:
    """Pour the cart that the link stands for into the shopper's, which is made if there is none.

    As at sign-in quantities are added up to the limit of a line, vouchers come along, and the cart
    keeps its currency. The address, the e-mail and the words of whoever left it stay behind. On the
    device that has the cart nothing moves; doing it twice changes nothing. Raises RecoveryOverError,
    and CartBeingPaidError where either cart is being paid.
    """
    own = find_basket(shopper)
    reminder = get_reminder(shopper=shopper, token=token)
    keys = {reminder.basket_id, own.pk if own else None}
    locked = Basket.objects.select_for_update().filter(pk__in=keys - {None}).order_by("pk")
    left = {basket.pk: basket for basket in locked}[reminder.basket_id]
    reminder = get_reminder(shopper=shopper, token=token)  # as it is now that nobody changes it
    basket, new_token = lock_or_create(shopper)
    if new_token is not None or own is None:
        shopper = replace(shopper, token=new_token)
        basket = lock_cart(shopper, missing=CartNotFoundError)
    if reminder.moved_to is None:
        _bring(reminder, left, basket)
    return CartAnswer(keep_priced(price_basket(basket=basket, shopper=shopper), shopper), new_token)


def _bring(reminder: CartReminder, left: Basket, basket: Basket) -> None:
    reminder.opened_at = reminder.opened_at or timezone.now()
    if left.pk != basket.pk:
        if StockReservation.objects.filter(basket__in=[left, basket]).exists():
            raise CartBeingPaidError
        pour_lines(left, basket, maximum=MAX_LINES)
        pour_vouchers(left, basket)
        change_basket(left, status=Basket.MERGED, date_merged=timezone.now())
        reminder.moved_to = basket
    reminder.save(update_fields=["opened_at", "moved_to"])


@transaction.atomic
def _remind(key: int, now: datetime) -> bool:
    basket = Basket.objects.select_for_update().select_related("channel").get(pk=key)
    reminder, is_new = CartReminder.objects.get_or_create(basket=basket, defaults={"found_at": now})
    if not is_new or basket.status != Basket.OPEN:
        return False
    recipient = _recipient(basket)
    with translation.override(recipient.locale):
        rows = _rows(basket, recipient.locale)
        values = {"lines": rows, "url": recovery_url(reminder, recipient.locale)}
    if rows and notify(
        kind=CART_LEFT.code,
        recipient=recipient,
        channel_id=basket.channel_id,
        event_id=f"cart/{basket.pk}",
        values=values,
    ):
        CartReminder.objects.filter(pk=reminder.pk).update(sent_at=now)
        return True
    return False


def _recipient(basket: Basket) -> Recipient:
    """The account that has the cart counts before what was typed at the checkout."""
    locale = language_of(basket) or basket.channel.default_locale
    if basket.owner_id is not None:
        return Recipient(locale, user_id=basket.owner_id)
    return Recipient(locale, email=basket.checkout["email"])


def _rows(basket: Basket, locale: str) -> list[Row]:
    """What can still be bought of the cart."""
    shopper = Shopper(channel=basket.channel, locale=locale, currency=basket.currency)
    lines = price_lines(basket=basket, shopper=shopper)
    return [
        {"title": f"{item.line.quantity} × {describe_line(item.line).name}"}
        for item in lines
        if item.problem not in GONE
    ]
