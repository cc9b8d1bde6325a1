"""Offers run in one channel."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.offer.abstract_models import AbstractConditionalOffer

from commerce.tenancy.selectors import current_channel_id


class ConditionalOffer(AbstractConditionalOffer):
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="offers")
    # Upstream makes the name unique for the whole database.
    name = models.CharField(
        _("Name"), max_length=128, help_text=_("This is displayed within the customer's basket")
    )

    class Meta(AbstractConditionalOffer.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["channel", "name"], name="offer_name_once_per_channel"),
        ]

    def save(self, *args, **kwargs):
        self.channel_id = self.channel_id or current_channel_id()
        super().save(*args, **kwargs)


from oscar.apps.offer.models import *
