"""Voucher codes are valid in one channel."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.voucher.abstract_models import AbstractVoucher, AbstractVoucherSet

from commerce.core.amounts import AmountField
from commerce.core.ownership import OwnedRow
from commerce.core.translated import TranslatedRow
from commerce.oscar.offer.models import OfferState
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels
from commerce.tenancy.selectors import current_channel_id


class ChannelManager(ScopedManager):
    """Back offices see the rows of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class VoucherSet(OwnedRow, AbstractVoucherSet):
    owner_fields = ("channel",)

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="voucher_sets")
    # Upstream makes it unique for the whole database.
    name = models.CharField(_("Name"), max_length=100)

    objects = ChannelManager()

    class Meta(AbstractVoucherSet.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "name"], name="voucher_set_name_once_per_channel"
            ),
        ]

    def set_owner(self):
        self.channel_id = self.channel_id or current_channel_id()

    def save(self, *args, **kwargs):
        self.set_owner()
        super().save(*args, **kwargs)


class Voucher(OwnedRow, TranslatedRow, AbstractVoucher):
    owner_fields = ("channel",)

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="vouchers")
    # Upstream makes both unique for the whole database.
    name = models.CharField(_("Name"), max_length=128)
    code = models.CharField(
        _("Code"),
        max_length=128,
        db_index=True,
        help_text=_("Case insensitive / No spaces allowed"),
    )
    total_discount = AmountField.instead_of(AbstractVoucher, "total_discount")

    objects = ChannelManager()

    class Meta(AbstractVoucher.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "code"], name="voucher_code_once_per_channel"
            ),
            models.UniqueConstraint(
                fields=["channel", "name"], name="voucher_name_once_per_channel"
            ),
        ]

    def set_owner(self):
        self.channel_id = self.channel_id or current_channel_id()

    def save(self, *args, **kwargs):
        self.set_owner()
        super().save(*args, **kwargs)
        OfferState.renew()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        OfferState.renew()
        return deleted

    def is_available_to_user(self, user=None):
        """Answer from `times_used`, where a query brought it along; else upstream asks the database."""
        if self.usage == self.SINGLE_USE and hasattr(self, "times_used"):
            return not self.times_used, _("This voucher has already been used")
        return super().is_available_to_user(user=user)


from oscar.apps.voucher.models import *
from oscar.apps.voucher.models import VoucherApplication
