"""What may be said to the assistant."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from chatbot.enums import Reaction
from commerce.core.api.inputs import InputSerializer

MAX_TEXT = 4000
_CART: Final = frozenset({"variant_id", "quantity"})
_ORDER: Final = frozenset({"number", "email"})
# What an action needs, and what it may be given.
_ARGUMENTS: Final = {
    "add_to_cart": (_CART, _CART),
    "change_cart": (_CART, _CART),
    "cancel_order": (frozenset({"number"}), _ORDER),
}


class ArgumentsSerializer(InputSerializer):
    variant_id = serializers.CharField(max_length=64, required=False)
    quantity = serializers.IntegerField(min_value=0, max_value=999, required=False)
    number = serializers.CharField(max_length=32, required=False, help_text="Of an order.")
    email = serializers.EmailField(
        max_length=254, required=False, help_text="That a guest's order was placed with."
    )


class ActionSerializer(InputSerializer):
    tool = serializers.ChoiceField(choices=[*_ARGUMENTS])
    arguments = ArgumentsSerializer(
        help_text="`variant_id` and `quantity` of a cart; `number`, for guests `email`, of an order."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        needed, allowed = _ARGUMENTS[attrs["tool"]]
        given = attrs["arguments"].keys()
        if needed - given or given - allowed:
            told = _("The action does not take these arguments.")
            raise serializers.ValidationError(told, code="arguments_not_taken")
        return attrs


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
