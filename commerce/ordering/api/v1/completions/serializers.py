"""The shapes of payments under way."""

from __future__ import annotations

from rest_framework import serializers

from commerce.cart.api.v1.serializers import Plain
from commerce.core.api.fields import IdField, MoneyField
from commerce.core.api.inputs import InputSerializer
from commerce.ordering.api.v1.checkout.serializers import (
    AcceptedTermsField,
    PaymentMethodSerializer,
    RefusalSerializer,
    TermsSerializer,
)
from commerce.ordering.api.v1.orders.serializers import NextStepSerializer, PlacedOrderSerializer
from commerce.ordering.enums import CompletionState
from commerce.payments.enums import SessionState


class WishSerializer(InputSerializer):
    payment_method = serializers.CharField(
        max_length=64,
        allow_blank=True,
        help_text="One of the checkout's `payment_methods`; empty where nothing is left to pay.",
    )
    gift_cards = serializers.ListField(
        child=serializers.CharField(max_length=64), required=False, default=list, max_length=5
    )
    use_store_credit = serializers.BooleanField(required=False, default=False)
    saved_method = serializers.CharField(
        max_length=255,
        allow_blank=True,
        required=False,
        default="",
        help_text="The `id` of one of the customer's `account/payment-methods/` to pay with.",
    )
    saves_method = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Keep what is paid with for the next time; guests keep nothing.",
    )


class BeginSerializer(WishSerializer):
    fingerprint = serializers.CharField(max_length=16_384)
    accepted_terms = AcceptedTermsField()


class PayOrderSerializer(WishSerializer):
    accepted_terms = AcceptedTermsField(
        help_text="The `version` of `link.terms` that the buyer agrees to."
    )


class PaymentLinkSerializer(Plain):
    valid_until = serializers.DateTimeField(
        allow_null=True, help_text="Null where the order waits for no payment link of staff."
    )
    terms = TermsSerializer(
        allow_null=True, help_text="What the buyer has still to agree to by paying."
    )


class DebtSerializer(Plain):
    amount = MoneyField(help_text="What is to be paid now.")
    refusal = RefusalSerializer(allow_null=True, help_text="Why nothing is to be paid.")
    payment_methods = PaymentMethodSerializer(many=True)
    store_credit = MoneyField(allow_null=True, help_text="What the customer could pay with it.")
    link = PaymentLinkSerializer()


class CompletionPaymentSerializer(Plain):
    id = IdField("pay")
    method = serializers.CharField()
    name = serializers.CharField()
    label = serializers.CharField(  # type: ignore[assignment] # the member is called label
        allow_blank=True, help_text="What was paid with, as the customer knows it."
    )
    amount = MoneyField()
    state = serializers.ChoiceField(choices=SessionState.values)
    decline = RefusalSerializer(allow_null=True, help_text="Why the last try was refused.")
    next_step = NextStepSerializer(
        allow_null=True, help_text="What the customer has to do; null when there is nothing."
    )


class CompletionSerializer(Plain):
    id = IdField("com")
    state = serializers.ChoiceField(choices=CompletionState.values)
    order_number = serializers.CharField()
    expires_at = serializers.DateTimeField(help_text="Until then the goods are held.")
    amount = MoneyField()
    return_url = serializers.CharField(
        help_text="Where whoever pays elsewhere comes back to, on any device; it opens this payment."
    )
    problem = RefusalSerializer(allow_null=True, help_text="Why it was let go.")
    payments = CompletionPaymentSerializer(many=True)
    order = PlacedOrderSerializer(allow_null=True, help_text="Once it is placed.")
