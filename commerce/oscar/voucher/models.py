"""Voucher codes are valid in one channel."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.voucher.abstract_models import AbstractVoucher

from commerce.tenancy.selectors import current_channel_id


class Voucher(AbstractVoucher):
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="vouchers")
    # Upstream makes both unique for the whole database.
    name = models.CharField(_("Name"), max_length=128)
    code = models.CharField(
        _("Code"),
        max_length=128,
        db_index=True,
        help_text=_("Case insensitive / No spaces allowed"),
    )

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

    def save(self, *args, **kwargs):
        self.channel_id = self.channel_id or current_channel_id()
        super().save(*args, **kwargs)


from oscar.apps.voucher.models import *
