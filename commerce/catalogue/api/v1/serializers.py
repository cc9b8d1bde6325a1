"""What is sent to the catalogue."""

from __future__ import annotations

from rest_framework import serializers

from commerce.core.api.fields import LineField, LinesField
from commerce.core.api.inputs import InputSerializer


class WriteReviewSerializer(InputSerializer):
    score = serializers.IntegerField(min_value=1, max_value=5, help_text="Stars.")
    title = LineField(max_length=120)
    body = LinesField(max_length=4000)
