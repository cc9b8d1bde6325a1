"""Carts that were left, and the links that lead back to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from commerce.cart.errors import RecoveryOverError
from commerce.cart.models import CartReminder, ReminderRule, StockReservation
from commerce.cart.shoppers import Shopper
from commerce.core.process_cache import ProcessCache
from commerce.oscar.basket.models import Basket, Line

from .baskets import find_basket, has_expired

RECOVERY_SALT = "commerce.cart.recovery"
LINK_LIFETIME = timedelta(days=14)
# A rule that is switched on, or a worker that was down, writes to nobody about long ago.
LOOKS_BACK = timedelta(days=2)
WRITING: ProcessCache[int, bool] = ProcessCache(
    "channels that write about left carts", stale="a minute", seconds=60.0
)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many were written to in a channel, came back by the link, and ordered then."""

    sent: int
    opened: int
    ordered: int


def list_rules() -> QuerySet[ReminderRule]:
    """Return the rules of all channels, for the worker."""
    return ReminderRule._base_manager.order_by("pk")


def offers_reminders(basket: Basket) -> bool:
    """Whether its guest may agree to be written to once it is left; accounts have preferences."""
    if basket.owner_id is not None:
        return False
    return WRITING.get(basket.channel_id, lambda: _has_rules(basket.channel_id))


def _has_rules(channel_id: int) -> bool:
    found: bool = ReminderRule._base_manager.filter(channel=channel_id).exists()
    return found


def list_left_baskets(*, rule: ReminderRule, now: datetime) -> QuerySet[Basket]:
    """Return carts with goods and an e-mail address that nobody has touched for the rule's hours.

    What was found before, is being paid or has expired is none of them.
    """
    until = now - timedelta(hours=rule.hours)
    has_address = Q(owner__is_active=True) | Q(owner=None, checkout__email__isnull=False)
    is_alive = Q(expires_at=None) | Q(expires_at__gt=now)
    return Basket._base_manager.filter(
        has_address,
        is_alive,
        ~Exists(CartReminder.objects.filter(basket=OuterRef("pk"))),
        ~Exists(StockReservation.objects.filter(basket=OuterRef("pk"))),
        Exists(Line.objects.filter(basket=OuterRef("pk"))),
        channel=rule.channel_id,
        status=Basket.OPEN,
        updated_at__lte=until,
        updated_at__gt=until - LOOKS_BACK,
    ).order_by("pk")


def recovery_url(reminder: CartReminder, locale: str) -> str:
    """Return the page of the storefront that offers to put the cart back. It names nobody."""
    token = signing.dumps(reminder.pk, salt=RECOVERY_SALT)
    return f"{settings.STOREFRONT_URL}/{locale}/cart/recover?{urlencode({'token': token})}"


def get_reminder(*, shopper: Shopper, token: str) -> CartReminder:
    """Return what the link stands for, while it leads to something.

    That is a cart of this channel with goods in it that was neither ordered nor moved, or the cart
    that it was moved to, for who has that one. Raises RecoveryOverError in every other case.
    """
    try:
        key = signing.loads(token, salt=RECOVERY_SALT, max_age=LINK_LIFETIME)
    except signing.BadSignature:
        raise RecoveryOverError from None
    reminders = CartReminder.objects.select_related("basket", "moved_to")
    reminder = reminders.filter(pk=key, basket__channel=shopper.channel).first()
    if reminder is None or not _leads_somewhere(reminder, shopper):
        raise RecoveryOverError
    return reminder


def count_items(reminder: CartReminder) -> int:
    """Return how many pieces the link leads to."""
    basket = reminder.moved_to or reminder.basket
    quantities = Line.objects.filter(basket=basket).values_list("quantity", flat=True)
    return sum(quantities)


def figures_of(*, channel_id: int) -> Figures:
    """Return what came of the reminders of a channel. Three queries."""
    sent = CartReminder.objects.filter(basket__channel=channel_id).exclude(sent_at=None)
    opened = sent.exclude(opened_at=None)
    own = Q(moved_to=None, basket__order__isnull=False)
    ordered = opened.filter(own | Q(moved_to__order__isnull=False))
    return Figures(sent.count(), opened.count(), ordered.distinct().count())


def _leads_somewhere(reminder: CartReminder, shopper: Shopper) -> bool:
    basket = reminder.moved_to or reminder.basket
    if basket.status != Basket.OPEN or not Line.objects.filter(basket=basket).exists():
        return False
    if reminder.moved_to is None:
        return not has_expired(basket.expires_at)
    own = find_basket(shopper)
    return own is not None and own.pk == basket.pk
