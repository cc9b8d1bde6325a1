"""What may be asked for."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commerce.core.api.inputs import InputSerializer
from commerce.core.shapes import LOCALE_PATTERN
from commerce.notifications.enums import Digest, Medium

CLOCK = "%H:%M"
CLOCK_PATTERN = "^[0-2][0-9]:[0-5][0-9]$"


@extend_schema_field({"type": "string", "pattern": CLOCK_PATTERN, "example": "22:00"})
class ClockField(serializers.TimeField):
    """What a clock shows, such as 22:00; null for no such time."""

    def __init__(self) -> None:
        super().__init__(required=False, allow_null=True, input_formats=[CLOCK], format=CLOCK)


class ChoiceSerializer(InputSerializer):
    kind = serializers.CharField(max_length=64)
    medium = serializers.ChoiceField(choices=Medium.choices)
    is_wanted = serializers.BooleanField()


class ChangePreferencesSerializer(InputSerializer):
    choices = ChoiceSerializer(many=True, required=False, help_text="Only what changes.")
    locale = serializers.RegexField(LOCALE_PATTERN, max_length=16, required=False, allow_null=True)
    time_zone = serializers.CharField(max_length=64, required=False)
    quiet_from = ClockField()
    quiet_until = ClockField()
    digest = serializers.ChoiceField(choices=Digest.choices, required=False)


class PushKeysSerializer(InputSerializer):
    p256dh = serializers.CharField(max_length=128)
    auth = serializers.CharField(max_length=64)


class AddPushAddressSerializer(InputSerializer):
    endpoint = serializers.CharField(max_length=2000)
    keys = PushKeysSerializer()
