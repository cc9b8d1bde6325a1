"""What is taxed where, from when to when, and how a channel tells its prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.core.bus import publish
from commerce.core.ids import PublicIdField
from commerce.core.ownership import OwnedRow
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels, of_tenant
from commerce.tenancy.selectors import current_tenant_id

from .enums import ClassKind, ExtrasRule, Rounding, VatIdState
from .events import TaxesChanged

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.permissions import Scope

country_validator = RegexValidator(r"^[A-Z]{2}$", _("A country is two capital letters, like DE."))


class OfTenant(ScopedManager):
    """Back offices see the rows of their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class OfChannels(ScopedManager):
    """Back offices see the rows of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


def _of_own_zones(scope: Scope) -> QuerySet[TaxZone]:
    """The rule of rows that hang on a zone of the tenant."""
    return TaxZone._base_manager.filter(tenant_id__in=of_tenant(scope))


class OfZones(ScopedManager):
    """Back offices see the rows of their tenant's zones."""

    rules = (OwnRows("zone_id", _of_own_zones),)


class TaxRow(models.Model):
    """A row that prices depend on: every change is told, so that carts are worked out anew."""

    class Meta:
        abstract = True

    @property
    def of_tenant_id(self) -> int:
        return self.tenant_id  # type: ignore[attr-defined]  # of whoever extends it

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        publish(TaxesChanged(tenant_id=self.of_tenant_id))

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        tenant_id = self.of_tenant_id
        deleted = super().delete(*args, **kwargs)
        publish(TaxesChanged(tenant_id=tenant_id))
        return deleted


class TaxClass(OwnedRow, TaxRow):
    """A kind of goods that is taxed alike. Rates are given per zone."""

    tenant = models.ForeignKey(
        "tenancy.Tenant", models.CASCADE, related_name="tax_classes", default=current_tenant_id
    )
    code = models.SlugField(_("Code"), max_length=32)
    name = models.CharField(_("Name"), max_length=64)
    kind = models.CharField(
        _("Kind"), max_length=12, choices=ClassKind.choices, default=ClassKind.STANDARD
    )

    objects = OfTenant()

    class Meta:
        verbose_name = _("Tax class")
        verbose_name_plural = _("Tax classes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="tax_class_once_per_tenant"),
            models.CheckConstraint(
                name="tax_class_kind_is_known", condition=Q(kind__in=ClassKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TaxZone(OwnedRow, TaxRow):
    """Where rates hold: a country, a region of it, or the places whose postcodes begin alike.

    What is named more closely wins: postcode, then region, then country.
    """

    tenant = models.ForeignKey(
        "tenancy.Tenant", models.CASCADE, related_name="tax_zones", default=current_tenant_id
    )
    name = models.CharField(_("Name"), max_length=64)
    country = models.CharField(_("Country"), max_length=2, validators=[country_validator])
    region = models.CharField(
        _("Region"), max_length=64, blank=True, help_text=_("As in addresses, such as CA.")
    )
    postcodes = models.CharField(
        _("Postcodes"),
        max_length=500,
        blank=True,
        help_text=_("How they begin, with spaces between: 35 38."),
    )

    objects = OfTenant()

    class Meta:
        verbose_name = _("Tax zone")
        verbose_name_plural = _("Tax zones")
        ordering = ["country", "region", "postcodes"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "country", "region", "postcodes"], name="tax_zone_once_per_tenant"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TaxRate(TaxRow):
    """What one class bears in one zone, from a day to a day; never two at once."""

    zone = models.ForeignKey(
        TaxZone, models.CASCADE, related_name="rates", verbose_name=_("Tax zone")
    )
    tax_class = models.ForeignKey(
        TaxClass, models.CASCADE, related_name="rates", verbose_name=_("Tax class")
    )
    percentage = models.DecimalField(
        _("Percentage"),
        max_digits=7,
        decimal_places=4,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    label = models.CharField(
        _("Label"), max_length=32, default="VAT", help_text=_("What shoppers read beside it.")
    )
    valid_from = models.DateField(_("Valid from"))
    valid_to = models.DateField(
        _("Valid to"), null=True, blank=True, help_text=_("The last day. Empty: until further.")
    )
    source = models.CharField(_("Source"), max_length=255, blank=True)

    objects = OfZones()

    class Meta:
        verbose_name = _("Tax rate")
        verbose_name_plural = _("Tax rates")
        ordering = ["zone", "tax_class", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "tax_class", "valid_from"], name="one_tax_rate_from_a_day"
            ),
            models.CheckConstraint(
                name="tax_rate_is_a_share", condition=Q(percentage__gte=0, percentage__lte=100)
            ),
            models.CheckConstraint(
                name="tax_rate_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone}: {self.percentage.normalize():f} %"

    @property
    def of_tenant_id(self) -> int:
        return self.zone.of_tenant_id

    def clean(self) -> None:
        if self.zone_id and self.tax_class_id and self.valid_from is not None:
            self._refuse_foreign()
            self._refuse_overlap()

    def _refuse_foreign(self) -> None:
        if self.zone.tenant_id != self.tax_class.tenant_id:
            raise ValidationError({"tax_class": _("The class and the zone are of two shops.")})

    def _refuse_overlap(self) -> None:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("A rate ends after it begins.")})
        others = TaxRate.objects.filter(zone=self.zone_id, tax_class=self.tax_class_id)
        others = others.exclude(pk=self.pk).filter(
            Q(valid_to=None) | Q(valid_to__gte=self.valid_from)
        )
        if self.valid_to:
            others = others.filter(valid_from__lte=self.valid_to)
        if other := others.order_by("valid_from").first():
            message = _(
                "In this zone the class bears %(percentage)s %% from %(from)s to %(to)s already."
                " End that rate first."
            )
            words = {
                "percentage": f"{other.percentage.normalize():f}",
                "from": other.valid_from.isoformat(),
                "to": other.valid_to.isoformat() if other.valid_to else "…",
            }
            raise ValidationError({"valid_from": ValidationError(message, "overlap", words)})


class ChannelTaxes(TaxRow):
    """How one channel taxes; a channel without a row tells no tax, and its prices are what is paid."""

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, related_name="taxes", verbose_name=_("Channel")
    )
    prices_include_tax = models.BooleanField(
        _("Prices include tax"),
        default=True,
        help_text=_("Off: prices are entered and shown without tax, and it is added at the end."),
    )
    ships_from = models.CharField(
        _("Ships from"), max_length=2, validators=[country_validator], help_text=_("A country: DE.")
    )
    default_class = models.ForeignKey(
        TaxClass,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Usual class"),
        help_text=_("Of products that have none, and whose product class has none."),
    )
    rounding = models.CharField(
        _("Rounded is"), max_length=8, choices=Rounding.choices, default=Rounding.LINE
    )
    extras_rule = models.CharField(
        _("Shipping and charges bear"),
        max_length=12,
        choices=ExtrasRule.choices,
        default=ExtrasRule.MAIN,
    )
    taxes_by_destination = models.BooleanField(
        _("Taxes by destination within the EU (OSS)"),
        default=True,
        help_text=_("Off: below the threshold of the EU, where consumers bear the tax of home."),
    )
    takes_vat_ids = models.BooleanField(
        _("Takes VAT ids"),
        default=True,
        help_text=_("Businesses in other countries of the EU then owe the tax themselves."),
    )
    uses_service = models.BooleanField(
        _("Asks a tax service"),
        default=False,
        help_text=_("One of the providers. Where it does not answer, these rates hold."),
    )
    vat_id = models.CharField(
        _("Own VAT id"), max_length=20, blank=True, help_text=_("The register proves checks to it.")
    )
    lowers_untaxed = models.BooleanField(
        _("Who bears no tax pays the price without it"),
        default=True,
        help_text=_("Where prices include tax: exports, exempt customers and reverse charge."),
    )

    objects = OfChannels()

    class Meta:
        verbose_name = _("Taxes of a channel")
        verbose_name_plural = _("Taxes of channels")
        ordering = ["channel"]
        constraints = [
            models.CheckConstraint(
                name="channel_taxes_are_known",
                condition=Q(rounding__in=Rounding.values, extras_rule__in=ExtrasRule.values),
            )
        ]

    def __str__(self) -> str:
        return str(self.channel)

    @property
    def of_tenant_id(self) -> int:
        return self.channel.tenant_id


class TaxExemption(OwnedRow, TaxRow):
    """A customer who bears no tax at one tenant, and why."""

    owner_fields = ("tenant", "user")

    tenant = models.ForeignKey(
        "tenancy.Tenant", models.CASCADE, related_name="tax_exemptions", default=current_tenant_id
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="tax_exemptions",
        verbose_name=_("Customer"),
    )
    reason = models.CharField(_("Reason"), max_length=255)
    certificate = models.CharField(_("Number of the certificate"), max_length=64, blank=True)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)

    objects = OfTenant()

    class Meta:
        verbose_name = _("Tax exemption")
        verbose_name_plural = _("Tax exemptions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "user"], name="one_tax_exemption_per_customer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.reason}"


class VatIdCheck(models.Model):
    """One question to the register of VAT ids and its answer: the proof behind a reverse charge."""

    public_id = PublicIdField(prefix="vat")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    vat_id = models.CharField(_("VAT id"), max_length=20)
    state = models.CharField(_("State"), max_length=12, choices=VatIdState.choices)
    requester = models.CharField(_("Own VAT id"), max_length=20, blank=True)
    consultation_number = models.CharField(_("Consultation number"), max_length=64, blank=True)
    name = models.CharField(_("Name"), max_length=255, blank=True)
    checked_at = models.DateTimeField(_("Checked"))

    objects = OfChannels()

    class Meta:
        verbose_name = _("Check of a VAT id")
        verbose_name_plural = _("Checks of VAT ids")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["channel", "vat_id", "-checked_at"], name="vat_id_last")]
        constraints = [
            models.CheckConstraint(
                name="vat_id_state_is_known", condition=Q(state__in=VatIdState.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.vat_id} ({self.state})"


class ServiceRates(models.Model):
    """What a tax service has said of one place on one day, by code of the class; or that it has not."""

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    country = models.CharField(_("Country"), max_length=2)
    region = models.CharField(_("Region"), max_length=64, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=20, blank=True)
    day = models.DateField(_("Day"))
    rates = models.JSONField(default=dict)
    asked_at = models.DateTimeField(_("Asked"))

    objects = OfChannels()

    class Meta:
        verbose_name = _("Rates of a tax service")
        verbose_name_plural = _("Rates of a tax service")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "country", "region", "postcode", "day"],
                name="one_answer_per_place_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.region} {self.postcode}"
