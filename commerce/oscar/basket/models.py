"""Baskets live in one channel and currency and are found by an opaque token."""

from decimal import Decimal as D

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class BasketManager(ScopedManager):
    """Back offices see the carts of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class Basket(AbstractBasket):
    """A shopper's cart. `version` grows with each change; `snapshot` is the cart as last answered.

    What a shopper saves for later is a basket of its own, of the status `Saved`, and so is what staff
    prepare for them, of the status `Draft`: no shopper finds it.
    """

    DRAFT = "Draft"

    public_id = PublicIdField(prefix="cart")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="baskets")
    currency = models.CharField(_("Currency"), max_length=3)
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 NULL keeps "no token" unique
    version = models.PositiveIntegerField(default=0, editable=False)
    snapshot = models.TextField(
        blank=True, editable=False, help_text=_("The cart as last answered, JSON text.")
    )
    snapshot_key = models.CharField(max_length=128, blank=True, editable=False)
    snapshot_until = models.DateTimeField(null=True, blank=True, editable=False)
    checkout = models.JSONField(default=dict, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BasketManager()

    # Set when the basket is priced: the charges that count for the value of goods.
    charges_counted_as_goods = D(0)

    class Meta(AbstractBasket.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "channel"],
                condition=Q(status=AbstractBasket.OPEN),
                name="one_open_basket_per_owner_and_channel",
            ),
            models.UniqueConstraint(
                fields=["owner", "channel"],
                condition=Q(status=AbstractBasket.SAVED),
                name="one_saved_basket_per_owner_and_channel",
            ),
        ]

    @property
    def num_lines(self):
        return len(self.all_lines())

    def _get_total(self, model_property):
        """Upstream rounds to hundredths, which some currencies do not have and others divide."""
        return sum((getattr(line, model_property) for line in self.all_lines()), D(0))


class Line(AbstractLine):
    public_id = PublicIdField(prefix="line")
    price_excl_tax = AmountField.instead_of(AbstractLine, "price_excl_tax")
    price_incl_tax = AmountField.instead_of(AbstractLine, "price_incl_tax")
    # What staff have agreed on for a piece, in the place of its price. Shoppers' carts have none.
    agreed_price = AmountField(null=True, blank=True, editable=False)
    agreed_reason = models.CharField(max_length=200, blank=True, editable=False)

    class Meta(AbstractLine.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="basket_line_quantity_in_bounds", condition=Q(quantity__range=(1, 999))
            ),
            models.CheckConstraint(
                name="agreed_price_not_negative",
                condition=Q(agreed_price=None) | Q(agreed_price__gte=0),
            ),
        ]


from oscar.apps.basket.models import *
