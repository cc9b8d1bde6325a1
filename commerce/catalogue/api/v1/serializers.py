"""What is sent to the catalogue, and what its lists can be narrowed down by."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commerce.core.api.fields import LineField, LinesField, MoneyField
from commerce.core.api.inputs import InputSerializer

FILTER_TYPES = ("choice", "range", "boolean")


class FilterValueSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField(min_value=0)
    swatch = serializers.CharField(allow_null=True)


class ProductFilterSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="`category`, `price`, `available` or `attr.<code>`.")
    name = serializers.CharField()
    type = serializers.ChoiceField(choices=FILTER_TYPES)
    values = FilterValueSerializer(many=True)
    minimum = MoneyField(allow_null=True)
    maximum = MoneyField(allow_null=True)


class ProductFiltersSerializer(serializers.Serializer[Any]):
    filters = ProductFilterSerializer(many=True)


class WriteReviewSerializer(InputSerializer):
    score = serializers.IntegerField(min_value=1, max_value=5, help_text="Stars.")
    title = LineField(max_length=120)
    body = LinesField(max_length=4000)
