"""Gift cards and store credit, with books of their own."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.core.models import TimestampedModel
from commerce.core.money import Money
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels
from commerce.tenders.enums import MOVES, Book, PurseEntryKind, PurseKind
from commerce.tenders.shapes import Purse


class PurseAccountManager(ScopedManager):
    """Back offices see the purses of their tenant."""

    rules = (OwnRows("channel_id", of_channels),)


class PurseAccount(TimestampedModel):
    """A gift card, or what a shop owes one customer in one currency.

    Of a gift card's code only the digest is kept, and its last four characters to know it by.
    `balance` and `held` are the sums of its entries, kept in the transaction that writes one, under
    the lock of this row; the database refuses what does not add up. `issue` names what it was issued
    for, so that the same is never issued twice.
    """

    public_id = PublicIdField(prefix="purse")
    channel = models.ForeignKey(
        "tenancy.Channel", models.PROTECT, verbose_name=_("Channel"), related_name="+"
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=PurseKind.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("Customer"),
        related_name="+",
    )
    email = models.EmailField(_("E-mail address"), max_length=254, blank=True, db_index=True)
    digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    last_four = models.CharField(_("Last four characters"), max_length=4, blank=True)
    currency = models.CharField(_("Currency"), max_length=3)
    balance = AmountField(_("Balance"), default=Decimal(0))
    held = AmountField(_("Held for orders"), default=Decimal(0))
    expires_at = models.DateTimeField(_("Valid until"), null=True, blank=True, db_index=True)
    is_blocked = models.BooleanField(_("Blocked"), default=False)
    issue = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    order_number = models.CharField(_("Order"), max_length=128, blank=True)

    objects = PurseAccountManager()

    class Meta:
        verbose_name = _("gift card or store credit")
        verbose_name_plural = _("gift cards and store credit")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="purse_adds_up", condition=Q(held__gte=0, balance__gte=F("held"))
            ),
            models.CheckConstraint(
                name="purse_is_a_card_or_a_customers",
                condition=Q(kind=PurseKind.GIFT_CARD, digest__isnull=False)
                | Q(kind=PurseKind.STORE_CREDIT, digest__isnull=True, owner__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["channel", "owner", "currency"],
                condition=Q(kind=PurseKind.STORE_CREDIT),
                name="one_store_credit_per_customer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ••••{self.last_four}" if self.last_four else self.email

    def money(self, name: str) -> Money:
        """One of the amounts with its currency."""
        return Money(getattr(self, name), self.currency)

    @property
    def available(self) -> Money:
        """What nobody has a hold on."""
        return Money(self.balance - self.held, self.currency)

    @property
    def is_over(self) -> bool:
        """Whether its time has come; what is held for orders may still be taken."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def is_usable(self) -> bool:
        """Whether it may pay for anything new."""
        return not self.is_blocked and not self.is_over

    def as_purse(self) -> Purse:
        return Purse(self.public_id, self.kind, self.available, self.last_four, self.expires_at)


class AlreadyWrittenError(TypeError):
    """Somebody tried to change or delete what has happened."""


class PurseEntry(models.Model):
    """One movement from one book of a purse to another; written once, never changed.

    One row is both sides, so no entry can be out of balance. `session` names the payment that holds
    and takes; `reference` makes what is told twice count once.
    """

    account = models.ForeignKey(PurseAccount, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=PurseEntryKind.choices)
    debit = models.CharField(max_length=11, choices=Book.choices)
    credit = models.CharField(max_length=11, choices=Book.choices)
    amount = AmountField()
    reference = models.CharField(max_length=255)
    session = models.CharField(max_length=64, blank=True, db_index=True)
    order_number = models.CharField(max_length=128, blank=True)
    happened_at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "reference"], name="one_purse_entry_per_reference"
            ),
            models.CheckConstraint(name="purse_entry_moves_money", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="purse_entry_moves_as_its_kind",
                condition=reduce(
                    or_, (Q(kind=kind, debit=a, credit=b) for kind, (a, b) in MOVES.items())
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AlreadyWrittenError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise AlreadyWrittenError
