"""Partners hold physical stock for a tenant; prices are set per channel and currency."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from commerce.core.amounts import AmountField, refuse_unpayable
from commerce.core.ownership import OwnedRow
from commerce.tenancy.selectors import current_tenant_id


class Partner(OwnedRow, AbstractPartner):
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="partners")

    class Meta(AbstractPartner.Meta):
        abstract = False

    def set_owner(self):
        self.tenant_id = self.tenant_id or current_tenant_id()

    def save(self, *args, **kwargs):
        self.set_owner()
        super().save(*args, **kwargs)


class StockRecord(AbstractStockRecord):
    """Physical stock, shared by all channels of the partner's tenant."""

    price = AmountField.instead_of(AbstractStockRecord, "price")

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="stock_allocated_not_negative",
                condition=Q(num_allocated__isnull=True) | Q(num_allocated__gte=0),
            ),
        ]

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


from oscar.apps.partner.models import *
