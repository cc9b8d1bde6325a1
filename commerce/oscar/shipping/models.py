"""What it costs to send an order, per channel, currency and country."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField, refuse_unpayable
from commerce.delivery.enums import PriceBy
from commerce.oscar.offer.models import RenewsOffers
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels

code_validator = RegexValidator(r"^[a-z0-9-]+$", _("A code looks like express-24."))


class ShippingRateManager(ScopedManager):
    """Back offices see the rates of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class ShippingRate(RenewsOffers):
    """One way to send an order to some places, and its price in one currency.

    Rates with the same code are one method to the shopper; the one whose zone is drawn closest wins.
    `steps` are bounds with prices, lowest first: `{"up_to": "2000", "price": "4.90"}`; beyond the
    last one nothing is sent so. Grams, millimetres and cubic centimetres.
    """

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="shipping_rates", verbose_name=_("Channel")
    )
    code = models.CharField(_("Code"), max_length=64, validators=[code_validator])
    name = models.CharField(_("Name"), max_length=128)
    description = models.CharField(_("Description"), max_length=255, blank=True)
    translations = models.JSONField(
        _("Translations"),
        default=dict,
        blank=True,
        help_text=_('Such as {"de": {"name": "Standard", "description": "Mit der Post"}}.'),
    )
    countries = models.JSONField(
        _("Countries"), default=list, blank=True, help_text=_("Empty for all of the channel's.")
    )
    regions = models.JSONField(
        _("Regions"),
        default=list,
        blank=True,
        help_text=_("As addresses name them. Empty for all."),
    )
    postcodes = models.JSONField(
        _("Postcodes"),
        default=list,
        blank=True,
        help_text=_("How they begin, such as 10 or SW1. Empty for all."),
    )
    refused_postcodes = models.JSONField(
        _("Not to these postcodes"),
        default=list,
        blank=True,
        help_text=_("How they begin, for islands and the like."),
    )
    currency = models.CharField(_("Currency"), max_length=3)
    price = AmountField(_("Price"), validators=[MinValueValidator(0)])
    free_from = AmountField(
        _("Free from"),
        null=True,
        blank=True,
        help_text=_("The value of goods, after discounts, from which this costs nothing."),
    )
    price_by = models.CharField(
        _("Price by"),
        max_length=8,
        choices=PriceBy.choices,
        default=PriceBy.NOTHING,
        blank=True,
    )
    steps = models.JSONField(_("Steps of the price"), default=list, blank=True)
    maximum_weight = models.PositiveIntegerField(
        _("Weight at most"), null=True, blank=True, help_text=_("Of all goods, in grams.")
    )
    maximum_length = models.PositiveIntegerField(
        _("Length at most"),
        null=True,
        blank=True,
        help_text=_("Of the longest side of any piece, in millimetres."),
    )
    maximum_volume = models.PositiveIntegerField(
        _("Volume at most"),
        null=True,
        blank=True,
        help_text=_("Of all goods, in cubic centimetres."),
    )
    maximum_pieces = models.PositiveIntegerField(_("Pieces at most"), null=True, blank=True)
    minimum_value = AmountField(_("Value of goods from"), null=True, blank=True)
    maximum_value = AmountField(_("Value of goods up to"), null=True, blank=True)
    refused_classes = models.JSONField(
        _("Not for these classes of goods"),
        default=list,
        blank=True,
        help_text=_("Such as bulky: what products name as their class for sending."),
    )
    carrier_service = models.CharField(
        _("Priced by the carrier"),
        max_length=64,
        blank=True,
        help_text=_(
            "The carrier is asked at the checkout. Where it does not answer, the price above holds."
        ),
    )
    markup_percent = models.DecimalField(
        _("Markup in per cent"),
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_(
            "Added to the carrier's price: for packing, and for tax where prices include it."
        ),
    )
    markup = AmountField(_("Markup as an amount"), default=0, validators=[MinValueValidator(0)])
    pickup = models.CharField(
        _("To pickup points"),
        max_length=32,
        blank=True,
        help_text=_("Shoppers choose one at the checkout; the parcel waits for them there."),
    )
    minimum_days = models.PositiveSmallIntegerField(_("Days at least"), default=2)
    maximum_days = models.PositiveSmallIntegerField(_("Days at most"), default=4)
    delivers_on_saturday = models.BooleanField(_("Delivers on Saturdays"), default=False)
    label_carrier = models.CharField(
        _("Carrier of labels"),
        max_length=32,
        blank=True,
        help_text=_("Chosen beforehand where a parcel's label is made."),
    )
    position = models.PositiveSmallIntegerField(_("Position"), default=0)
    is_active = models.BooleanField(_("Active"), default=True)

    objects = ShippingRateManager()

    class Meta:
        app_label = "shipping"
        verbose_name = _("Shipping rate")
        verbose_name_plural = _("Shipping rates")
        ordering = ["channel", "position", "code", "currency", "pk"]
        constraints = [
            models.CheckConstraint(name="shipping_price_not_negative", condition=Q(price__gte=0)),
            models.CheckConstraint(
                name="shipping_days_in_order", condition=Q(maximum_days__gte=F("minimum_days"))
            ),
            models.CheckConstraint(
                name="shipping_markup_not_negative",
                condition=Q(markup_percent__gte=0, markup__gte=0),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.price} {self.currency})"

    def clean(self):
        refuse_unpayable(
            self.currency,
            price=self.price,
            markup=self.markup,
            free_from=self.free_from,
            minimum_value=self.minimum_value,
            maximum_value=self.maximum_value,
        )

    def text(self, field, locale):
        """The name or description in that language, else as entered."""
        return self.translations.get(locale, {}).get(field) or getattr(self, field)


from oscar.apps.shipping.models import *
