from __future__ import annotations

from rest_framework import serializers

from commerce.core.api.inputs import InputSerializer


class SavingSerializer(InputSerializer):
    payment_method = serializers.CharField(
        max_length=64, help_text="A code of the checkout's `payment_methods` with `saves_methods`."
    )
