"""Who sells in a channel, as the law asks to be told, and when invoices are made."""

from __future__ import annotations

import re
from string import Formatter

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.core.ids import PublicIdField
from commerce.core.ownership import OwnedRow
from commerce.documents.enums import DocumentKind, InvoiceMoment
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels, of_tenant

ZEROS = re.compile(r"(0[1-9])?")


def validate_pattern(pattern: str) -> None:
    """Take one `{year}` and one `{number}`, which may be padded with zeros: `RE-{year}-{number:05}`."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        parts = []
    fields = {name: spec or "" for _text, name, spec, _mark in parts if name is not None}
    is_plain = all(text.isprintable() and not conversion for text, _n, _s, conversion in parts)
    count = sum(name is not None for _text, name, _spec, _mark in parts)
    zeros = ZEROS.fullmatch(fields.get("number", ""))
    if not (
        is_plain
        and count == 2
        and fields.keys() == {"year", "number"}
        and zeros
        and not fields["year"]
    ):
        raise ValidationError(
            _("Write {year} and {number} once each, such as RE-{year}-{number:05}.")
        )


class LegalEntityManager(ScopedManager):
    """Back offices see the legal entities of their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class OwnChannelsManager(ScopedManager):
    """Back offices see what belongs to the channels of their tenant."""

    rules = (OwnRows("channel_id", of_channels),)


class PatternField(models.CharField):  # type: ignore[type-arg]
    """How the numbers of one kind of document are written."""

    def __init__(self, *args: object, **options: object) -> None:
        options.setdefault("max_length", 40)
        options.setdefault("validators", [validate_pattern])
        super().__init__(*args, **options)  # type: ignore[arg-type]


class LegalEntity(OwnedRow):
    """Who the customer's contract is with. Its documents are numbered without gaps, year by year.

    A change holds for documents to come: each says what was so when it was issued.
    """

    public_id = PublicIdField(prefix="ent")
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=200)
    line1 = models.CharField(_("Street and number"), max_length=200)
    line2 = models.CharField(_("Second line"), max_length=200, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=20, blank=True)
    city = models.CharField(_("City"), max_length=100)
    country = models.ForeignKey(
        "address.Country", models.PROTECT, verbose_name=_("Country"), related_name="+"
    )
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    registration = models.CharField(
        _("Entry in the register"), max_length=200, blank=True, help_text=_("Court and number.")
    )
    vat_id = models.CharField(_("VAT id"), max_length=20, blank=True)
    tax_number = models.CharField(_("Tax number"), max_length=40, blank=True)
    bank = models.CharField(_("Bank"), max_length=100, blank=True)
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    closing = models.TextField(
        _("Closing words"), max_length=1000, blank=True, help_text=_("Below each invoice.")
    )
    invoice_pattern = PatternField(_("Numbers of invoices"), default="RE-{year}-{number:05}")
    credit_note_pattern = PatternField(
        _("Numbers of credit notes"), default="GS-{year}-{number:05}"
    )
    packing_slip_pattern = PatternField(
        _("Numbers of packing slips"), default="LS-{year}-{number:05}"
    )

    objects = LegalEntityManager()

    class Meta:
        verbose_name = _("legal entity")
        verbose_name_plural = _("legal entities")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name"], name="legal_entity_name_once"),
            models.CheckConstraint(
                name="legal_entity_is_known_to_a_tax_office",
                condition=~Q(vat_id="", tax_number=""),
                violation_error_message=_("Name a VAT id or a tax number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Two kinds written alike would want the same number."""
        patterns = [self.pattern_of(kind) for kind in DocumentKind]
        if len(set(patterns)) < len(patterns):
            raise ValidationError(_("Each kind of document needs numbers of its own."))

    def pattern_of(self, kind: str) -> str:
        return str(getattr(self, f"{kind}_pattern"))


class DocumentRules(models.Model):
    """Who sells in a channel, and when its orders are invoiced; without a row nothing is issued."""

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
    )
    entity = models.ForeignKey(
        LegalEntity, models.PROTECT, verbose_name=_("Legal entity"), related_name="rules"
    )
    invoice_moment = models.CharField(
        _("Invoice an order"),
        max_length=10,
        choices=InvoiceMoment.choices,
        default=InvoiceMoment.PAID,
    )

    objects = OwnChannelsManager()

    class Meta:
        verbose_name = _("rules of documents")
        verbose_name_plural = _("rules of documents")
        ordering = ["channel"]
        constraints = [
            models.CheckConstraint(
                name="invoice_moment_is_known", condition=Q(invoice_moment__in=InvoiceMoment.values)
            ),
        ]

    def __str__(self) -> str:
        return str(self.channel)
