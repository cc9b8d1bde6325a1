"""The shapes of orders."""

from __future__ import annotations

from typing import Final

from rest_framework import serializers

from commerce.cart.api.v1.serializers import (
    CartSerializer,
    DiscountSerializer,
    LineOptionSerializer,
    Plain,
    TaxSerializer,
    TotalsSerializer,
)
from commerce.catalogue.shapes import Image
from commerce.core.api.fields import CurrencyField, IdField, MoneyField, ShapeField
from commerce.core.api.pagination import PageSerializer
from commerce.ordering.api.v1.addresses import AddressSerializer
from commerce.ordering.api.v1.places import PickupPointSerializer
from commerce.ordering.enums import FulfilmentState, ParcelState, TrackingStatus
from commerce.oscar.order.models import OrderState, OrderStatus
from commerce.payments.enums import SHOWN, TOLD_AS, EntryKind, PaymentState

STATUSES = OrderStatus.values
PARCEL_STATES = [state for state in ParcelState.values if state != ParcelState.CANCELLED]


class OrderLineSerializer(Plain):
    id = IdField("oline")
    name = serializers.CharField()
    options = LineOptionSerializer(many=True)
    sku = serializers.CharField()
    slug = serializers.CharField(allow_null=True)
    image = ShapeField(Image, allow_null=True)
    quantity = serializers.IntegerField(help_text="As ordered.")
    cancelled_quantity = serializers.IntegerField(help_text="Of these, will not be sent.")
    shipped_quantity = serializers.IntegerField(help_text="Of these, have left the house.")
    unit_price = MoneyField(help_text="Of one piece, before discounts.")
    subtotal = MoneyField(help_text="Before discounts.")
    discount = MoneyField()
    total = MoneyField()
    tax = TaxSerializer(allow_null=True, help_text="Null where the shop told none.")
    status = serializers.ChoiceField(choices=STATUSES)
    status_label = serializers.CharField()


class OrderStatesSerializer(Plain):
    order = serializers.ChoiceField(choices=OrderState.values)
    payment = serializers.ChoiceField(choices=[state.value for state in PaymentState])
    fulfilment = serializers.ChoiceField(choices=FulfilmentState.values)


class OrderStateLabelsSerializer(Plain):
    order = serializers.CharField()
    payment = serializers.CharField()
    fulfilment = serializers.CharField()


class FulfilmentLineSerializer(Plain):
    line_id = IdField("oline")
    quantity = serializers.IntegerField()


class TrackingEventSerializer(Plain):
    status = serializers.ChoiceField(choices=TrackingStatus.values)
    label = serializers.CharField()  # type: ignore[assignment] # the member is called label
    place = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class FulfilmentSerializer(Plain):
    id = IdField("ful")
    state = serializers.ChoiceField(choices=PARCEL_STATES)
    state_label = serializers.CharField()
    carrier = serializers.CharField(allow_blank=True)
    tracking_number = serializers.CharField(allow_blank=True)
    tracking_url = serializers.URLField(allow_null=True)
    packed_at = serializers.DateTimeField()
    shipped_at = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True)
    tracking = TrackingEventSerializer(many=True, help_text="What the carrier says, oldest first.")
    lines = FulfilmentLineSerializer(many=True)


class PromisedDatesSerializer(Plain):
    earliest = serializers.DateField()
    latest = serializers.DateField()


class OrderTermsSerializer(Plain):
    version = serializers.CharField(help_text="Names exactly this text for good.")
    number = serializers.IntegerField()
    title = serializers.CharField()
    path = serializers.CharField(help_text="Where exactly this version can be read.")
    dated = serializers.DateField(help_text="Since when it was in force.")
    accepted_at = serializers.DateTimeField()


class OrderShippingMethodSerializer(Plain):
    code = serializers.CharField()
    name = serializers.CharField()
    price_before_discount = MoneyField()
    delivery = PromisedDatesSerializer(
        allow_null=True, help_text="What was promised when the order was placed."
    )


class NextStepSerializer(Plain):
    url = serializers.CharField(allow_null=True, help_text="Where to send the customer.")
    text = serializers.CharField(allow_blank=True, help_text="What to tell the customer.")
    reference = serializers.CharField(
        allow_blank=True, help_text="What the customer names when paying."
    )
    client = serializers.DictField(
        child=serializers.CharField(), help_text="What the provider's own script needs; or nothing."
    )


KINDS: Final = [kind for kind in SHOWN if kind not in (*TOLD_AS, EntryKind.NOT_REFUNDED)]


class LedgerEntrySerializer(Plain):
    kind = serializers.ChoiceField(choices=KINDS)
    amount = MoneyField()
    at = serializers.DateTimeField()


class OrderPaymentSerializer(Plain):
    method = serializers.CharField()
    name = serializers.CharField()
    status = serializers.ChoiceField(choices=["pending", "paid"])
    amount = MoneyField()
    state = serializers.ChoiceField(choices=[state.value for state in PaymentState])
    next_step = NextStepSerializer(
        allow_null=True, help_text="What the customer has to do; null when there is nothing."
    )
    entries = LedgerEntrySerializer(many=True, help_text="What happened, oldest first.")


class PricePartSerializer(Plain):
    kind = serializers.ChoiceField(
        choices=["base", "staff", "offer", "voucher", "tax", "rounding"],
        help_text="`tax` only where prices are shown without it.",
    )
    label = serializers.CharField()  # type: ignore[assignment] # the member is called label
    each = MoneyField(allow_null=True, help_text="Of one piece; of the kind `base` only.")
    amount = MoneyField(help_text="Below zero for what is taken off.")


class PriceTraceSerializer(Plain):
    line_id = IdField("oline")
    parts = PricePartSerializer(many=True, help_text="They come to the total.")
    total = MoneyField(help_text="What the line costs, tax included.")


class PriceTracesSerializer(Plain):
    lines = PriceTraceSerializer(many=True)


class OrderEventSerializer(Plain):
    status = serializers.ChoiceField(choices=STATUSES)
    label = serializers.CharField()  # type: ignore[assignment] # the member is called label
    at = serializers.DateTimeField()


class OrderEditSerializer(Plain):
    at = serializers.DateTimeField()
    changes = serializers.ListField(
        child=serializers.CharField(), help_text="Each thing that is different, in words."
    )
    total_before = MoneyField()
    total_after = MoneyField()


class OrderSerializer(Plain):
    id = IdField("ord")
    number = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)
    status_label = serializers.CharField()
    states = OrderStatesSerializer(help_text="`status` is what these three sum up to.")
    state_labels = OrderStateLabelsSerializer(help_text="The states in words.")
    is_cancellable = serializers.BooleanField(
        help_text="Whether its customer can cancel it now: nothing is packed yet."
    )
    placed_at = serializers.DateTimeField()
    email = serializers.EmailField()
    currency = CurrencyField()
    lines = OrderLineSerializer(many=True)
    fulfilments = FulfilmentSerializer(many=True, help_text="The parcels, oldest first.")
    discounts = DiscountSerializer(many=True, help_text="Of the goods.")
    shipping_discounts = DiscountSerializer(many=True)
    totals = TotalsSerializer()
    shipping_address = AddressSerializer()
    billing_address = AddressSerializer(allow_null=True)
    vat_id = serializers.RegexField(
        r"^([A-Z]{2}[0-9A-Z]{2,18})?$",
        allow_blank=True,
        help_text="Of a business that named one.",
    )
    terms = OrderTermsSerializer(
        allow_null=True, help_text="What the buyer agreed to; null where nobody was asked."
    )
    shipping_method = OrderShippingMethodSerializer()
    pickup_point = PickupPointSerializer(
        allow_null=True,
        help_text="Where it waits, as it was when it was placed; null: at the address.",
    )
    payments = OrderPaymentSerializer(many=True)
    amount_due = MoneyField(help_text="What is still to be handed over; what is promised is not.")
    history = OrderEventSerializer(many=True)
    edits = OrderEditSerializer(
        many=True, help_text="What the shop has changed since it was placed, oldest first."
    )


class PlacedOrderSerializer(OrderSerializer):
    access_token = serializers.CharField(
        help_text="Opens this order for 90 days: `GET orders/{number}/?token=…`."
    )


class OrderPageSerializer(PageSerializer):
    results = OrderSerializer(many=True)


class LeftOutSerializer(Plain):
    line_id = IdField("oline")
    name = serializers.CharField()
    quantity = serializers.IntegerField()
    code = serializers.CharField(help_text="As the cart refuses a line.")
    detail = serializers.CharField()


class ReorderSerializer(Plain):
    cart = CartSerializer()
    left_out = LeftOutSerializer(many=True, help_text="Lines that cannot be bought now.")
