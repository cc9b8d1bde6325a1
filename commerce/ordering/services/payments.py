"""Payment without a gateway: the money comes later, and staff note that it has arrived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F
from django.utils import translation

from commerce.core.money import Money
from commerce.oscar.payment.models import Source, SourceType, Transaction

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class OfflinePayment:
    """The order is placed unpaid; marking it as paid settles it."""

    code: str
    name: str | _StrPromise
    description: str | _StrPromise

    def begin(self, *, order_id: int, amount: Money) -> None:
        """Record the amount that is due. Three queries."""
        kind, _created = SourceType.objects.get_or_create(
            code=self.code, defaults={"name": self._name_for_staff()}
        )
        source = Source.objects.create(
            order_id=order_id,
            source_type=kind,
            currency=amount.currency,
            amount_allocated=amount.amount,
            reference=self.code,
        )
        _note(source, Transaction.AUTHORISE, amount)

    def settle(self, *, order_id: int) -> None:
        """Record that what was still due has come in."""
        sources = Source.objects.select_for_update().filter(
            order_id=order_id, source_type__code=self.code
        )
        for source in sources.filter(amount_debited__lt=F("amount_allocated")):
            due = Money(source.amount_allocated - source.amount_debited, source.currency)
            Source.objects.filter(pk=source.pk).update(amount_debited=F("amount_allocated"))
            _note(source, Transaction.DEBIT, due)

    def _name_for_staff(self) -> str:
        """The name that is stored must not depend on who ordered first."""
        with translation.override(settings.LANGUAGE_CODE):
            return str(self.name)


def _note(source: Source, kind: str, amount: Money) -> None:
    Transaction.objects.create(
        source=source, txn_type=kind, amount=amount.amount, status="recorded"
    )
