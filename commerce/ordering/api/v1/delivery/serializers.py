"""The shapes of estimates."""

from __future__ import annotations

from rest_framework import serializers

from commerce.core.api.inputs import InputSerializer
from commerce.ordering.api.v1.checkout.serializers import ShippingMethodListSerializer


class AskedEstimateSerializer(InputSerializer):
    """What may stand in the address of the question."""

    country = serializers.CharField(max_length=2, required=False, default="")
    postcode = serializers.CharField(max_length=16, required=False, default="")
    region = serializers.CharField(max_length=64, required=False, default="")
    variant = serializers.CharField(max_length=64, required=False, default="")
    quantity = serializers.IntegerField(min_value=1, max_value=999, required=False, default=1)


class DeliveryEstimateSerializer(ShippingMethodListSerializer):
    country = serializers.CharField()
    postcode = serializers.CharField(allow_blank=True)
