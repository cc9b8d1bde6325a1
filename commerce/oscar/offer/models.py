"""Offers run in one channel; amounts of money may be given per currency."""

import secrets
from decimal import ROUND_DOWN
from decimal import Decimal as D

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_class, get_model
from oscar.apps.offer.abstract_models import (
    AbstractBenefit,
    AbstractCondition,
    AbstractConditionalOffer,
    AbstractRange,
)
from oscar.apps.offer.managers import RangeManager as UpstreamRangeManager
from oscar.models.fields import AutoSlugField

from oscar.apps.offer.results import ZERO_DISCOUNT

from commerce.core.amounts import AmountField
from commerce.core.money import Money, smallest_unit
from commerce.core.ownership import OwnedRow
from commerce.core.translated import TranslatedRow, language_name
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels, of_tenant
from commerce.tenancy.selectors import current_channel_id, current_tenant_id

AMOUNTS_HELP = _(
    'Amounts in further currencies, such as {"USD": "10.00"}. Without one, an offer about an amount '
    "of money applies in the channel's default currency only."
)


class OfferManager(ScopedManager):
    """Back offices see the offers of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class RangeManager(ScopedManager, UpstreamRangeManager):
    """Back offices see the ranges of their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class OfferState(models.Model):
    """One row whose stamp is new after any change of an offer, a voucher, a range, or a rate.

    Whatever was computed from offers is valid as long as the stamp is the same.
    """

    stamp = models.CharField(max_length=32, editable=False)

    class Meta:
        app_label = "offer"

    def __str__(self):
        return self.stamp

    @classmethod
    def renew(cls) -> None:
        """Give all offers a new stamp. Call it in the transaction of the change."""
        cls.objects.update_or_create(pk=1, defaults={"stamp": secrets.token_hex(8)})


class RenewsOffers(models.Model):
    """Carts and checkouts depend on it: whatever was computed from it ends with the old stamp."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        OfferState.renew()

    @transaction.atomic
    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        OfferState.renew()
        return deleted


class ConditionalOffer(OwnedRow, TranslatedRow, RenewsOffers, AbstractConditionalOffer):
    owner_fields = ("channel",)
    translated_fields = ("name", "description")

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="offers")
    # Upstream makes the name unique for the whole database.
    name = models.CharField(
        _("Name"), max_length=128, help_text=_("This is displayed within the customer's basket")
    )
    max_basket_applications = models.PositiveIntegerField(
        AbstractConditionalOffer._meta.get_field("max_basket_applications").verbose_name,
        blank=True,
        null=True,
        help_text=_(
            "How often the offer repeats in one order. Empty: as often as the goods allow, so that"
            " three for two gives two free pieces of six. 1: once."
        ),
    )
    max_discount = AmountField.instead_of(
        AbstractConditionalOffer,
        "max_discount",
        help_text=_(
            "The most the offer gives away in all orders together; the last discount is cut to it."
        ),
    )
    total_discount = AmountField.instead_of(AbstractConditionalOffer, "total_discount")

    objects = OfferManager()

    class Meta(AbstractConditionalOffer.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["channel", "name"], name="offer_name_once_per_channel"),
        ]

    def set_owner(self):
        self.channel_id = self.channel_id or current_channel_id()

    def save(self, *args, **kwargs) -> None:
        self.set_owner()
        super().save(*args, **kwargs)

    @property
    def currencies(self):
        """The currencies of the channel in which the offer holds."""
        parts = [part for part in (self.condition, self.benefit) if part.is_about_money]
        default = self.channel.default_currency
        return [
            code
            for code in self.channel.currencies
            if code == default or all(code in part.amounts for part in parts)
        ]

    @property
    def missing_currencies(self):
        return [code for code in self.channel.currencies if code not in self.currencies]

    @property
    def missing_language_names(self):
        return [language_name(locale) for locale in self.missing_translations]

    @property
    def missing_translations(self):
        """Languages of the channel in which shoppers see the offer's own texts."""
        return self.missing_locales(self.channel.locales[1:])

    @property
    def is_limited(self):
        """Whether other orders can use this offer up."""
        return bool(self.max_global_applications or self.max_discount)

    def apply_benefit(self, basket, at_most=1):
        """Apply the benefit if the condition is met; some do so several times at once."""
        if not self.is_condition_satisfied(basket):
            return ZERO_DISCOUNT
        condition = self.condition.proxy()
        return self.benefit.proxy().apply(basket, condition, self, at_most=at_most)

    def budget_left(self, basket):
        """What the offer may still take off this basket; None without a budget.

        `max_discount` holds for all orders together, and to the cent: the last discount is cut.
        """
        if not self.max_discount:
            return None
        here = sum(
            discount.amount
            for line in basket.all_lines()
            for discount in line.discounts
            if discount.offer == self
        )
        left = max(D(0), self.max_discount - self.total_discount - here)
        return left.quantize(smallest_unit(basket.currency), ROUND_DOWN)

    def shipping_discount(self, charge, currency=None):
        """What the offer takes off a price of shipping, in payable units."""
        currency = currency or self.channel.default_currency
        wanted = Money(super().shipping_discount(charge, currency), currency).rounded().amount
        limits = [charge]
        if self.max_discount:
            left = self.max_discount - self.total_discount
            limits.append(left.quantize(smallest_unit(currency), ROUND_DOWN))
        return max(D(0), min(wanted, *limits))

    def get_num_user_applications(self, user):
        """How often the user's orders used the offer; cancelled ones gave it back."""
        OrderDiscount = get_model("order", "OrderDiscount")
        rows = OrderDiscount.objects.filter(offer_id=self.pk, order__user=user)
        standing = rows.exclude(order__status=settings.OSCAR_ORDER_STATUS_CANCELLED)
        return standing.aggregate(total=models.Sum("frequency"))["total"] or 0

    @cached_property
    def partner_ids(self):
        """Keys of the offers this one may share an item with; empty when nothing was chosen."""
        chosen = [*self.combinations.all(), *self.in_combination.all()]
        return frozenset(offer.pk for offer in chosen)

    @cached_property
    def has_chosen_partners(self):
        return bool(self.combinations.all())


class Benefit(RenewsOffers, AbstractBenefit):
    value = AmountField.instead_of(AbstractBenefit, "value", validators=[MinValueValidator(0)])
    amounts = models.JSONField(_("Amounts"), default=dict, blank=True, help_text=AMOUNTS_HELP)

    class Meta(AbstractBenefit.Meta):
        abstract = False

    @property
    def proxy_map(self):
        """Upstream's benefits, but for those that would lose cents or take off more than there is."""
        own = {
            self.PERCENTAGE: "CutPercentage",
            self.FIXED: "CutAbsolute",
            self.FIXED_UNIT: "CutFixedUnit",
            self.FIXED_PRICE: "CutFixedPrice",
            self.MULTIBUY: "CutMultibuy",
            self.SHIPPING_PERCENTAGE: "ExactShippingPercentage",
        }
        classes = {type_: get_class("offer.benefits", name) for type_, name in own.items()}
        return {**super().proxy_map, **classes}

    @property
    def is_about_shipping(self):
        return self.type in (
            self.SHIPPING_ABSOLUTE,
            self.SHIPPING_FIXED_PRICE,
            self.SHIPPING_PERCENTAGE,
        )

    @property
    def is_about_money(self):
        return self.type in (
            self.FIXED,
            self.FIXED_UNIT,
            self.FIXED_PRICE,
            self.SHIPPING_ABSOLUTE,
            self.SHIPPING_FIXED_PRICE,
        )


class Condition(RenewsOffers, AbstractCondition):
    value = AmountField.instead_of(AbstractCondition, "value", validators=[MinValueValidator(0)])
    amounts = models.JSONField(_("Amounts"), default=dict, blank=True, help_text=AMOUNTS_HELP)

    class Meta(AbstractCondition.Meta):
        abstract = False

    @property
    def is_about_money(self):
        return self.type == self.VALUE


class Range(OwnedRow, RenewsOffers, AbstractRange):
    """Products of one tenant, for the offers of all its channels."""

    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="ranges")
    # Upstream makes both unique for the whole database.
    name = models.CharField(_("Name"), max_length=128)
    slug = AutoSlugField(_("Slug"), max_length=128, populate_from="name")

    objects = RangeManager()

    class Meta(AbstractRange.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name"], name="range_name_once_per_tenant"),
            models.UniqueConstraint(fields=["tenant", "slug"], name="range_slug_once_per_tenant"),
        ]

    def set_owner(self):
        self.tenant_id = self.tenant_id or current_tenant_id()

    def save(self, *args, **kwargs):
        self.set_owner()
        super().save(*args, **kwargs)

    def contains_product(self, product):
        """Answer from what the applicator looked up for all products at once, else ask the database."""
        known = getattr(product, "range_membership", {}).get(self.pk)
        return super().contains_product(product) if known is None else known

    def invalidate_cached_queryset(self):
        """Upstream calls this whenever a product joins or leaves the range."""
        super().invalidate_cached_queryset()
        OfferState.renew()


from oscar.apps.offer.models import *
from commerce.oscar.offer.benefits import *
