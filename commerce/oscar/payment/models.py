"""Payments are kept with all decimals of their currency."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.payment.abstract_models import AbstractSource, AbstractTransaction

from commerce.core.amounts import AmountField


class Source(AbstractSource):
    amount_allocated = AmountField.instead_of(AbstractSource, "amount_allocated")
    amount_debited = AmountField.instead_of(AbstractSource, "amount_debited")
    amount_refunded = AmountField.instead_of(AbstractSource, "amount_refunded")

    class Meta(AbstractSource.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="payment_not_negative",
                condition=Q(amount_allocated__gte=0, amount_debited__gte=0, amount_refunded__gte=0),
            ),
        ]


class Transaction(AbstractTransaction):
    amount = AmountField.instead_of(AbstractTransaction, "amount")

    class Meta(AbstractTransaction.Meta):
        abstract = False

    def __str__(self):
        return f"{self.txn_type} {self.amount}"


from oscar.apps.payment.models import *
from oscar.apps.payment.models import Bankcard, SourceType
