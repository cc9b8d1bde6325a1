"""The shapes of tickets and messages."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commerce.core.api.inputs import InputSerializer

MOST_TOPICS = 20
LONGEST_TOPIC = 190
LONGEST_TOKEN = 300


class TicketRequestSerializer(InputSerializer):
    topics = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_TOPIC), min_length=1, max_length=MOST_TOPICS
    )
    token = serializers.CharField(
        required=False, max_length=LONGEST_TOKEN, help_text="A guest order's `access_token`."
    )
    email = serializers.EmailField(
        required=False, help_text="The address that a guest's order was placed with."
    )


class MessageSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    topic = serializers.CharField()
    kind = serializers.CharField()
    body = serializers.DictField(help_text="The present state of what the message is about.")


class TicketSerializer(serializers.Serializer[Any]):
    ticket = serializers.CharField(help_text="For the first frame of one socket.")
    expires_in = serializers.IntegerField(help_text="Seconds.")
    topics = serializers.ListField(
        child=serializers.CharField(), help_text="As messages name them."
    )
    last_id = serializers.IntegerField(help_text="The id of the newest message there is.")
    recent = MessageSerializer(
        many=True,
        help_text="What was told of these products in the last ten minutes: a page that was kept "
        "does not know it.",
    )


class MessagesSerializer(serializers.Serializer[Any]):
    messages = MessageSerializer(many=True)
    last_id = serializers.IntegerField(help_text="Ask for what is `after` this the next time.")
    gap = serializers.BooleanField(
        help_text="Whether messages are missing: read everything anew that is shown."
    )
