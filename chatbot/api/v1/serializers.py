"""What may be said to the assistant."""

from __future__ import annotations

from rest_framework import serializers

from chatbot.enums import Reaction
from commerce.core.api.inputs import InputSerializer

MAX_TEXT = 4000


class ArgumentsSerializer(InputSerializer):
    variant_id = serializers.CharField(max_length=64)
    quantity = serializers.IntegerField(min_value=0, max_value=999)


class ActionSerializer(InputSerializer):
    tool = serializers.ChoiceField(choices=["add_to_cart", "change_cart"])
    arguments = ArgumentsSerializer()


class PageSerializer(InputSerializer):
    kind = serializers.ChoiceField(choices=["product", "category"])
    slug = serializers.CharField(max_length=255)


class AddMessageSerializer(InputSerializer):
    text = serializers.CharField(max_length=MAX_TEXT)
    action = ActionSerializer(required=False, help_text="Of the button that was pressed.")
    page = PageSerializer(
        required=False, help_text="That the shopper looks at: what “this” may mean."
    )
    key = serializers.RegexField(
        r"^[A-Za-z0-9_-]{8,64}$",
        max_length=64,
        required=False,
        help_text="Made by the client; the same again gets the same answer, once.",
    )


class ConsentSerializer(InputSerializer):
    consent = serializers.BooleanField(
        default=False, help_text="Whether carts and orders may be put down to the session."
    )


class SessionSerializer(InputSerializer):
    title = serializers.CharField(max_length=120)


class AskSerializer(ConsentSerializer, AddMessageSerializer):
    session = serializers.CharField(
        max_length=64, required=False, help_text="A session to go on with; a new one without."
    )


class ReactionSerializer(InputSerializer):
    reaction = serializers.ChoiceField(
        choices=[*Reaction.choices, ("", "")], help_text="Empty takes it back."
    )
    reason = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
