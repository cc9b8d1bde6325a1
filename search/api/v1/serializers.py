"""What is sent to the search, and the searches that are kept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commerce.core.api.fields import CleanField, IdField, LineField
from commerce.core.api.inputs import InputSerializer

from .shapes import MAX_SAVED_VALUE, SAVED_FILTERS

SEARCH = "search"
EVENT_TYPES = (SEARCH, "click", "add_to_cart")


class SearchEventSerializer(InputSerializer):
    """What became of a search. Without `consent` nothing of it is kept."""

    consent = serializers.BooleanField(default=False)
    search_id = serializers.UUIDField(help_text="Made by the client, new for each search.")
    previous_search_id = serializers.UUIDField(
        required=False,
        help_text=(
            "Of the search before in the same visit, told with `search`. If nothing of that was "
            "chosen, its words are kept beside this one's for 30 days, and no link between both."
        ),
    )
    receipt = serializers.CharField(max_length=2000, help_text="From the search's answer.")
    type = serializers.ChoiceField(EVENT_TYPES)
    product_id = serializers.CharField(
        max_length=40, required=False, help_text="Required for everything but `search`."
    )
    position = serializers.IntegerField(
        min_value=1, max_value=10_000, required=False, help_text="Of the product, counted from 1."
    )
    line_id = serializers.CharField(
        max_length=40, required=False, help_text="The cart line, for `add_to_cart`."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["type"] != SEARCH and "product_id" not in attrs:
            raise serializers.ValidationError({"product_id": _("Tell which product it was.")})
        return attrs


@extend_schema_field(SAVED_FILTERS)
class FiltersField(serializers.DictField):
    """Filters by the names of their parameters, taken as they are."""

    child = serializers.CharField(max_length=MAX_SAVED_VALUE, trim_whitespace=False)


class SavedSearchInputSerializer(InputSerializer):
    name = LineField(max_length=120, required=False, allow_blank=True)
    q = CleanField(max_length=200, required=False, allow_blank=True)
    filters = FiltersField(
        required=False, help_text="The filters of the search by the names of its parameters."
    )


class SavedSearchSerializer(serializers.Serializer[Any]):
    id = IdField("saved")
    name = serializers.CharField()
    q = serializers.CharField()
    filters = serializers.DictField(child=serializers.CharField())
    created_at = serializers.DateTimeField()


class SavedSearchListSerializer(serializers.Serializer[Any]):
    results = SavedSearchSerializer(many=True)
