"""Orders remember the channel and language they were placed in."""

from django.db import models
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

    class Meta(AbstractLine.Meta):
        abstract = False


from oscar.apps.order.models import *
