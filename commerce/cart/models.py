"""What staff set about carts, and what is held for them while they are paid."""

from __future__ import annotations

from typing import Any, Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from commerce.cart.registry import find_charge_kind
from commerce.core.amounts import AmountField, refuse_unpayable
from commerce.oscar.offer.models import OfferState
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels

MAX_REMINDER_HOURS: Final = 720


class ChargeRateManager(ScopedManager):
    """Back offices see the rates of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class ReminderRuleManager(ScopedManager):
    """Back offices see the rules of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class ChargeRate(models.Model):
    """What a kind of charge costs in one channel and currency; without a row there is none.

    Every change renews the stamp of the offers, because carts that are stored show it.
    """

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="charge_rates", verbose_name=_("Channel")
    )
    kind = models.CharField(_("Kind of charge"), max_length=64)
    currency = models.CharField(_("Currency"), max_length=3)
    amount = AmountField(_("Amount"), validators=[MinValueValidator(0)])
    goods_below = AmountField(
        _("For goods below"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("The value of goods, after discounts, from which a fee is not charged."),
    )

    objects = ChargeRateManager()

    class Meta:
        verbose_name = _("Charge")
        verbose_name_plural = _("Charges")
        ordering = ["channel", "kind", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "kind", "currency"], name="one_charge_per_channel_and_currency"
            ),
            models.CheckConstraint(name="charge_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.amount} {self.currency})"

    @property
    def label(self) -> str:
        """What the kind is called; its code where it is no longer known."""
        kind = find_charge_kind(self.kind)
        return str(kind.label) if kind else self.kind

    def clean(self) -> None:
        refuse_unpayable(self.currency, amount=self.amount, goods_below=self.goods_below)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        OfferState.renew()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        OfferState.renew()
        return deleted


class StockReservation(models.Model):
    """Pieces that are held for a cart while it is paid: nobody else can buy them.

    The sum of a record's rows is its `num_reserved`. `completion_id` is the payment under way that
    holds them, and gives them back or makes an order of them.
    """

    completion_id = models.BigIntegerField()
    basket = models.ForeignKey("basket.Basket", models.SET_NULL, null=True, related_name="+")
    stockrecord = models.ForeignKey(
        "partner.StockRecord", models.CASCADE, related_name="reservations"
    )
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["completion_id", "stockrecord"], name="one_reservation_per_stock_record"
            ),
            models.UniqueConstraint(
                fields=["basket", "stockrecord"], name="one_reservation_per_cart_and_stock"
            ),
            models.CheckConstraint(name="reservation_holds_something", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.stockrecord_id}"


class ReminderRule(models.Model):
    """After how many hours a channel writes to who left a cart; without a row it never does."""

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, related_name="+", verbose_name=_("Channel")
    )
    hours = models.PositiveSmallIntegerField(
        _("Hours"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_REMINDER_HOURS)],
        help_text=_(
            "How long a cart is left before its owner is written to: once, and only who has"
            " agreed to reminders of left carts."
        ),
    )

    objects = ReminderRuleManager()

    class Meta:
        verbose_name = _("Reminder of left carts")
        verbose_name_plural = _("Reminders of left carts")
        ordering = ["channel"]
        constraints = [
            models.CheckConstraint(
                name="reminder_within_a_month",
                condition=Q(hours__range=(1, MAX_REMINDER_HOURS)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.channel)


class CartReminder(models.Model):
    """That a cart was found left: it is never told of again. Its link leads back to the cart.

    `sent_at` is empty where the owner had not agreed. `moved_to` is the cart that the link has
    put it into.
    """

    basket = models.OneToOneField("basket.Basket", models.CASCADE, related_name="reminder")
    found_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    moved_to = models.ForeignKey("basket.Basket", models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.basket_id)


def reserved_for(*, basket: OuterRef | Any, stockrecord: OuterRef) -> Coalesce:
    """How many pieces of a stock record are held for a cart, inside a query."""
    own = StockReservation._base_manager.filter(basket=basket, stockrecord=stockrecord)
    return Coalesce(Subquery(own.values("quantity")[:1]), Value(0))
