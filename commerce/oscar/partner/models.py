"""Partners hold physical stock for a tenant; prices are set per channel and currency."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import (
    AbstractPartner,
    AbstractStockAlert,
    AbstractStockRecord,
)
from oscar.models.fields import AutoSlugField

from commerce.core.amounts import AmountField, refuse_unpayable
from commerce.core.ownership import OwnedRow
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels
from commerce.tenancy.selectors import current_tenant_id


def _own_partners(scope):
    """The rule of columns that hold a partner: the tenant's, or a seller's own of them."""
    own = scope.partner_ids()
    rows = Partner._base_manager.filter(tenant_id=scope.tenant_id)
    return rows if own is None else own


def _own_stock(scope):
    """The rule of columns that hold a stock record."""
    partners = _own_partners(scope)
    return StockRecord._base_manager.filter(partner__in=partners)


class PartnerManager(ScopedManager):
    """Back offices see the partners of their tenant, sellers those they belong to."""

    rules = (OwnRows("id", _own_partners),)


class StockRecordManager(ScopedManager):
    """Back offices see the stock of their tenant, sellers their own."""

    rules = (OwnRows("partner_id", _own_partners),)


class StockRecordPriceManager(ScopedManager):
    """Back offices see the prices of their tenant, sellers those of their own stock."""

    rules = (OwnRows("channel_id", of_channels), OwnRows("stockrecord_id", _own_stock))


class StockAlertManager(ScopedManager):
    """Back offices see the alerts of their tenant, sellers those of their own stock."""

    rules = (OwnRows("stockrecord_id", _own_stock),)


class Partner(OwnedRow, AbstractPartner):
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="partners")
    # Upstream makes it unique for the whole database.
    code = AutoSlugField(_("Code"), max_length=128, db_index=True, populate_from="name")

    objects = PartnerManager()

    class Meta(AbstractPartner.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="partner_code_once_per_tenant"),
        ]

    def set_owner(self):
        self.tenant_id = self.tenant_id or current_tenant_id()

    def save(self, *args, **kwargs):
        self.set_owner()
        super().save(*args, **kwargs)


class StockRecord(AbstractStockRecord):
    """Physical stock, shared by all channels of the partner's tenant.

    `num_reserved` is the sum of what payments under way hold of it, kept in the transactions that
    write these reservations; what is counted in the shelf stays in `num_in_stock`.
    """

    num_reserved = models.PositiveIntegerField(_("Number reserved"), default=0, editable=False)
    price = AmountField.instead_of(AbstractStockRecord, "price")

    objects = StockRecordManager()

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="stock_allocated_not_negative",
                condition=Q(num_allocated__isnull=True) | Q(num_allocated__gte=0),
            ),
        ]

    @property
    def net_stock_level(self):
        """What is neither promised to an order nor held for a payment."""
        return super().net_stock_level - self.num_reserved

    def clean(self):
        super().clean()
        refuse_unpayable(self.price_currency, price=self.price)


class StockRecordPrice(models.Model):
    """What one stock record costs in one channel and currency.

    `cost` is what the shop pays for it, in the same currency; it is never shown to shoppers.
    """

    stockrecord = models.ForeignKey(StockRecord, models.CASCADE, related_name="prices")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="prices")
    currency = models.CharField(_("Currency"), max_length=3)
    amount = AmountField(_("Price"))
    compare_at = AmountField(_("Former price"), null=True, blank=True)
    cost = AmountField(_("Cost"), null=True, blank=True)

    objects = StockRecordPriceManager()

    class Meta:
        app_label = "partner"
        verbose_name = _("Price")
        verbose_name_plural = _("Prices")
        constraints = [
            models.UniqueConstraint(
                fields=["stockrecord", "channel", "currency"], name="one_price_per_channel_currency"
            ),
            models.CheckConstraint(name="price_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(
                name="compare_at_above_amount",
                condition=Q(compare_at__isnull=True) | Q(compare_at__gt=F("amount")),
            ),
            models.CheckConstraint(
                name="cost_not_negative", condition=Q(cost__isnull=True) | Q(cost__gte=0)
            ),
        ]

    def __str__(self):
        return f"{self.amount} {self.currency}"


class StockAlert(AbstractStockAlert):
    objects = StockAlertManager()

    class Meta(AbstractStockAlert.Meta):
        abstract = False


from oscar.apps.partner.models import *
