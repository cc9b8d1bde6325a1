"""What happened to money, in double entry: written once, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from commerce.core.amounts import AmountField
from commerce.payments.enums import ACCOUNTS, NOTES, Account, EntryKind

from .sessions import PaymentSession

if TYPE_CHECKING:
    _CharField = models.CharField[Any, Any]
else:
    _CharField = models.CharField


class AccountField(_CharField):
    """One side of an entry; the kind decides it, unless the entry says that nothing moved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if getattr(model_instance, self.attname) is None:
            sides = ACCOUNTS.get(EntryKind(model_instance.kind), {})  # type: ignore[attr-defined]
            setattr(model_instance, self.attname, sides.get(self.attname, ""))
        return super().pre_save(model_instance, add)


def _balances() -> Q:
    """Of each kind the accounts are known, and what moved has two of them: the sum is always zero."""
    fits = Q(kind__in=NOTES, debit="", credit="")
    for kind, sides in ACCOUNTS.items():
        fits |= Q(kind=kind, **sides)
    return fits


class AlreadyWrittenError(TypeError):
    """Somebody tried to change or delete what has happened."""


class LedgerEntry(models.Model):
    """One thing that happened to the money of a session: what `debit` got, `credit` gave.

    Triggers of the database refuse to change or delete one, also past this class; only who acted is
    forgotten with the person.
    """

    session = models.ForeignKey(PaymentSession, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    debit = AccountField(max_length=12, choices=Account.choices, default=None, blank=True)
    credit = AccountField(max_length=12, choices=Account.choices, default=None, blank=True)
    amount = AmountField()
    reference = models.CharField(max_length=255)
    happened_at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind", "reference"], name="one_entry_per_reference"
            ),
            models.CheckConstraint(
                name="ledger_entry_moves_money",
                condition=Q(amount__gt=0)
                | Q(
                    amount=0,
                    kind__in=[EntryKind.AUTHORISED, EntryKind.CANCELLED, EntryKind.FAILED],
                ),
            ),
            models.CheckConstraint(
                name="ledger_entry_kind_is_known", condition=Q(kind__in=EntryKind.values)
            ),
            models.CheckConstraint(name="ledger_entry_balances", condition=_balances()),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AlreadyWrittenError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise AlreadyWrittenError
