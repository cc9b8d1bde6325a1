"""What the API takes."""

from __future__ import annotations

from django.utils import timezone
from rest_framework import serializers

from commerce.core.api.fields import EmailAddressField
from commerce.core.api.inputs import InputSerializer
from commerce.webhooks.enums import Payload
from commerce.webhooks.models import MAX_URL


class WebhookEndpointSerializer(InputSerializer):
    url = serializers.CharField(max_length=MAX_URL, help_text="Public, and https.")
    events = serializers.ListField(
        child=serializers.CharField(max_length=64), min_length=1, max_length=100
    )
    owner_email = EmailAddressField(help_text="Is written to when the endpoint is paused.")
    description = serializers.CharField(max_length=200, required=False, allow_blank=True)
    payload = serializers.ChoiceField(choices=Payload.values, required=False)


class WebhookReplaySerializer(InputSerializer):
    since = serializers.DateTimeField(default_timezone=timezone.get_default_timezone())
    until = serializers.DateTimeField(default_timezone=timezone.get_default_timezone())
    only_failed = serializers.BooleanField(required=False, default=False)
    expected = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=2**31,
        help_text="The count that was answered without it: now they are sent again.",
    )
