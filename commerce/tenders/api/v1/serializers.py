from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commerce.core.api.fields import MoneyField
from commerce.core.api.inputs import InputSerializer


class GiftCardCodeSerializer(InputSerializer):
    code = serializers.CharField(
        max_length=64, help_text="As it was typed: case, hyphens and spaces do not matter."
    )


class GiftCardBalanceSerializer(serializers.Serializer[Any]):
    balance = MoneyField(help_text="What can be spent now: without what is held for orders.")
    expires_at = serializers.DateTimeField(
        allow_null=True, help_text="From then on nothing is left; null if it has no end."
    )
    last_four = serializers.CharField(help_text="The end of the code, to tell cards apart.")
