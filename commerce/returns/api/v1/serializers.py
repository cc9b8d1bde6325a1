"""The shapes of returns."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commerce.core.api.fields import CleanField, IdField, LineField, LinesField, MoneyField
from commerce.core.api.inputs import InputSerializer
from commerce.returns.enums import ReturnReason, ReturnState, ReturnWish, WithdrawalOutcome
from commerce.returns.services.photos import MOST_BYTES

MOST_LINES = 100
MOST_PIECES = 10_000


class ReturnRefusalSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()


class ReturnableLineSerializer(serializers.Serializer[Any]):
    line_id = IdField("oline")
    name = serializers.CharField()
    left = serializers.IntegerField(help_text="How many pieces can still come back.")
    until = serializers.DateTimeField(allow_null=True, help_text="Null before it has left.")
    refusal = ReturnRefusalSerializer(allow_null=True, help_text="Why none can.")


class ReturnRulesSerializer(serializers.Serializer[Any]):
    days = serializers.IntegerField(help_text="From the arrival of a parcel.")
    withdrawal_days = serializers.IntegerField(help_text="To withdraw from the contract.")
    label_cost = MoneyField(help_text="Taken off where the customer pays for the way back.")
    free_for = serializers.ListField(
        child=serializers.ChoiceField(choices=ReturnReason.values),
        help_text="The reasons for which the shop pays for the way back.",
    )


class ReturnedLineSerializer(serializers.Serializer[Any]):
    line_id = IdField("oline")
    name = serializers.CharField()
    quantity = serializers.IntegerField()
    received = serializers.IntegerField(help_text="Of these, have arrived.")


class ReturnStepSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=ReturnState.values)
    label = serializers.CharField()  # type: ignore[assignment] # the member is called label
    at = serializers.DateTimeField()


class ReturnSerializer(serializers.Serializer[Any]):
    id = IdField("ret")
    number = serializers.CharField()
    state = serializers.ChoiceField(choices=ReturnState.values)
    state_label = serializers.CharField()
    reason = serializers.ChoiceField(choices=ReturnReason.values)
    reason_label = serializers.CharField()
    wish = serializers.ChoiceField(choices=ReturnWish.values)
    wish_label = serializers.CharField()
    comment = serializers.CharField(allow_blank=True)
    has_photo = serializers.BooleanField()
    is_withdrawal = serializers.BooleanField()
    decline_reason = serializers.CharField(allow_blank=True)
    send_to = serializers.CharField(
        allow_blank=True, help_text="Where it is sent to, once it is approved."
    )
    label_cost = MoneyField(help_text="Taken off the money for the way back.")
    carrier = serializers.CharField(allow_blank=True)
    tracking_number = serializers.CharField(allow_blank=True)
    refunded = MoneyField(help_text="What was given back for it.")
    is_credit = serializers.BooleanField(help_text="Whether that was store credit.")
    replacement = serializers.CharField(
        allow_null=True, help_text="The number of the order that is sent instead."
    )
    requested_at = serializers.DateTimeField()
    lines = ReturnedLineSerializer(many=True)
    history = ReturnStepSerializer(many=True)


class WithdrawalSerializer(serializers.Serializer[Any]):
    id = IdField("wdr")
    outcome = serializers.ChoiceField(choices=WithdrawalOutcome.values)
    declared_at = serializers.DateTimeField()


class ReturnsSerializer(serializers.Serializer[Any]):
    lines = ReturnableLineSerializer(many=True)
    rules = ReturnRulesSerializer()
    can_be_credited = serializers.BooleanField(help_text="Store credit needs an account.")
    withdrawal = WithdrawalSerializer(allow_null=True)
    can_be_withdrawn = serializers.BooleanField()
    returns = ReturnSerializer(many=True, help_text="The oldest first.")


class AskedLineSerializer(InputSerializer):
    line_id = CleanField(max_length=40)
    quantity = serializers.IntegerField(min_value=1, max_value=MOST_PIECES)


class AskReturnSerializer(InputSerializer):
    lines = serializers.ListField(child=AskedLineSerializer(), min_length=1, max_length=MOST_LINES)
    reason = serializers.ChoiceField(choices=ReturnReason.values)
    wish = serializers.ChoiceField(choices=ReturnWish.values)
    comment = LinesField(max_length=1000, required=False, allow_blank=True, default="")
    photo = serializers.CharField(
        max_length=MOST_BYTES * 4 // 3 + 4,
        required=False,
        allow_blank=True,
        default="",
        help_text="A JPEG, PNG or WebP of up to 700 kB, as base64. Drawn anew; staff see it.",
    )


class SendReturnSerializer(InputSerializer):
    carrier = LineField(max_length=64, required=False, allow_blank=True, default="")
    tracking_number = LineField(max_length=128, required=False, allow_blank=True, default="")
