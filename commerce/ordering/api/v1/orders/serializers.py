"""The shapes of orders."""

from __future__ import annotations

from rest_framework import serializers

from commerce.cart.api.v1.serializers import (
    DiscountSerializer,
    LineOptionSerializer,
    Plain,
    TotalsSerializer,
)
from commerce.catalogue.shapes import Image
from commerce.core.api.fields import CurrencyField, IdField, MoneyField, ShapeField
from commerce.core.api.pagination import PageSerializer
from commerce.ordering.api.v1.addresses import AddressSerializer
from commerce.oscar.order.models import OrderStatus
from commerce.payments.enums import EntryKind, PaymentState

STATUSES = [status.value for status in OrderStatus]


class OrderLineSerializer(Plain):
    id = IdField("oline")
    name = serializers.CharField()
    options = LineOptionSerializer(many=True)
    sku = serializers.CharField()
    slug = serializers.CharField(allow_null=True)
    image = ShapeField(Image, allow_null=True)
    quantity = serializers.IntegerField()
    unit_price = MoneyField(help_text="Of one piece, before discounts.")
    subtotal = MoneyField(help_text="Before discounts.")
    discount = MoneyField()
    total = MoneyField()
    status = serializers.ChoiceField(choices=STATUSES)


class OrderShippingMethodSerializer(Plain):
    code = serializers.CharField()
    name = serializers.CharField()
    price_before_discount = MoneyField()


class NextStepSerializer(Plain):
    url = serializers.CharField(allow_null=True, help_text="Where to send the customer.")
    text = serializers.CharField(allow_blank=True, help_text="What to tell the customer.")
    reference = serializers.CharField(
        allow_blank=True, help_text="What the customer names when paying."
    )


class LedgerEntrySerializer(Plain):
    kind = serializers.ChoiceField(choices=EntryKind.values)
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


class OrderEventSerializer(Plain):
    status = serializers.ChoiceField(choices=STATUSES)
    label = serializers.CharField()  # type: ignore[assignment] # the member is called label
    at = serializers.DateTimeField()


class OrderSerializer(Plain):
    id = IdField("ord")
    number = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)
    status_label = serializers.CharField()
    placed_at = serializers.DateTimeField()
    email = serializers.EmailField()
    currency = CurrencyField()
    lines = OrderLineSerializer(many=True)
    discounts = DiscountSerializer(many=True, help_text="Of the goods.")
    shipping_discounts = DiscountSerializer(many=True)
    totals = TotalsSerializer()
    shipping_address = AddressSerializer()
    billing_address = AddressSerializer(allow_null=True)
    shipping_method = OrderShippingMethodSerializer()
    payments = OrderPaymentSerializer(many=True)
    history = OrderEventSerializer(many=True)


class PlacedOrderSerializer(OrderSerializer):
    access_token = serializers.CharField(
        help_text="Opens this order for 90 days: `GET orders/{number}/?token=…`."
    )


class OrderPageSerializer(PageSerializer):
    results = OrderSerializer(many=True)
