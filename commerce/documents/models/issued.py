"""Numbers, and the documents that have them."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.core.money import Money
from commerce.documents.enums import DocumentKind

from .sellers import LegalEntity, OwnChannelsManager


def private_storage() -> Storage:
    """Where documents lie: no address leads there, views hand them out."""
    return storages["documents"]


class NumberSeries(models.Model):
    """The last number that a legal entity has given to one kind of document in one year.

    It is counted on in the transaction that writes the document, which keeps the row locked: who
    fails has taken nothing, and the next one waits.
    """

    entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="series")
    kind = models.CharField(_("Kind"), max_length=12, choices=DocumentKind.choices)
    year = models.PositiveSmallIntegerField(_("Year"))
    last = models.PositiveIntegerField(_("Last number"), default=0)

    class Meta:
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")
        ordering = ["entity", "kind", "year"]
        constraints = [
            models.UniqueConstraint(fields=["entity", "kind", "year"], name="one_number_series"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class OrderDocument(models.Model):
    """An invoice, a credit note or a packing slip of an order, as it was issued.

    `content` is all that it says and never changes; the file is drawn from it, again where that is
    wanted. `cause` is what it was made for: each cause of an order has one document of a kind.
    """

    public_id = PublicIdField(prefix="doc")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="+")
    entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="documents")
    order = models.ForeignKey("order.Order", models.PROTECT, related_name="documents")
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=DocumentKind.choices)
    cause = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField(_("Year"))
    sequence = models.PositiveIntegerField(_("Number in the year"))
    number = models.CharField(_("Number"), max_length=64)
    locale = models.CharField(_("Language"), max_length=16)
    currency = models.CharField(_("Currency"), max_length=3)
    tax = AmountField(_("Tax"), default=0)
    total = AmountField(_("Total"), default=0)
    content = models.JSONField(_("Content"))
    issued_on = models.DateField(_("Date"))
    issued_at = models.DateTimeField(_("Issued"), default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_void = models.BooleanField(
        _("Void"), default=False, help_text=_("The parcel was unpacked again.")
    )
    file = models.FileField(_("File"), storage=private_storage, max_length=200, blank=True)
    drawn_at = models.DateTimeField(_("Drawn"), null=True, blank=True)

    objects = OwnChannelsManager()

    class Meta:
        verbose_name = _("document of an order")
        verbose_name_plural = _("documents of orders")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "kind", "year", "sequence"], name="document_sequence_once"
            ),
            models.UniqueConstraint(fields=["entity", "number"], name="document_number_once"),
            models.UniqueConstraint(
                fields=["order", "kind", "cause"], name="one_document_per_cause"
            ),
            models.CheckConstraint(
                name="document_kind_is_known", condition=Q(kind__in=DocumentKind.values)
            ),
            models.CheckConstraint(
                name="document_amounts_not_negative", condition=Q(total__gte=0, tax__gte=0)
            ),
            models.CheckConstraint(
                name="credit_note_corrects_an_invoice",
                condition=Q(kind=DocumentKind.CREDIT_NOTE, corrects__isnull=False)
                | Q(~Q(kind=DocumentKind.CREDIT_NOTE), corrects__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def gross(self) -> Money:
        return Money(self.total, self.currency)

    @property
    def is_drawn(self) -> bool:
        return bool(self.file)

    @property
    def filename(self) -> str:
        """What it is called where it is saved: letters, digits, dots and hyphens alone."""
        plain = "".join(c if c.isalnum() or c in ".-" else "-" for c in self.number)
        return f"{plain}.pdf"
