"""What a document adds to a tax report, so that reports are sums of rows and open no document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.tax.enums import ClassKind, Treatment
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels

from .issued import OrderDocument

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.permissions import Scope


def _of_own_documents(scope: Scope) -> QuerySet[OrderDocument]:
    """The rule of rows that hang on a document of the tenant's channels."""
    return OrderDocument._base_manager.filter(channel_id__in=of_channels(scope))


class DocumentTaxManager(ScopedManager):
    """Back offices see the taxes of their tenant's documents."""

    rules = (OwnRows("document_id", _of_own_documents),)


class DocumentTax(models.Model):
    """What an invoice, or a credit note, says of one rate; written with it and never changed.

    Amounts of credit notes are positive, as they are on paper. `country` is whose tax it is,
    `origin` from where goods were sent; an order that told no tax has an empty treatment.
    """

    document = models.ForeignKey(OrderDocument, models.CASCADE, related_name="taxes")
    country = models.CharField(_("Country"), max_length=2, blank=True)
    origin = models.CharField(_("Sent from"), max_length=2, blank=True)
    treatment = models.CharField(
        _("Treatment"), max_length=16, choices=Treatment.choices, blank=True
    )
    rate_kind = models.CharField(
        _("Kind of rate"), max_length=12, choices=ClassKind.choices, default=ClassKind.STANDARD
    )
    percentage = models.DecimalField(_("Percentage"), max_digits=7, decimal_places=4)
    net = AmountField(_("Net"))
    tax = AmountField(_("Tax"))

    objects = DocumentTaxManager()

    class Meta:
        verbose_name = _("tax of a document")
        verbose_name_plural = _("taxes of documents")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "percentage"], name="document_tells_a_rate_once"
            ),
            models.CheckConstraint(
                name="document_tax_is_known",
                condition=Q(treatment__in=["", *Treatment.values], rate_kind__in=ClassKind.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.percentage.normalize():f} %"


class TaxRecord(models.Model):
    """That a document is to be told to the tax service of its channel, and whether it was."""

    document = models.OneToOneField(OrderDocument, models.CASCADE, related_name="tax_record")
    recorded_at = models.DateTimeField(_("Told"), null=True, blank=True)
    reference = models.CharField(_("Name at the service"), max_length=64, blank=True)
    attempts = models.PositiveIntegerField(_("Attempts"), default=0)
    problem = models.CharField(_("Problem"), max_length=300, blank=True)

    objects = DocumentTaxManager()

    class Meta:
        verbose_name = _("record at a tax service")
        verbose_name_plural = _("records at tax services")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.document}: {self.recorded_at or self.problem}"
