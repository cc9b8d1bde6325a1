"""Orders remember the channel, the language and what each line looked like when they were placed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import (
    AbstractLine,
    AbstractLinePrice,
    AbstractOrder,
    AbstractOrderDiscount,
    AbstractOrderLineDiscount,
    AbstractPaymentEvent,
    AbstractSurcharge,
)

from commerce.core.amounts import AmountField
from commerce.core.ids import PublicIdField
from commerce.delivery.enums import PriceSource
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class OrderStatus(models.TextChoices):
    """One word for where an order stands, summed up from its states by `commerce.ordering.states`."""

    PLACED = "placed", _("Placed")
    PAID = "paid", _("Paid")
    PACKED = "packed", _("Packed")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Cancelled")


def status_label(status: str) -> str:
    """Return what people read for a status of an order or a line, in the language at hand."""
    return str(dict(OrderStatus.choices).get(status, status))


class OrderState(models.TextChoices):
    """Whether anything is still to happen to an order."""

    OPEN = "open", _("Open")
    CANCELLED = "cancelled", _("Cancelled")
    COMPLETED = "completed", _("Completed")


def _with_own_lines(scope):
    """The rule of orders: a seller sees those that have lines of theirs."""
    partners = scope.partner_ids()
    if partners is None:
        return None
    return Order._base_manager.filter(
        pk__in=Line._base_manager.filter(partner_id__in=partners).values("order_id")
    )


def of_own_orders(scope):
    """The rule of rows that hang on an order of the tenant."""
    return Order._base_manager.filter(channel_id__in=scope.channel_ids)


def of_own_partners(scope):
    return scope.partner_ids()


class OrderManager(ScopedManager):
    """Back offices see the orders of their tenant, sellers those they have a part in."""

    rules = (OwnRows("channel_id", of_channels), OwnRows("id", _with_own_lines))


class OrderLineManager(ScopedManager):
    """Back offices see the lines of their tenant's orders, sellers their own lines."""

    rules = (OwnRows("order_id", of_own_orders), OwnRows("partner_id", of_own_partners))


class Order(AbstractOrder):
    public_id = PublicIdField(prefix="ord")
    channel = models.ForeignKey("tenancy.Channel", models.PROTECT, related_name="orders")
    locale = models.CharField(max_length=16, default="en")
    state = models.CharField(
        _("State"), max_length=12, choices=OrderState.choices, default=OrderState.OPEN
    )
    told_paid_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("When others were told that it is paid.")
    )
    promised_from = models.DateField(
        _("Promised from"), null=True, blank=True, help_text=_("As told when it was placed.")
    )
    promised_until = models.DateField(_("Promised until"), null=True, blank=True)
    shipping_priced_by = models.CharField(
        _("Shipping is priced by"),
        max_length=8,
        choices=PriceSource.choices,
        default=PriceSource.STANDING,
        editable=False,
    )
    pickup_point = models.JSONField(
        default=dict,
        editable=False,
        help_text=_("Where it waits to be picked up, as it was when it was chosen; or nothing."),
    )
    taxation = models.JSONField(
        default=dict,
        editable=False,
        help_text=_("Why it bears tax or none; empty where no tax was told."),
    )
    accepted_terms = models.JSONField(
        default=dict,
        editable=False,
        help_text=_("The version of the terms that the buyer agreed to, and when; or nothing."),
    )
    network_country = models.CharField(
        _("Country of the network address"), max_length=2, blank=True, default="", editable=False
    )
    total_incl_tax = AmountField.instead_of(AbstractOrder, "total_incl_tax")
    total_excl_tax = AmountField.instead_of(AbstractOrder, "total_excl_tax")
    shipping_incl_tax = AmountField.instead_of(AbstractOrder, "shipping_incl_tax")
    shipping_excl_tax = AmountField.instead_of(AbstractOrder, "shipping_excl_tax")

    objects = OrderManager()

    class Meta(AbstractOrder.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="order_amounts_not_negative",
                condition=Q(total_incl_tax__gte=0, shipping_incl_tax__gte=0),
            ),
            models.CheckConstraint(
                name="order_state_is_known", condition=Q(state__in=OrderState.values)
            ),
        ]


class Line(AbstractLine):
    public_id = PublicIdField(prefix="oline")
    appearance = models.JSONField(
        _("Appearance"),
        default=dict,
        editable=False,
        help_text=_("Options, address and image of the product when it was bought."),
    )
    num_packed = models.PositiveIntegerField(
        _("Packed"), default=0, help_text=_("Pieces that are in a parcel, here or gone.")
    )
    num_cancelled = models.PositiveIntegerField(
        _("Cancelled"), default=0, help_text=_("Pieces that will not be sent.")
    )
    line_price_incl_tax = AmountField.instead_of(AbstractLine, "line_price_incl_tax")
    line_price_excl_tax = AmountField.instead_of(AbstractLine, "line_price_excl_tax")
    line_price_before_discounts_incl_tax = AmountField.instead_of(
        AbstractLine, "line_price_before_discounts_incl_tax"
    )
    line_price_before_discounts_excl_tax = AmountField.instead_of(
        AbstractLine, "line_price_before_discounts_excl_tax"
    )
    unit_price_incl_tax = AmountField.instead_of(AbstractLine, "unit_price_incl_tax")
    unit_price_excl_tax = AmountField.instead_of(AbstractLine, "unit_price_excl_tax")

    objects = OrderLineManager()

    class Meta(AbstractLine.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="order_line_price_not_negative", condition=Q(line_price_incl_tax__gte=0)
            ),
            models.CheckConstraint(
                name="order_line_sends_what_was_ordered",
                condition=Q(quantity__gte=F("num_packed") + F("num_cancelled")),
            ),
        ]


class LinePrice(AbstractLinePrice):
    price_incl_tax = AmountField.instead_of(AbstractLinePrice, "price_incl_tax")
    price_excl_tax = AmountField.instead_of(AbstractLinePrice, "price_excl_tax")
    shipping_incl_tax = AmountField.instead_of(AbstractLinePrice, "shipping_incl_tax")
    shipping_excl_tax = AmountField.instead_of(AbstractLinePrice, "shipping_excl_tax")

    class Meta(AbstractLinePrice.Meta):
        abstract = False


class OrderDiscount(AbstractOrderDiscount):
    amount = AmountField.instead_of(AbstractOrderDiscount, "amount")

    class Meta(AbstractOrderDiscount.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(name="order_discount_not_negative", condition=Q(amount__gte=0)),
        ]


class OrderLineDiscount(AbstractOrderLineDiscount):
    amount = AmountField.instead_of(AbstractOrderLineDiscount, "amount")

    class Meta(AbstractOrderLineDiscount.Meta):
        abstract = False


class Surcharge(AbstractSurcharge):
    """A line of the total that is neither goods nor shipping; `code` is its kind.

    Below zero for what is taken off. `source` tells several of one kind apart.
    """

    source = models.CharField(_("Source"), max_length=128, blank=True)
    message = models.CharField(_("Message"), max_length=500, blank=True)
    incl_tax = AmountField.instead_of(AbstractSurcharge, "incl_tax")
    excl_tax = AmountField.instead_of(AbstractSurcharge, "excl_tax")

    class Meta(AbstractSurcharge.Meta):
        abstract = False


class PaymentEvent(AbstractPaymentEvent):
    amount = AmountField.instead_of(AbstractPaymentEvent, "amount")

    class Meta(AbstractPaymentEvent.Meta):
        abstract = False


from oscar.apps.order.models import *
from oscar.apps.order.models import BillingAddress, OrderNote, ShippingAddress
