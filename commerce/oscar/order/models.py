"""Orders remember the channel, the language and what each line looked like when they were placed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from commerce.core.ids import PublicIdField


class Order(AbstractOrder):
    public_id = PublicIdField(prefix="ord")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="orders")
    locale = models.CharField(max_length=16, default="en")

    class Meta(AbstractOrder.Meta):
        abstract = False


class Line(AbstractLine):
    public_id = PublicIdField(prefix="oline")
    appearance = models.JSONField(
        _("Appearance"),
        default=dict,
        editable=False,
        help_text=_("Options, address and image of the product when it was bought."),
    )

    class Meta(AbstractLine.Meta):
        abstract = False


from oscar.apps.order.models import *
from oscar.apps.order.models import BillingAddress, ShippingAddress
