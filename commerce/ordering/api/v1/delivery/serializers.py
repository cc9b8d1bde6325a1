"""The shapes of estimates."""

from __future__ import annotations

from rest_framework import serializers

from commerce.ordering.api.v1.checkout.serializers import ShippingMethodListSerializer


class DeliveryEstimateSerializer(ShippingMethodListSerializer):
    country = serializers.CharField()
    postcode = serializers.CharField(allow_blank=True)
