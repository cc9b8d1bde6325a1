"""Baskets live in one channel and currency and are found by an opaque token."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from commerce.core.ids import PublicIdField


class Basket(AbstractBasket):
    public_id = PublicIdField(prefix="cart")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="baskets")
    currency = models.CharField(_("Currency"), max_length=3)
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 NULL keeps "no token" unique
    version = models.PositiveIntegerField(default=0, editable=False)
    snapshot = models.TextField(
        blank=True, editable=False, help_text=_("The cart as last answered, JSON text.")
    )
    snapshot_key = models.CharField(max_length=128, blank=True, editable=False)
    checkout = models.JSONField(default=dict, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(AbstractBasket.Meta):
        abstract = False


class Line(AbstractLine):
    public_id = PublicIdField(prefix="line")

    class Meta(AbstractLine.Meta):
        abstract = False


from oscar.apps.basket.models import *
