from __future__ import annotations

from rest_framework import serializers

from cms.preview_tokens import MAX_LENGTH
from commerce.core.api.inputs import InputSerializer


class DraftTokenSerializer(InputSerializer):
    token = serializers.CharField(
        max_length=MAX_LENGTH, help_text="The last part of the address that was given out."
    )
